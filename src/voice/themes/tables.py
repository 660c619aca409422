"""`read_table`: a CSV file → its rows, each with its line; what does not fit is said by line.

Spreadsheets write CSV in many ways. One is read: UTF-8, commas, names of columns in the first line.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix

MOST_CHARACTERS = 100_000
"""In one cell."""
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet works out."""


def inert(cell: str) -> str:
    """A cell to write, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_meant(cell: str) -> str:
    """A cell that was read, without the apostrophe of `inert`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


class Columns(msgspec.Struct, frozen=True):
    """Which columns a table must have, and which it may have besides."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The columns as somebody would write them."""
        return ",".join([*self.needed, *(f"[{each}]" for each in self.allowed)])


class Row(msgspec.Struct, frozen=True):
    """One row: the line it ends on, and its cells by column."""

    line: int
    cells: dict[str, str]


def read_table(path: Path, columns: Columns) -> Iterator[Row]:
    """The rows in order; empty lines are left out.

    Raises:
        OperatorMustFix: "table-unreadable" with file and line: not UTF-8, no CSV, a column that is
            missing or not known, a row with too many or too few cells, a cell that is too long.
    """
    with path.open("rb") as file:
        lines = _decoded(path, file)
        reader = csv.reader(lines, strict=True)
        try:
            named = [each.strip() for each in next(reader, [])]
            _check_names(path, named, columns)
            for cells in reader:
                if cells:
                    yield _row(path, reader.line_num, named, cells)
        except csv.Error as problem:
            raise _unreadable(
                path, reader.line_num, str(problem), "Look for a quotation mark that is not closed."
            ) from problem


def _decoded(path: Path, lines: Iterator[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as problem:
            raise _unreadable(
                path,
                number,
                "it is not UTF-8",
                "In your spreadsheet, save it as “CSV UTF-8 (comma delimited)”.",
            ) from problem
        if "\0" in text:
            hint = "It may be a spreadsheet or UTF-16; save it as “CSV UTF-8”."
            raise _unreadable(path, number, "there is a byte of nothing in it", hint)
        yield text.removeprefix(_MARK) if number == 1 else text


def _check_names(path: Path, named: list[str], columns: Columns) -> None:
    if len(named) == 1 and any(sign in named[0] for sign in ";\t"):
        raise _unreadable(
            path, 1, "its columns are not parted by commas", "Save it as “comma delimited”."
        )
    doubles = sorted({each for each in named if named.count(each) > 1})
    missing = [each for each in columns.needed if each not in named]
    unknown = [each for each in named if each not in columns.needed + columns.allowed]
    for what, which in (("twice", doubles), ("missing", missing), ("not known", unknown)):
        if which:
            raise _unreadable(
                path,
                1,
                f"columns {what}: {', '.join(each or '(no name)' for each in which)}",
                f"The first line names the columns: {columns}",
            )


def _row(path: Path, line: int, named: list[str], cells: list[str]) -> Row:
    if len(cells) != len(named):
        raise _unreadable(
            path,
            line,
            f"it has {len(cells)} cells, the first line {len(named)}",
            "Put text with commas between quotation marks.",
        )
    if too_long := [
        name for name, cell in zip(named, cells, strict=True) if len(cell) > MOST_CHARACTERS
    ]:
        raise _unreadable(
            path,
            line,
            f"{too_long[0]} has more than {MOST_CHARACTERS} characters",
            "Look for a quotation mark that is not closed, or shorten it.",
        )
    return Row(line, dict(zip(named, cells, strict=True)))


def _unreadable(path: Path, line: int, problem: str, hint: str) -> OperatorMustFix:
    return OperatorMustFix("table-unreadable", f"{path}:{line}: {problem}", hint)
