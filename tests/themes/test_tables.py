"""A table says what is the matter with it by file and line, and what to do in a spreadsheet."""

import pytest

from voice.errors import OperatorMustFix
from voice.themes.codebook_file import load_codebook
from voice.themes.comments import read_coded, read_comments
from voice.themes.tables import Columns, read_table


def rows(tmp_path, content, columns=None):
    file = tmp_path / "t.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [row.cells for row in read_table(file, columns or Columns(("id", "text"), ("more",)))]


def test_rows_come_with_the_line_they_end_on(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text('id,text\n1,"two\nlines"\n\n2,b\n', "utf-8")
    found = list(read_table(file, Columns(("id", "text"))))
    assert [(row.line, row.cells["text"]) for row in found] == [(3, "two\nlines"), (5, "b")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_mark_that_spreadsheets_write_first_is_no_part_of_a_name(tmp_path, mark):
    assert rows(tmp_path, mark + b"id,text\r\n1,a\r\n") == [{"id": "1", "text": "a"}]


@pytest.mark.parametrize(
    ("content", "line", "named"),
    [
        ("id;text\n1;a\n", 1, "comma"),
        ("id,words\n1,a\n", 1, "text"),
        ("id,text,extra\n1,a,b\n", 1, "extra"),
        ("id,text,id\n1,a,b\n", 1, "twice"),
        ("", 1, "missing"),
        ("id,text\n1,a\n2,b,c\n", 3, "3 cells"),
        (b"id,text\n1,caf\xe9\n", 2, "UTF-8"),
        ("id,text\n1,a\n".encode("utf-16"), 1, "UTF-8"),
        ('id,text\n1,"open\n2,b\n', 3, "end of data"),
        ("id,text\n1," + "a" * 100_001 + "\n", 2, "100000"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line_and_a_remedy(tmp_path, content, line, named):
    with pytest.raises(OperatorMustFix) as caught:
        rows(tmp_path, content)
    assert f"t.csv:{line}:" in caught.value.message
    assert named in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("row", "named"), [("1,english please,hello", "english please"), (",en,hello", "no id")]
)
def test_a_comment_needs_an_id_and_a_language(tmp_path, row, named):
    file = tmp_path / "c.csv"
    file.write_text(f"id,lang,text\n{row}\n", "utf-8")
    with pytest.raises(OperatorMustFix, match=named) as caught:
        list(read_comments(file))
    assert "c.csv:2" in caught.value.message


def test_codes_of_people_must_be_themes_of_the_codebook(tmp_path):
    file = tmp_path / "c.csv"
    file.write_text("id,lang,text,themes\n1,en,a,care.respect|\n2,en,b,care.rude\n", "utf-8")
    with pytest.raises(OperatorMustFix, match=r"c\.csv:3.*care\.rude"):
        list(read_coded(file, load_codebook()))


def test_codes_of_one_comment_stand_in_one_row(tmp_path):
    file = tmp_path / "c.csv"
    file.write_text("id,lang,text,themes\n1,en,a,care.respect\n1,en,b,\n", "utf-8")
    with pytest.raises(OperatorMustFix, match=r"c\.csv:3.*twice"):
        list(read_coded(file, load_codebook()))
