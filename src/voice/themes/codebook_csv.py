"""Codebooks as CSV: one row a term, for spreadsheets and programs that know no more."""

import csv
import io
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix
from voice.themes.brought import Brought
from voice.themes.codebook import Codebook, Term
from voice.themes.speech import load_speech
from voice.themes.tables import Columns, Row, as_meant, inert, read_table

COLUMNS = Columns(
    ("name",),
    ("theme", "group", "outcome", "meaning", "not_this", "lang", "term", "not_near", "source"),
)
WRITTEN = (
    "theme", "group", "outcome", "name", "meaning", "not_this",
    "lang", "term", "not_near", "source",
)  # fmt: skip


def to_csv(codebook: Codebook) -> str:
    """One row for each term of the themes in use; one for a theme without any.

    Flags, examples and evidence are left out.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(WRITTEN)
    groups = {group.id: group for group in codebook.groups}
    for theme in codebook.active:
        group = groups[theme.group]
        told = (theme.id, group.name, group.outcome, theme.name, theme.meaning, theme.not_this)
        rows: list[tuple[str, ...]] = [
            (language.tag, term.text, "|".join(term.not_near), term.source)
            for language in codebook.languages
            for term in codebook.terms(theme.id, language.tag)
        ]
        for row in rows or [("", "", "", "")]:
            writer.writerow(map(inert, (*told, *row)))
    return out.getvalue()


def from_csv(path: Path) -> tuple[Brought, ...]:
    """The themes of a table, in the order of their first rows.

    Only `name` is needed. Where a language is named for a theme, its rows are all its terms there.

    Raises:
        OperatorMustFix: "table-unreadable", naming file and line.
    """
    speeches = load_speech()
    found: dict[str, Brought] = {}
    for row in read_table(path, COLUMNS):
        cells = {name: as_meant(cell.strip()) for name, cell in row.cells.items()}
        key = cells.get("theme") or cells["name"].casefold()
        lang, text = cells.get("lang", ""), cells.get("term", "")
        if not cells["name"]:
            raise _amiss(path, row, "it has no name", "Give each theme a name.")
        if bool(lang) != bool(text) or (lang and lang not in speeches):
            raise _amiss(
                path,
                row,
                f"a term needs a language that is known, and a language a term: {lang!r}, {text!r}",
                f"Write one of {', '.join(sorted(speeches))}, or leave both empty.",
            )
        known = found.get(key) or _brought(path, row, cells)
        if text:
            term = _term(path, row, cells)
            terms = known.terms | {lang: (*known.terms.get(lang, ()), term)}
            known = msgspec.structs.replace(known, terms=terms)
        found[key] = known
    return tuple(found.values())


def _brought(path: Path, row: Row, cells: dict[str, str]) -> Brought:
    taken = {
        "id": cells.get("theme", ""),
        **{key: cells.get(key, "") for key in ("name", "group", "meaning", "not_this")},
    }
    try:
        return msgspec.convert(taken, Brought)
    except msgspec.ValidationError as problem:
        raise _amiss(path, row, str(problem), "Shorten it.") from problem


def _term(path: Path, row: Row, cells: dict[str, str]) -> Term:
    near = [each.strip() for each in cells.get("not_near", "").split("|") if each.strip()]
    given = {"term": cells["term"], "not_near": near, "source": cells.get("source") or "human"}
    try:
        return msgspec.convert(given, Term)
    except msgspec.ValidationError as problem:
        hint = "A term has 1 to 80 characters; its source is human, suggested or learned."
        raise _amiss(path, row, str(problem), hint) from problem


def _amiss(path: Path, row: Row, problem: str, hint: str) -> OperatorMustFix:
    return OperatorMustFix("table-unreadable", f"{path}:{row.line}: {problem}", hint)
