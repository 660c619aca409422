"""`Queue`: the order in which a reader reads every word, with what to look at beside each.

For a holder's own eyes, in time for safety, however few answers there are. No door, language or
mode stands beside the words, and nothing here counts: the report does.
"""

import msgspec

from voice.desk.opening import SetApart
from voice.desk.reading import Reading
from voice.desk.report import heard_of
from voice.themes.codebook import Codebook
from voice.themes.counts import Coded, code
from voice.themes.flags import Flag, find_flags
from voice.themes.heard import Heard
from voice.themes.labels import Label, propose_labels
from voice.themes.redact import Redacted, Redactor
from voice.themes.tone import tone


class TextToRead(msgspec.Struct, frozen=True):
    """One person's words to one question. `themes` and `risks` are suggestions by the program."""

    question: str
    text: str
    themes: tuple[str, ...]
    risks: tuple[str, ...]
    """Words that may point at a person: masked shapes by kind, names and places by themselves."""


class AnswerToRead(msgspec.Struct, frozen=True):
    """All words of one answer. `first` says why it comes first; it is empty for the others."""

    first: tuple[str, ...]
    texts: tuple[TextToRead, ...]


class Queue(msgspec.Struct, frozen=True):
    """Answers with words: those to read first, then the others, hard-sounding ones before."""

    answers: tuple[AnswerToRead, ...]
    set_apart: tuple[SetApart, ...]
    labels: tuple[Label, ...]
    """Phrases that come again in words no theme knows: ideas for the codebook."""


def queue_of(reading: Reading, codebook: Codebook) -> Queue:
    """The queue of a reading. Same reading, same codebook: same queue."""
    form = reading.round.form
    heard = tuple(heard_of(each, form) for each in reading.answers)
    flags: dict[str, list[Flag]] = {}
    for flag in find_flags(heard, codebook):
        flags.setdefault(flag.answer, []).append(flag)
    coded: dict[str, list[Coded]] = {}
    for text in code(heard, codebook):
        coded.setdefault(text.answer, []).append(text)
    asked = {question.id: question.ask for question in form.questions}
    names = {theme.id: theme.name for theme in codebook.themes}
    redactor = Redactor()
    spoken = sorted(
        (each for each in heard if each.id in coded), key=lambda each: _order(each, flags)
    )
    return Queue(
        answers=tuple(
            AnswerToRead(
                first=_why_first(flags.get(each.id, [])),
                texts=tuple(
                    _to_read(text, asked, names, redactor.redact(text.text, each.lang))
                    for text in coded[each.id]
                ),
            )
            for each in spoken
        ),
        set_apart=reading.set_apart,
        labels=_labels(heard, coded, redactor),
    )


def _order(heard: Heard, flags: dict[str, list[Flag]]) -> tuple[bool, float, str]:
    """First what may speak of danger; then by how hard it sounds, a weak vote; then shuffled."""
    votes = [tone(said.text, heard.lang) or 0.0 for said in heard.said]
    return heard.id not in flags, min(votes, default=0.0), heard.id


def _why_first(flags: list[Flag]) -> tuple[str, ...]:
    return tuple(sorted({word for flag in flags for word in flag.words}))


def _to_read(
    coded: Coded, asked: dict[str, str], names: dict[str, str], redacted: Redacted
) -> TextToRead:
    risks = [mask.kind for mask in redacted.masked]
    risks += [redacted.text[risk.start : risk.end] for risk in redacted.risks]
    themes = {names[hit.owner] for hit in coded.hits if hit.owner in names}
    return TextToRead(
        question=asked.get(coded.said.question, coded.said.question),
        text=coded.text,
        themes=tuple(sorted(themes)),
        risks=tuple(dict.fromkeys(risks)),
    )


def _labels(
    heard: tuple[Heard, ...], coded: dict[str, list[Coded]], redactor: Redactor
) -> tuple[Label, ...]:
    texts = [
        redactor.redact(text.text).text
        for each in heard
        if each.lang.startswith("en")
        for text in coded.get(each.id, [])
        if text.state == "unmatched"
    ]
    return propose_labels(texts, "en") or ()
