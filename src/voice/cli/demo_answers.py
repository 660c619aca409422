"""Answers that nobody gave: invented, gentle, the same for the same seed."""

import random
from importlib import resources
from typing import Literal, NamedTuple

import msgspec

from voice.forms.inside import Inside
from voice.forms.model import AnyQuestion, Many, Note, Option, Permission, Words
from voice.forms.round import RoundFile, fingerprint
from voice.forms.show_if import shown

Sentences = dict[str, list[str]]
"""Side ("helped", "hard", "either") → invented sentences in one language."""
Given = dict[str, str | tuple[str, ...]]

SKIP_SHARE = 0.08
SKIP_WORDS_SHARE = 0.3
QUIET_WEIGHT = 0.25


class Invented(NamedTuple):
    """One invented answer, and every text that was written in it."""

    inside: Inside
    texts: tuple[str, ...]
    present_question: str
    """The question that asked who was there, if it was answered."""


class Place(NamedTuple):
    """Where an answer is given: the door's slug, the language on the screen, and who seals."""

    door: str
    lang: str
    sealed_by: Literal["phone", "server"] = "phone"


def sentences() -> dict[str, Sentences]:
    """Invented sentences by language and side."""
    file = resources.files("voice.cli").joinpath("demo-answers.json")
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Sentences])


class Inventor:
    """Fills in a round's form again and again."""

    def __init__(self, round_file: RoundFile, seed: int) -> None:
        self._round = round_file
        self._random = random.Random(seed)  # noqa: S311 - the same demo every time
        self._sentences = sentences()

    def invent(self, place: Place, canary: str = "") -> Invented:
        """One answer; a `canary` is written after the first text, if any was written."""
        given: Given = {}
        for question in self._round.form.questions:
            if question.id in shown(self._round.form, given) and not self._skips(question):
                given[question.id] = self._answer(question, place.lang)
        written = [each.id for each in self._round.form.questions if isinstance(each, Words)]
        for name in [name for name in written if name in given][:1]:
            given[name] = f"{given[name]} {canary}".strip()
        texts = tuple(str(given[name]) for name in written if name in given)
        return Invented(self._inside(place, given), texts, self._present(given))

    def _skips(self, question: AnyQuestion) -> bool:
        if isinstance(question, Note):
            return True
        share = SKIP_WORDS_SHARE if isinstance(question, Words) else SKIP_SHARE
        return self._random.random() < share

    def _answer(self, question: AnyQuestion, lang: str) -> str | tuple[str, ...]:
        if isinstance(question, Words):
            known = self._sentences.get(lang, self._sentences["en"])[question.side]
            return " ".join(self._random.sample(known, self._random.choice((1, 1, 2))))
        if isinstance(question, Many):
            most = min(question.max or 3, len(question.options))
            return self._several(question.options, self._random.randint(1, most))
        return "" if isinstance(question, Note) else self._several(question.options, 1)[0]

    def _several(self, options: tuple[Option, ...], count: int) -> tuple[str, ...]:
        weights = [
            QUIET_WEIGHT if each.quiet else 1 / (place + 1) for place, each in enumerate(options)
        ]
        chosen = {each.id for each in self._random.choices(options, weights, k=count)}
        return tuple(each.id for each in options if each.id in chosen)

    def _inside(self, place: Place, given: Given) -> Inside:
        offered = self._round.offered(place.lang)
        questions = self._round.form.questions
        permissions = {each.id for each in questions if isinstance(each, Permission)}
        present = self._present(given)
        return Inside(
            round=self._round.id,
            form_fingerprint=fingerprint(self._round.form),
            words=fingerprint(offered.words) if offered else "",
            lang=place.lang,
            door=place.door,
            mode="self",
            present=str(given[present]) if present else "",
            sealed_by=place.sealed_by,
            answers={
                name: value
                for name, value in given.items()
                if name not in permissions and name != present
            },
            consents={name: str(given[name]) for name in permissions if name in given},
        )

    def _present(self, given: Given) -> str:
        asked = (each.id for each in self._round.form.questions if each.role == "present")
        return next((name for name in asked if name in given), "")
