"""Broad rows as themes of their own, so that one tick never seems to say more than it said.

A row such as "Support for me and my family" stands for several codes. Whoever ticks it has not said
which of them, so counting the tick under each would put words into people's mouths. The row itself
becomes a theme; its codes stay in the codebook for what people say in their own words.
"""

from collections.abc import Iterator

import msgspec

from voice.forms.model import Choosing, Many, Option, Permission, Question
from voice.forms.round import RoundFile
from voice.themes.codebook import Codebook, Theme


def codes_raised(question: Question, option: Option) -> tuple[str, ...]:
    """What choosing `option` raises: nothing, one code, or the row itself where it is broad.

    To choose a row among many raises the codes of its question too. To answer "yes", "a little" or
    "no" does not: else everyone who answers "Do you feel safe where you live?" would seem to have
    raised it.
    """
    codes = _codes(question, option)
    return codes if len(codes) < 2 else (_row_id(question, option),)


def with_rows(codebook: Codebook, round_file: RoundFile) -> Codebook:
    """The codebook with a theme before all others for each broad row of the round's form."""
    rows = tuple(_rows(codebook, round_file))
    return msgspec.structs.replace(codebook, themes=rows + codebook.themes)


def _rows(codebook: Codebook, round_file: RoundFile) -> Iterator[Theme]:
    form = round_file.form
    offered = round_file.offered(form.lang)
    words = offered.words if offered else {}
    known = {theme.id: theme for theme in codebook.themes}
    for question in form.questions:
        if not isinstance(question, Choosing) or isinstance(question, Permission):
            continue
        for option in question.options:
            codes = _codes(question, option)
            parts = [known[code] for code in codes if code in known]
            if len(codes) > 1 and parts and not option.quiet:
                name = words.get(f"{form.id}.{question.id}.{option.id}", option.text)
                yield _row(_row_id(question, option), name, parts)


def _row(row_id: str, name: str, parts: list[Theme]) -> Theme:
    tags = {tag for part in parts for tag in part.terms}
    return Theme(
        id=row_id,
        group=parts[0].group,
        name=name,
        meaning="; ".join(part.name for part in parts),
        terms={
            tag: tuple(dict.fromkeys(term for part in parts for term in part.terms.get(tag, ())))
            for tag in sorted(tags)
        },
        not_near={
            tag: {term: near for part in parts for term, near in part.not_near.get(tag, {}).items()}
            for tag in sorted(tags)
        },
    )


def _codes(question: Question, option: Option) -> tuple[str, ...]:
    shared = question.codes if isinstance(question, Many) else ()
    return tuple(dict.fromkeys(shared + option.codes))


def _row_id(question: Question, option: Option) -> str:
    return f"{question.id}.{option.id}"
