"""Sheets for translators: out, and back row by row; what is wrong is named by its row."""

import os
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from languages.given import WHOLE, checkout, write_words
from voice.errors import OperatorMustFix
from voice.languages.catalogue import load_catalogue, page_messages, read_catalog
from voice.languages.extract import extract_words, updated
from voice.languages.pictured import _BY_TEXT, picture_of
from voice.languages.sheet import export_rows, import_rows, title_row
from voice.languages.sheet_file import MOST_BYTES, read_sheet, write_sheet

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
PICTURES = ROOT / "docs" / "pictures"


@pytest.fixture
def written(tmp_path):
    """A catalogue in Arabic, half of it written."""
    root = checkout(tmp_path)
    path = write_words(root, "ar", {name: WHOLE[name] for name in ("Back", "Hello")})
    return updated(path.read_bytes(), extract_words(root), "ar")


def sheet_of(catalogue, tag="ar"):
    return [title_row(tag), *(each.cells for each in export_rows(catalogue))]


def with_words(catalogue, **words):
    """The sheet as it comes back: English → its own."""
    rows = [list(row) for row in sheet_of(catalogue)]
    for row in rows[1:]:
        row[-1] = words.get(row[3], row[-1])
    return rows


def test_each_text_has_its_place_its_english_and_what_there_is(written):
    rows = sheet_of(written)
    assert rows[0] == ("Where", "Picture", "Can harm", "English", "العربية (ar)")
    assert ("page: page.jinja", "", "", "Back", "رجوع") in rows
    assert ("tea.note.ask", "question-en.png", "", "Hello", "مرحبا") in rows
    assert ("tea.minutes", "start-en.png", "", "1 minute", "") in rows


@pytest.mark.parametrize("name", ["words.csv", "words.xlsx"])
def test_a_sheet_comes_back_from_its_file_as_it_went(written, tmp_path, name):
    path = tmp_path / name
    rows = sheet_of(written)
    write_sheet(path, rows, right_to_left=True)
    assert [tuple(row) for row in read_sheet(path)] == rows


@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=30
            ),
            min_size=5,
            max_size=5,
        ),
        min_size=1,
    )
)
@pytest.mark.parametrize("name", ["words.csv", "words.xlsx"])
def test_whatever_is_written_into_cells_comes_back(tmp_path_factory, name, rows):
    path = tmp_path_factory.getbasetemp() / name
    write_sheet(path, rows, right_to_left=False)
    assert read_sheet(path) == rows


def test_a_sheet_with_semicolons_is_read_too(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text('Where;Picture;Can harm;English;"x (ar)"\na;b;c;"d; e";f\n', "utf-8-sig")
    assert read_sheet(path)[1] == ["a", "b", "c", "d; e", "f"]


def test_words_of_a_sheet_go_into_the_catalogue_and_the_rest_stays(written, tmp_path):
    back = with_words(written, **{"1 minute": " دقيقة واحدة ", "Hello": ""})
    imported = import_rows(written, "ar", back)
    assert imported.findings == ()
    assert imported.brought == 1
    path = tmp_path / "locales" / "ar" / "LC_MESSAGES" / "voice.po"
    path.write_bytes(imported.catalogue)
    arabic = load_catalogue("ar", tmp_path / "locales")
    assert arabic.text("tea.minutes", "1 minute") == "دقيقة واحدة"
    assert arabic.text("tea.note.ask", "Hello") == "مرحبا"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"Tea at {service}": "شاي"}, "gaps"),
        ({"Hello": "<b>مرحبا</b>"}, "markup"),
        ({"Hello": "=HYPERLINK(1)"}, "formula"),
        ({"Hello": "مرحبا!"}, "shouts"),
        ({"Hello": "ل" * 40}, "shorter"),
        ({"1 minute": "١ دقيقة"}, "digits"),
        ({"Hello": "مرحبا\u202e"}, "direction"),
        ({"Hello": "ضحية"}, "gentler"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(written, words, told):
    back = with_words(written, **words)
    (finding,) = import_rows(written, "ar", back, ["ضحي"]).findings
    assert told in finding.message
    assert back[finding.row - 1][3] in words


def test_a_row_whose_english_was_changed_is_told_with_its_row(written):
    back = with_words(written)
    number = next(place for place, row in enumerate(back) if row[3] == "Hello")
    back[number][3] = "Hello you"
    (finding,) = import_rows(written, "ar", back).findings
    assert finding.row == number + 1
    assert "export the sheet anew" in finding.message


@pytest.mark.parametrize("title", [("Where",), title_row("so"), ()])
def test_what_is_no_sheet_for_this_language_is_refused(written, title):
    with pytest.raises(OperatorMustFix) as caught:
        import_rows(written, "ar", [title, *sheet_of(written)[1:]])
    assert caught.value.slug == "sheet"


def test_files_that_are_no_sheets_are_named(tmp_path):
    damaged = tmp_path / "words.xlsx"
    damaged.write_bytes(b"PK\3\4 not a book")
    latin = tmp_path / "words.csv"
    latin.write_bytes("é".encode("latin-1"))
    for path, slug in (
        (damaged, "sheet-file"), (latin, "sheet-file"), (tmp_path / "none.csv", "sheet-file"),
        (tmp_path / "words.ods", "sheet-kind"),
    ):  # fmt: skip
        with pytest.raises(OperatorMustFix) as caught:
            read_sheet(path)
        assert caught.value.slug == slug


def test_a_file_that_unpacks_to_too_much_is_not_opened(tmp_path):
    path = tmp_path / "words.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(300):
            sheet.write_string(row, 0, os.urandom(16_000).hex()[:32_000])
    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(OperatorMustFix) as caught:
        read_sheet(path)
    assert caught.value.slug == "sheet-large"


def test_every_picture_that_a_sheet_names_is_there_and_every_text_is_said():
    rows = export_rows(read_catalog(LOCALES / "ar" / "LC_MESSAGES" / "voice.po"))
    named = {row.picture for row in rows} - {""}
    assert len(named) > 6
    assert all((PICTURES / name).exists() for name in named)
    assert set(_BY_TEXT) <= {english for context, english in page_messages(LOCALES) if not context}
    assert picture_of(("", "Somewhere new"), ["new.html.jinja"]) == ""


def test_most_rows_of_ours_have_a_picture_and_what_can_harm_is_marked():
    rows = export_rows(read_catalog(LOCALES / "ar" / "LC_MESSAGES" / "voice.po"))
    assert sum(row.picture != "" for row in rows) > len(rows) * 0.9
    assert all(row.critical for row in rows if row.where.startswith("promise."))
