"""`open_theme`: a number on a report → the ticks, extracts and words that made it, for a reader."""

from collections import Counter

import msgspec

from voice.desk.reading import Reading
from voice.desk.report import heard_of
from voice.desk.rows import with_rows
from voice.disclosure.limits import Hidden, at_desk
from voice.errors import OperatorMustFix
from voice.forms.model import Choosing, Form
from voice.themes.codebook import Codebook
from voice.themes.coding import Hit
from voice.themes.counts import code


class Ticked(msgspec.Struct, frozen=True):
    """A row of the form that raises the theme, and how many answers ticked it."""

    question: str
    option: str
    answers: int | Hidden


class Extract(msgspec.Struct, frozen=True):
    """One person's words to one question, with the places where terms were found."""

    question: str
    text: str
    hits: tuple[Hit, ...]


class ThemeOpened(msgspec.Struct, frozen=True):
    """Everything that a theme's numbers are made of, and by which list of themes."""

    id: str
    name: str
    meaning: str
    version: int
    fingerprint: str
    ticked: tuple[Ticked, ...]
    extracts: tuple[Extract, ...]
    """In an order that tells nothing: by text."""
    wrote: int | Hidden
    """How many answers the extracts are from."""


def open_theme(reading: Reading, codebook: Codebook, theme: str) -> ThemeOpened:
    """Opens a theme, or a broad row of the form, by the id that stands on the report.

    Raises:
        OperatorMustFix: "theme-unknown".
    """
    listed = with_rows(codebook, reading.round)
    wanted = listed.merged.get(theme, theme)
    known = {each.id: each for each in listed.active}
    if wanted not in known:
        raise OperatorMustFix(
            "theme-unknown",
            f"there is no theme {theme} in {codebook.id}, version {codebook.version}",
            "give its id: the small word beside a theme's name on the report, like better.home",
        )
    form = reading.round.form
    heard = [heard_of(each, form) for each in reading.answers]
    ticks = Counter(
        (tick.question, tick.option)
        for each in heard
        for tick in each.ticks
        if wanted in {listed.merged.get(theme, theme) for theme in tick.codes}
    )
    extracts, wrote = [], set()
    for each in code(heard, listed):
        if hits := tuple(hit for hit in each.hits if hit.owner == wanted):
            wrote.add(each.answer)
            extracts.append(Extract(_asked(form, each.said.question), each.text, hits))
    return ThemeOpened(
        id=wanted,
        name=known[wanted].name,
        meaning=known[wanted].meaning,
        version=codebook.version,
        fingerprint=listed.fingerprint,
        ticked=tuple(_ticked(form, ticks, len(heard))),
        extracts=tuple(sorted(extracts, key=lambda extract: (extract.question, extract.text))),
        wrote=_counted(len(wrote), len(heard)),
    )


def _ticked(form: Form, ticks: Counter[tuple[str, str]], answers: int) -> list[Ticked]:
    """In the form's order; how many only where a reader may see counts at all."""
    return [
        Ticked(question.ask, option.text, _counted(ticks[question.id, option.id], answers))
        for question in form.questions
        if isinstance(question, Choosing)
        for option in question.options
        if (question.id, option.id) in ticks
    ]


def _counted(count: int, answers: int) -> int | Hidden:
    """`count`, where a reader may see counts of so many answers at all."""
    return Hidden("few") if isinstance(at_desk(answers), Hidden) else count


def _asked(form: Form, question: str) -> str:
    return next((each.ask for each in form.questions if each.id == question), question)
