import datetime
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from voice.cli.main import voice
from voice.forms.load import NOT_FORM_FILES
from voice.languages.catalogue import load_catalogue
from voice.languages.sheet_file import read_sheet, write_sheet
from voice.languages.status import load_standings

ROOT = Path(__file__).parents[2]
FORMS = sorted(path for path in (ROOT / "forms").glob("*.toml") if path.name not in NOT_FORM_FILES)

SOUP = """
id = "soup"
version = 1
lang = "en"
title = "Soup"
minutes = "1 minute"
[[question]]
id = "warm"
kind = "one"
ask = "{ask}"
options = [{{ id = "yes", text = "Yes" }}, {{ id = "no", text = "No" }}]
"""


def run(*arguments):
    return CliRunner().invoke(voice, [str(each) for each in arguments])


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_shipped_forms_pass_their_own_check(path):
    result = run("form", "check", path)

    assert result.exit_code == 0, result.output


def test_a_form_that_asks_who_someone_is_fails_the_check(tmp_path):
    path = tmp_path / "soup.toml"
    path.write_text(SOUP.format(ask="What is your name?"))

    result = run("form", "check", path)

    assert result.exit_code == 1
    assert "refuse: soup.warm.ask" in result.output


def test_a_form_is_shown_in_the_order_it_asks(tmp_path):
    path = tmp_path / "soup.toml"
    path.write_text(SOUP.format(ask="Was the soup warm?"))

    result = run("form", "show", path)

    assert result.output.index("Was the soup warm?") < result.output.index("- Yes")


def test_the_schema_of_forms_is_json_schema():
    schema = json.loads(run("form", "schema").output)

    assert schema["$ref"] == "#/$defs/Form"
    assert "required" not in schema["$defs"]["Words"]["properties"]


@pytest.fixture
def checkout(tmp_path):
    """What `voice words` needs of a checkout, with one catalogue."""
    for name in ("forms", "locales", "src/voice/web/templates", "src/voice/collect"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path in (tmp_path / "locales").glob("*/LC_MESSAGES"):
        shutil.rmtree(path.parent)
    (tmp_path / "locales" / "status.toml").unlink(missing_ok=True)
    assert run("words", "extract", "--root", tmp_path).exit_code == 0
    assert run("words", "update", "cy", "--root", tmp_path).exit_code == 0
    return tmp_path


def test_extracted_words_pass_the_check(checkout):
    result = run("words", "check", "--root", checkout)

    assert result.exit_code == 0, result.output
    assert result.output == "nothing to put right\n"


def test_a_changed_sentence_fails_the_check_until_words_are_extracted_again(checkout):
    pulse = checkout / "forms" / "pulse.toml"
    pulse.write_text(pulse.read_text("utf-8").replace("How was today?", "How did it go?"), "utf-8")

    old = run("words", "check", "--root", checkout)
    run("words", "extract", "--root", checkout)
    run("words", "update", "--root", checkout)
    new = run("words", "check", "--root", checkout)

    assert (old.exit_code, new.exit_code) == (1, 0)
    assert "How did it go?" in (checkout / "locales" / "voice.pot").read_text("utf-8")


def test_a_language_that_is_not_ours_gets_no_catalogue(checkout):
    error = run("words", "update", "xx", "--root", checkout).exception

    assert error.slug == "language-unknown"


def test_words_that_the_english_has_left_behind_are_stale_from_that_day(checkout):
    path = checkout / "locales" / "cy" / "LC_MESSAGES" / "voice.po"
    run("words", "update", "--root", checkout)

    standing = load_standings(checkout / "locales")["cy"]

    assert "msgid" in path.read_text("utf-8")
    assert standing.stale_since == datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_goes_out_and_comes_back_with_words(checkout, tmp_path, kind):
    path = tmp_path / f"welsh.{kind}"
    assert run("words", "export", "cy", "--to", path, "--root", checkout).exit_code == 0
    rows = read_sheet(path)
    place = next(number for number, row in enumerate(rows) if row[3] == "Skip")
    rows[place] = [*rows[place][:4], "Nesaf"]
    write_sheet(path, rows, right_to_left=False)

    told = run("words", "import", "cy", path, "--root", checkout)

    assert told.exit_code == 0, told.output
    assert "1 new or changed" in told.output
    assert load_catalogue("cy", checkout / "locales").gettext("Skip") == "Nesaf"


def test_a_sheet_with_something_wrong_changes_nothing_and_says_which_row(checkout, tmp_path):
    path = tmp_path / "welsh.csv"
    run("words", "export", "cy", "--to", path, "--root", checkout)
    rows = read_sheet(path)
    rows[1] = [*rows[1][:4], "<b>Nesaf</b>"]
    write_sheet(path, rows, right_to_left=False)
    before = (checkout / "locales" / "cy" / "LC_MESSAGES" / "voice.po").read_bytes()

    told = run("words", "import", "cy", path, "--root", checkout)

    assert told.exit_code == 1
    assert "row 2: words hold no markup" in told.output
    assert (checkout / "locales" / "cy" / "LC_MESSAGES" / "voice.po").read_bytes() == before
