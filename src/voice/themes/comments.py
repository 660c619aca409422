"""`read_comments`: comments from a CSV file, as what the themes room hears; hits as rows of one."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import msgspec

from voice.errors import OperatorMustFix
from voice.themes.codebook import Codebook, Term
from voice.themes.coding import SURE, Reason
from voice.themes.counts import Coded
from voice.themes.edits import Tag
from voice.themes.heard import Heard, Said
from voice.themes.tables import Columns, Row, inert, read_table

COMMENTS = Columns(("id", "lang", "text"), ("question",))
CODED = Columns(("id", "lang", "text", "themes"), ("question",))
HITS = ("id", "theme", "score", "source", "start", "end", "term")
ALIKE = "(like comments that have it)"
SURE_FROM = 10
"""Looks by readers, from which on a term's score is how often they agreed."""


def read_comments(path: Path, columns: Columns = COMMENTS) -> Iterator[tuple[Heard, Row]]:
    """Each comment with its row. The language is a tag; a question may be left out.

    Raises:
        OperatorMustFix: "table-unreadable", naming file and line.
    """
    for row in read_table(path, columns):
        lang = row.cells["lang"].strip()
        if not row.cells["id"].strip():
            raise _amiss(path, row, "it has no id", "Number the comments.")
        if not _is_tag(lang):
            raise _amiss(path, row, f"{lang!r} is not a language", "Write a tag: en, ar, fa-AF.")
        said = Said(row.cells.get("question", ""), row.cells["text"])
        yield Heard(id=row.cells["id"].strip(), lang=lang, said=(said,)), row


def read_coded(path: Path, codebook: Codebook) -> Iterator[tuple[Heard, frozenset[str]]]:
    """Each comment with the themes that people gave it: ids with `|` between them, or none.

    Raises:
        OperatorMustFix: "table-unreadable", also for a theme that the codebook does not have.
    """
    known = {theme.id for theme in codebook.active}
    seen: set[str] = set()
    for heard, row in read_comments(path, CODED):
        named = {each.strip() for each in row.cells["themes"].split("|")} - {""}
        themes = frozenset(codebook.merged.get(each, each) for each in named)
        if unknown := sorted(themes - known):
            raise _amiss(
                path,
                row,
                f"the codebook has no theme {', '.join(unknown)}",
                "Write ids of themes with | between them, as they stand in the codebook.",
            )
        if heard.id in seen:
            raise _amiss(path, row, f"the id {heard.id} stands twice", "Give each its own id.")
        seen.add(heard.id)
        yield heard, themes


def write_hits(
    file: TextIO, coded: Iterable[tuple[Coded, tuple[Reason, ...]]], codebook: Codebook
) -> None:
    """The hits as CSV: one row each, in the order of the texts; places are in the tidied text.

    A score is how sure it is: what was learnt, else how often readers agreed with the term, else 1.
    A theme that only what was learnt suggests has a row without a place; the words that count most
    stand as term, or `ALIKE` where there are none.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HITS)
    scores = _scores(codebook)
    for each, reasons in coded:
        sure = {reason.theme: reason.score for reason in reasons}
        answer = inert(each.answer)
        for hit in each.hits:
            score = sure.get(hit.owner, scores.get((hit.owner, hit.term), 1.0))
            row = (answer, hit.owner, f"{score:.3f}", "term", hit.start, hit.end, inert(hit.term))
            writer.writerow(row)
        found = {hit.owner for hit in each.hits}
        for reason in reasons:
            if reason.score >= SURE and reason.theme not in found:
                said = " + ".join(reason.words) or ALIKE
                writer.writerow(
                    (answer, reason.theme, f"{reason.score:.3f}", "learned", "", "", inert(said))
                )


def _scores(codebook: Codebook) -> dict[tuple[str, str], float]:
    """How often readers agreed with a term, where enough of them have looked."""
    return {
        (theme, term.text): _agreed(term)
        for language in codebook.languages
        for theme, meant in language.themes.items()
        for term in meant.terms
        if term.shown >= SURE_FROM
    }


def _agreed(term: Term) -> float:
    return term.confirmed / term.shown


def _is_tag(lang: str) -> bool:
    try:
        msgspec.convert(lang, Tag)
    except msgspec.ValidationError:
        return False
    return True


def _amiss(path: Path, row: Row, problem: str, hint: str) -> OperatorMustFix:
    return OperatorMustFix("table-unreadable", f"{path}:{row.line}: {problem}", hint)
