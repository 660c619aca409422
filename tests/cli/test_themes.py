"""`voice themes` and `voice codebook` from the command line, as somebody would type them."""

import csv
from collections import Counter

import pytest
from click.testing import CliRunner

from voice.cli.main import explain, voice
from voice.errors import VoiceError
from voice.themes.codebook_file import load_codebook, shipped_invented
from voice.themes.comments import read_coded
from voice.themes.redact import Redactor


def run(*arguments):
    return CliRunner().invoke(voice, [str(each) for each in arguments])


def comments(tmp_path, *rows, head="id,lang,text"):
    file = tmp_path / "comments.csv"
    file.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return file


def test_comments_are_coded_with_places_and_terms(tmp_path):
    source = comments(tmp_path, "a,en,I have been waiting", "b,en,nothing", "c,en,Мені важко")
    out = tmp_path / "hits.csv"
    result = run("themes", "code", "--in", source, "--out", out)
    assert result.exit_code == 0, result.output
    assert list(csv.DictReader(out.open(encoding="utf-8"))) == [
        {
            "id": "a",
            "theme": "journey.waiting",
            "score": "1.000",
            "source": "term",
            "start": "12",
            "end": "19",
            "term": "wait*",
        }
    ]
    assert "3 texts: 1 with a theme, 0 without, 1 with nothing to say, 1 not analysed" in (
        result.output
    )
    assert load_codebook().fingerprint in result.output


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_spreadsheet_takes_what_is_written_for_a_formula(tmp_path, sign):
    source = comments(tmp_path, f"{sign}SUM(1),en,I have been waiting")
    out = tmp_path / "hits.csv"
    assert run("themes", "code", "--in", source, "--out", out).exit_code == 0
    assert {row["id"] for row in csv.DictReader(out.open("r", encoding="utf-8"))} == {
        f"'{sign}SUM(1)"
    }


def test_coding_again_gives_the_same_bytes(tmp_path):
    source = comments(tmp_path, "a,en,My worker is kind and I wait", "b,ar,انتظرت سنوات")
    for name in ("one", "two"):
        assert run("themes", "code", "--in", source, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_file_that_does_not_fit_is_refused_by_file_and_line(tmp_path):
    source = comments(tmp_path, "a,en,one", "b,en,two,three")
    result = run("themes", "code", "--in", source, "--out", tmp_path / "hits.csv")
    assert isinstance(result.exception, VoiceError)
    assert "comments.csv:3" in explain(result.exception)


def edit(log, *fields, by="panel"):
    op, *rest = fields
    return run("codebook", "edit", op, *rest, "--by", by, "--log", log)


def test_edits_of_a_panel_become_the_next_version(tmp_path):
    log, out = tmp_path / "edits.jsonl", tmp_path / "next.toml"
    term = ("theme=care.believed", "lang=en", "term=call me liar")
    assert edit(log, "add-term", *term).exit_code == 0
    assert edit(log, "confirm", *term, "times=2", by="reader").exit_code == 0
    result = run("codebook", "merge", log, "--out", out)
    assert result.exit_code == 0, result.output
    assert "a new way from here" in result.output
    new = load_codebook(out)
    assert (new.version, new.parent) == (2, load_codebook().fingerprint)
    assert new.terms("care.believed", "en")[-1].confirmed == 2


def test_a_weak_term_is_named_and_stays(tmp_path):
    log, out = tmp_path / "edits.jsonl", tmp_path / "next.toml"
    edit(log, "reject", "theme=care.believed", "lang=en", "term=proof", "times=10", by="reader")
    result = run("codebook", "merge", log, "--out", out)
    assert "weak: care.believed: “proof” (en): agreed 0 of 10" in result.output
    assert "counts stay as they were" in result.output
    assert "proof" in {term.text for term in load_codebook(out).terms("care.believed", "en")}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        (("confirm", "theme=care.believed", "lang=en", "term=nowhere"), "no term"),
        (("confirm", "theme=care.believed", "lang=en"), "term"),
        (("delete", "theme=care.believed"), "delete"),
        (("confirm", "theme=care.believed", "lang=en", "term=proof", "who=Ann"), "who"),
    ],
)
def test_an_edit_that_does_not_fit_is_not_written(tmp_path, fields, named):
    result = edit(tmp_path / "edits.jsonl", *fields)
    assert isinstance(result.exception, VoiceError)
    assert named in result.exception.message
    assert not (tmp_path / "edits.jsonl").exists()


@pytest.mark.parametrize("ending", ["toml", "csv", "qdc"])
def test_a_codebook_goes_out_and_comes_in(tmp_path, ending):
    out = tmp_path / f"codebook.{ending}"
    assert run("codebook", "export", "--out", out).exit_code == 0
    if ending == "toml":
        assert load_codebook(out) == load_codebook()
        return
    back = tmp_path / "back.toml"
    assert run("codebook", "import", out, "--out", back).exit_code == 0
    assert load_codebook(back).counting == load_codebook().counting


