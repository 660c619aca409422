"""Words as rows of a sheet, for translators without tools, and back into a catalogue."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

import msgspec
from babel.messages.catalog import Catalog, Message

from voice.errors import OperatorMustFix
from voice.languages.catalogue import key_of
from voice.languages.critical import TAG
from voice.languages.extract import write_catalogue
from voice.languages.pictured import picture_of
from voice.languages.registry import language
from voice.languages.wording import text_findings

COLUMNS = ("Where", "Picture", "Can harm", "English")
"""Then the language's own, whose title holds its tag."""
MOST_ROWS = 5_000


class Row(msgspec.Struct, frozen=True):
    """One text: where it stands, a picture of it, whether it can harm, and both languages."""

    where: str
    picture: str
    critical: bool
    english: str
    words: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As they stand in the sheet."""
        return (self.where, self.picture, "yes" if self.critical else "", self.english, self.words)


class RowFinding(msgspec.Struct, frozen=True):
    """What is to be put right in one row of a sheet that came back; the title is row 1."""

    row: int
    message: str


class Imported(msgspec.Struct, frozen=True):
    """A catalogue with a sheet's words in it, how many it brought, and what is wrong with it."""

    catalogue: bytes
    brought: int
    findings: tuple[RowFinding, ...]


def title_row(tag: str) -> tuple[str, ...]:
    """The sheet's first row."""
    return (*COLUMNS, f"{language(tag).own_name} ({tag})")


def export_rows(catalogue: Catalog) -> list[Row]:
    """Every text, with the words that the catalogue has for it already."""
    return [_row(each) for each in catalogue if each.id]


def import_rows(
    catalogue: Catalog, tag: str, sheet: Sequence[Sequence[str]], forbidden: Collection[str] = ()
) -> Imported:
    """The catalogue with the words of a sheet; what the sheet leaves empty stays as it was.

    Raises:
        OperatorMustFix: it is no sheet for this language.
    """
    rows = [(_row(each), each) for each in catalogue if each.id]
    places = {(row.where, row.english): each for row, each in rows}
    findings: list[RowFinding] = []
    brought = 0
    for number, cells in _filled(tag, sheet):
        where, _, _, english, words = cells
        message = places.get((where, english))
        if message is None:
            told = "Voice does not say this English there; export the sheet anew"
            findings.append(RowFinding(number, told))
            continue
        findings += [
            RowFinding(number, told) for _, told in text_findings(english, words, forbidden)
        ]
        brought += message.string != words or message.fuzzy
        message.string = words
        message.flags.discard("fuzzy")
    return Imported(write_catalogue(catalogue), brought, tuple(findings))


def _filled(tag: str, sheet: Sequence[Sequence[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number and cells of every row that has words."""
    width = len(COLUMNS) + 1
    rows = [tuple(_tidy(cell) for cell in (*row, *[""] * width)[:width]) for row in sheet]
    if not rows or rows[0][:-1] != COLUMNS or not rows[0][-1].endswith(f"({tag})"):
        raise OperatorMustFix(
            "sheet",
            f"this is no sheet for {tag}: its first row is {' | '.join(rows[0] if rows else ())!r}",
            f"leave the first row as it is; make a sheet with: voice words export {tag}",
        )
    if len(rows) > MOST_ROWS:
        raise OperatorMustFix("sheet", f"{len(rows)} rows are too many", "export the sheet anew")
    for number, cells in enumerate(rows[1:], 2):
        if cells[-1]:
            yield number, cells


def _tidy(cell: str) -> str:
    """Without what programs for sheets leave at ends of cells and lines."""
    return "\n".join(line.strip() for line in cell.strip().splitlines())


def _row(message: Message) -> Row:
    context, english = key = key_of(message.context, message.id)
    files = [PurePosixPath(file).name for file, _ in message.locations]
    return Row(
        where=context or f"page: {', '.join(sorted(files))}",
        picture=picture_of(key, files),
        critical=TAG in message.auto_comments,
        english=english,
        words="" if message.fuzzy else str(message.string),
    )
