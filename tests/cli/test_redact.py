"""`voice redact` from the command line, as somebody would type it."""

import csv

import pytest
from click.testing import CliRunner

from voice.cli.main import explain, voice
from voice.errors import VoiceError


def redact(tmp_path, content, *more, name="redacted.csv"):
    source = tmp_path / "comments.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = tmp_path / name
    result = CliRunner().invoke(voice, ["redact", "--in", str(source), "--out", str(out), *more])
    return result, out


def rows(out):
    return list(csv.DictReader(out.open(encoding="utf-8", newline="")))


def test_identifiers_are_masked_and_risks_stand_beside(tmp_path):
    result, out = redact(
        tmp_path,
        "id,lang,text\n"
        "a,en,Call Zofia on 07700 900123\n"
        "b,ar,رقمي ٠٧٧٠٠ ٩٠٠١٢٣ شكرا\n"
        "c,en,nothing\n",
    )
    assert result.exit_code == 0, result.output
    first, second, third = rows(out)
    assert (first["text"], first["masked"]) == ("Call Zofia on [phone]", "phone")
    assert "capital: Zofia" in first["risks"]
    assert second["text"] == "رقمي [phone] شكرا"
    assert third == {"id": "c", "lang": "en", "text": "nothing", "masked": "", "risks": ""}
    assert "3 texts: 2 with something masked, 2 with words that a person must look at" in (
        result.output
    )


def test_words_that_many_use_are_no_risk(tmp_path):
    lines = "".join(f"{n},en,the worker is patient\n" for n in range(5))
    _, out = redact(tmp_path, "id,lang,text\n" + lines + "z,en,the worker is zofia\n")
    assert {row["risks"] for row in rows(out)[:5]} == {""}
    assert rows(out)[5]["risks"] == "rare: zofia"
    _, out = redact(tmp_path, "id,lang,text\n" + lines, "--common-from", "6", name="other.csv")
    assert rows(out)[0]["risks"] == "rare: worker|rare: patient"


def test_the_same_file_gives_the_same_bytes(tmp_path):
    content = "id,lang,text\na,en,Ask Mila on 3 May 2021\n"
    _, once = redact(tmp_path, content)
    _, again = redact(tmp_path, content, name="again.csv")
    assert again.read_bytes() == once.read_bytes()


def test_a_formula_is_made_inert(tmp_path):
    _, out = redact(tmp_path, "id,lang,text\na,en,=1+1\n")
    assert rows(out)[0]["text"] == "'=1+1"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id,lang,text,name\na,en,x,y\n", "comments.csv:1: columns not known: name"),
        ("id,text\na,x\n", "comments.csv:1: columns missing: lang"),
        ("id,lang,text\na,en,caf\u00e9\n".encode("latin-1"), "comments.csv:2: it is not UTF-8"),
        ("id,lang,text\na,en\n", "comments.csv:2: it has 2 cells"),
    ],
)
def test_what_does_not_fit_is_told_by_file_and_line_and_nothing_is_written(tmp_path, content, told):
    result, out = redact(tmp_path, content)
    assert isinstance(result.exception, VoiceError)
    assert told in explain(result.exception)
    assert result.exception.hint
    assert not out.exists()


def test_a_file_is_not_written_over_itself(tmp_path):
    source = tmp_path / "comments.csv"
    source.write_text("id,lang,text\na,en,x\n", "utf-8")
    result = CliRunner().invoke(voice, ["redact", "--in", str(source), "--out", str(source)])
    assert isinstance(result.exception, VoiceError)
    assert source.read_text("utf-8") == "id,lang,text\na,en,x\n"