@pytest.mark.parametrize(
    "arguments",
    [("export", "--out", "x.docx"), ("import", "{odd}", "--out", "x.toml")],
)
def test_a_format_that_is_not_known_is_refused(tmp_path, arguments):
    odd = tmp_path / "odd.docx"
    odd.write_bytes(b"")
    given = [str(odd) if each == "{odd}" else each for each in arguments]
    assert run("codebook", *given).exception.slug == "codebook-format"


def test_the_check_ends_with_1_only_where_something_must_change(tmp_path):
    assert run("codebook", "check", "--lang", "cy").exit_code == 0
    assert run("codebook", "check", "--lang", "tlh").exit_code == 1


def coded_file(tmp_path):
    rows = [f'{n},en,"the {w} soup","care.culture"' for n, w in enumerate(SOUP_WORDS)]
    rows += [f'{n},en,"the {w} stone",' for n, w in enumerate(SOUP_WORDS, 100)]
    rows += [f'{n},en,"I wait for the soup",care.culture' for n in range(200, 212)]
    file = tmp_path / "coded.csv"
    file.write_text("\n".join(["id,lang,text,themes", *rows]) + "\n", "utf-8")
    return file


SOUP_WORDS = "warm cold green thick old red salt sweet brown clear last next".split()


def test_what_people_coded_is_learnt_and_used(tmp_path):
    learned, log = tmp_path / "learned.json", tmp_path / "edits.jsonl"
    result = run(
        *("themes", "learn", "--coded", coded_file(tmp_path), "--out", learned, "--log", log)
    )
    assert result.exit_code == 0, result.output
    assert "care.culture: 24 codings" in result.output
    source, out = comments(tmp_path, "a,en,their soup"), tmp_path / "hits.csv"
    result = run("themes", "code", "--in", source, "--out", out, "--learned", learned)
    assert result.exit_code == 0, result.output
    [row] = csv.DictReader(out.open(encoding="utf-8"))
    assert (row["theme"], row["source"], row["start"]) == ("care.culture", "learned", "")
    assert "soup" in row["term"]
    merged = run("codebook", "merge", log, "--out", tmp_path / "next.toml")
    assert "weak: journey.waiting: “wait*” (en): agreed 0 of 12 times" in merged.output


def test_the_shipped_codebook_can_be_tried_before_anybody_has_coded(tmp_path):
    learned, out = tmp_path / "learned.json", tmp_path / "hits.csv"
    result = run("themes", "learn", "--out", learned)
    assert result.exit_code == 0, result.output
    assert "0 codings" in result.output and "invented" in result.output
    source = comments(tmp_path, "a,en,same story again and again to new faces")
    result = run("themes", "code", "--in", source, "--out", out, "--learned", learned)
    assert result.exit_code == 0, result.output
    assert {row["theme"] for row in csv.DictReader(out.open(encoding="utf-8"))} == {
        "care.retelling"
    }


def test_the_shipped_invented_comments_are_mild_and_whole():
    """Each theme is there, nothing stands twice, nothing in them is masked."""
    codebook = load_codebook()
    with shipped_invented() as path:
        given = list(read_coded(path, codebook))
    texts = [heard.said[0].text for heard, _ in given]
    assert len(set(map(str.casefold, texts))) == len(texts) >= 700
    coded = Counter(theme for _, themes in given for theme in themes)
    assert all(coded[theme.id] >= 18 for theme in codebook.active)
    redact = Redactor().redact
    assert [text for text in texts if redact(text, "en").masked] == []
    examples = {text for theme in codebook.themes for text in theme.exemplars}
    assert examples.isdisjoint(texts)


def test_what_was_learnt_is_for_its_owner_only(tmp_path):
    learned = tmp_path / "learned.json"
    run("themes", "learn", "--coded", coded_file(tmp_path), "--out", learned)
    assert learned.stat().st_mode & 0o077 == 0


def test_invented_comments_teach_and_the_language_model_finds_other_words(tmp_path):
    learned, out = tmp_path / "learned.json", tmp_path / "hits.csv"
    source = comments(tmp_path, "a,en,a bowl of hot broth", "b,en,a heavy piece of rock")
    result = run(
        *("themes", "learn", "--invented", coded_file(tmp_path), "--uncoded", source),
        *("--embed", "--out", learned),
    )
    assert result.exit_code == 0, result.output
    result = run("themes", "code", "--in", source, "--out", out, "--learned", learned)
    assert result.exit_code == 0, result.output
    found = {row["id"]: row for row in csv.DictReader(out.open(encoding="utf-8"))}
    assert found["a"]["theme"] == "care.culture"
    assert "b" not in found


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        (("--codebook", "{book}"), "learn-nothing"),
        (("--uncoded", "{file}", "--coded", "{file}"), "learn-uncoded"),
    ],
)
def test_learning_says_what_it_needs(tmp_path, given, slug):
    book = tmp_path / "book.toml"
    run("codebook", "export", "--out", book)
    names = {"{file}": str(coded_file(tmp_path)), "{book}": str(book)}
    arguments = [names.get(each, each) for each in given]
    result = run("themes", "learn", *arguments, "--out", tmp_path / "learned.json")
    assert result.exception.slug == slug
