"""Broad rows as themes of their own, so that one tick never seems to say more than it said.

A row such as "Support for me and my family" stands for several codes. Whoever ticks it has not said
which of them, so counting the tick under each would put words into people's mouths. The row itself
becomes a theme; its codes stay in the codebook for what people say in their own words.
"""

from collections.abc import Iterator

from voice.forms.model import Choosing, Form, Many, Option, Permission, Question
from voice.forms.round import RoundFile
from voice.themes.codebook import Codebook, Theme

_Raising = tuple[Question, Option, tuple[str, ...]]
"""An option, its question, and the codes it raises."""


def codes_raised(question: Question, option: Option) -> tuple[str, ...]:
    """What choosing `option` raises: nothing, one code, or the row itself where it is broad.

    To choose a row among many raises the codes of its question too. To answer "yes", "a little" or
    "no" does not: else everyone who answers "Do you feel safe where you live?" would seem to have
    raised it.
    """
    codes = _codes(question, option)
    return codes if len(codes) < 2 else (_row_id(question, option),)


def with_rows(codebook: Codebook, round_file: RoundFile) -> Codebook:
    """The codebook with a theme before all others for each broad row of the round's form.

    A row has the name it has on the form. Where a theme that can stand beside it has that name
    already, the row's question is added to it.
    """
    whole = codebook
    for row, parts in reversed(list(_rows(codebook, round_file))):
        whole = whole.with_parent(row, parts)
    return whole


def broad_rows(form: Form) -> dict[str, tuple[str, ...]]:
    """The id of each broad row's theme, and the codes that the row stands for."""
    return {_row_id(question, option): codes for question, option, codes in _broad(form)}


def _rows(codebook: Codebook, round_file: RoundFile) -> Iterator[tuple[Theme, tuple[str, ...]]]:
    form = round_file.form
    offered = round_file.offered(form.lang)
    words = offered.words if offered else {}
    alone = {code for _, _, codes in _raising(form) if len(codes) == 1 for code in codes}
    names: set[str] = set()
    for question, option, codes in _broad(form):
        now = {codebook.merged.get(code, code) for code in codes}
        parts = [theme for theme in codebook.active if theme.id in now]
        beside = [theme for theme in codebook.active if theme.id in alone or theme not in parts]
        name = words.get(f"{form.id}.{question.id}.{option.id}", option.text)
        if name in names | {theme.name for theme in beside}:
            name += f" ({words.get(f'{form.id}.{question.id}.ask', question.ask)})"
        if parts:
            names.add(name)
            row = _row(_row_id(question, option), name, parts)
            yield row, tuple(part.id for part in parts)


def _broad(form: Form) -> Iterator[_Raising]:
    return (each for each in _raising(form) if len(each[2]) > 1)


def _raising(form: Form) -> Iterator[_Raising]:
    """Every option that raises something."""
    for question in form.questions:
        if not isinstance(question, Choosing) or isinstance(question, Permission):
            continue
        for option in question.options:
            if not option.quiet and (codes := _codes(question, option)):
                yield question, option, codes


def _row(row_id: str, name: str, parts: list[Theme]) -> Theme:
    return Theme(
        id=row_id,
        group=parts[0].group,
        name=name,
        meaning=f"Covers: {'; '.join(part.name for part in parts)}.",
    )


def _codes(question: Question, option: Option) -> tuple[str, ...]:
    shared = question.codes if isinstance(question, Many) else ()
    return tuple(dict.fromkeys(shared + option.codes))


def _row_id(question: Question, option: Option) -> str:
    return f"{question.id}.{option.id}"
