"""Codebooks travel as CSV and .qdc and come back; what could harm on the way is refused."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_codebook import WHOLE, load
from voice.errors import OperatorMustFix
from voice.themes.brought import Brought, bring_in
from voice.themes.codebook import Term
from voice.themes.codebook_csv import from_csv, to_csv
from voice.themes.codebook_file import load_codebook
from voice.themes.qdc import from_qdc, to_qdc

SHIPPED = load_codebook()
QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="elsewhere"><Codes>
<Code guid="1" name="Staff" isCodable="false">
<Code guid="2" name="Kind people" isCodable="true"><Description>Being kind.</Description></Code>
</Code>
<Code guid="3" name="Kindness and respect" isCodable="true"/>
</Codes></CodeBook>
"""


def same_but_version(one, other):
    return msgspec.structs.replace(other, version=one.version, parent=one.parent) == one


def test_a_codebook_comes_back_from_csv_as_it_went(tmp_path):
    file = tmp_path / "c.csv"
    file.write_text(to_csv(SHIPPED), "utf-8")
    assert same_but_version(SHIPPED, bring_in(SHIPPED, from_csv(file)))


def test_a_codebook_comes_back_from_qdc_as_it_went(tmp_path):
    file = tmp_path / "c.qdc"
    file.write_bytes(to_qdc(SHIPPED))
    assert same_but_version(SHIPPED, bring_in(SHIPPED, from_qdc(file)))
    assert to_qdc(SHIPPED) == to_qdc(load_codebook())


def test_another_programs_codes_become_themes_with_ids_of_their_own(tmp_path):
    file = tmp_path / "c.qdc"
    file.write_text(QDC, "utf-8")
    new = bring_in(SHIPPED, from_qdc(file))
    [made] = [theme for theme in new.themes if theme.name == "Kind people"]
    assert (made.id, made.group, made.meaning) == ("staff.kind-people", "staff", "Being kind.")
    assert len(new.themes) == len(SHIPPED.themes) + 1
    assert new.version == 2
    assert new.parent == SHIPPED.fingerprint


@pytest.mark.parametrize(
    "poison",
    [
        '<!DOCTYPE CodeBook [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE CodeBook SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE CodeBook [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]>',
    ],
)
def test_a_document_type_is_refused(tmp_path, poison):
    file = tmp_path / "c.qdc"
    file.write_text(QDC.replace("<CodeBook", poison + "<CodeBook", 1), "utf-8")
    with pytest.raises(OperatorMustFix, match="document type"):
        from_qdc(file)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "no element"),
        (b"<CodeBook/>", "CodeBook"),
        (b"PK\x03\x04", "cannot be read"),
        (b" " * 4_000_001, "are the most"),
        (QDC.replace('"Staff"', f'"{"x" * 81}"').encode(), "characters"),
        (QDC.replace('encoding="utf-8"', 'encoding="none-such"').encode(), "cannot be read"),
    ],
)
def test_what_is_no_codebook_is_refused_with_its_name(tmp_path, content, named):
    file = tmp_path / "c.qdc"
    file.write_bytes(content)
    with pytest.raises(OperatorMustFix, match=named) as caught:
        from_qdc(file)
    assert "c.qdc" in caught.value.message


def test_codes_within_codes_end_somewhere(tmp_path):
    file = tmp_path / "c.qdc"
    deep = '<Code name="a">' * 30 + "</Code>" * 30
    file.write_text(QDC.replace('<Code guid="3"', deep + '<Code guid="3"'), "utf-8")
    with pytest.raises(OperatorMustFix, match="deep"):
        from_qdc(file)


@pytest.mark.parametrize(
    ("rows", "line", "named"),
    [
        ("name\n\n ,", 1, "not known"),
        ("name,term\nA,apple\n", 2, "language"),
        ("name,lang,term\nA,xx,apple\n", 2, "xx"),
        ("name,lang,term\nA,en," + "a" * 81 + "\n", 2, "80"),
        ("name,lang\nA,\n,\n", 3, "no name"),
        ("name,lang,term,source\nA,en,apple,magic\n", 2, "magic"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_by_line(tmp_path, rows, line, named):
    file = tmp_path / "c.csv"
    file.write_text(rows.replace(" ,", "A,B"), "utf-8") if line > 1 else file.write_text(
        "name,colour\nA,red\n", "utf-8"
    )
    with pytest.raises(OperatorMustFix, match=named) as caught:
        from_csv(file)
    assert f"c.csv:{line}" in caught.value.message


def test_terms_of_a_table_are_all_terms_of_that_theme_in_that_language(tmp_path):
    small = load(tmp_path, WHOLE)
    file = tmp_path / "c.csv"
    file.write_text("theme,name,lang,term\ng.a,A,en,plum\ng.a,A,fr,prune\n", "utf-8")
    new = bring_in(small, from_csv(file))
    assert new.terms("g.a", "en") == (Term("plum"),)
    assert new.terms("g.a", "fr") == (Term("prune"),)
    assert new.language("fr").draft


def test_a_spreadsheet_finds_no_formula_in_it(tmp_path):
    risky = bring_in(load(tmp_path, WHOLE), (Brought("=1+1", "g.a", meaning="@x"),))
    written = to_csv(risky)
    assert not any(
        cell.startswith(("=", "@")) for line in written.splitlines() for cell in line.split(",")
    )
    file = tmp_path / "c.csv"
    file.write_text(written, "utf-8")
    assert from_csv(file)[0].name == "=1+1"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, raw):
    file = tmp_path_factory.mktemp("x") / "c.qdc"
    file.write_bytes(raw)
    with pytest.raises(OperatorMustFix):
        from_qdc(file)
