"""A sheet's rows in a file: CSV, or XLSX for who works in a program for sheets.

XLSX is written by XlsxWriter and read by calamine, which looks at cells alone: it runs no formula
and resolves no reference. Both come with the extra `sheets`.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from voice.errors import OperatorMustFix

MOST_BYTES = 8_000_000
"""Of a file that came back, unpacked: far more than every text of every form."""

_WIDTHS = (24, 22, 10, 60, 60)


def write_sheet(path: Path, rows: Iterable[Sequence[str]], right_to_left: bool) -> None:
    """Write `rows`, the titles first, as the end of the file's name says.

    Raises:
        OperatorMustFix: the name ends otherwise, or the extra is not there.
    """
    if _kind(path) == ".csv":
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), "utf-8-sig", newline="")  # the mark tells Excel: UTF-8
    else:
        _write_xlsx(path, rows, right_to_left)


def read_sheet(path: Path) -> list[list[str]]:
    """All rows of a sheet, every cell as text.

    Raises:
        OperatorMustFix: it cannot be read, is too large, or the extra is not there.
    """
    try:
        if _kind(path) == ".csv":
            return _read_csv(path)
        return _read_xlsx(path)
    except (OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile) as error:
        raise OperatorMustFix(
            "sheet-file",
            f"the sheet {path} cannot be read: {error}",
            "save it again as XLSX, or as CSV in UTF-8",
        ) from error


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise OperatorMustFix(
            "sheet-kind", f"{path.name} is neither CSV nor XLSX", "end its name in .csv or .xlsx"
        )
    return kind


def _read_csv(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    _refuse_large(path, len(content))
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    # Programs in countries with a decimal comma write semicolons.
    between = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=between))


def _write_xlsx(path: Path, rows: Iterable[Sequence[str]], right_to_left: bool) -> None:
    try:
        import xlsxwriter
    except ImportError as error:
        raise _without_extra() from error
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Words")
        shared = {"text_wrap": True, "valign": "top"}
        title = book.add_format(shared | {"bold": True})
        plain = book.add_format(shared | {"font_color": "#4c5b63"})
        own = book.add_format(shared | {"reading_order": 2 if right_to_left else 1})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                last = column == len(row) - 1
                sheet.write_string(
                    number, column, cell, title if number == 0 else own if last else plain
                )


def _read_xlsx(path: Path) -> list[list[str]]:
    try:
        import python_calamine
    except ImportError as error:
        raise _without_extra() from error
    with zipfile.ZipFile(path) as packed:
        _refuse_large(path, sum(each.file_size for each in packed.infolist()))
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [[_text(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
    except python_calamine.CalamineError as error:
        raise OSError(str(error)) from error


def _text(cell: object) -> str:
    """A program may have made a number of a text that looks like one."""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole and isinstance(cell, float) else str(cell)


def _refuse_large(path: Path, size: int) -> None:
    if size > MOST_BYTES:
        raise OperatorMustFix(
            "sheet-large",
            f"{path.name} holds {size} bytes; a sheet of words has at most {MOST_BYTES}",
            "export the sheet anew, and put only words into it",
        )


def _without_extra() -> OperatorMustFix:
    return OperatorMustFix(
        "no-sheets",
        "XLSX needs two more libraries",
        "install them with: pip install 'voice-survivors[sheets]'; or use a name in .csv",
    )
