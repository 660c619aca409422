"""`voice languages`: what is written, what a role has approved, and what an approval covers."""

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from desk.given import drafted, signed
from voice.cli.main import voice
from voice.desk.words import catalogue_for
from voice.errors import OperatorMustFix, Refused
from voice.forms.own_words import own_words
from voice.languages.coverage import coverage
from voice.languages.registry import LANGUAGES
from voice.languages.status import load_standings
from voice.shipped import shipped

TEA = """
id = "tea"
version = 1
lang = "en"
title = "Tea with {service}"
minutes = "1 minute"
start = ["We ask about tea."]
[[question]]
id = "warm"
kind = "one"
ask = "Was the tea warm?"
options = [{ id = "yes", text = "Yes" }, { id = "no", text = "No" }]
"""
ARABIC = """
[words.ar]
title = "شاي مع {service}"
minutes = "دقيقة"
start = ["نسأل عن الشاي."]
warm.ask = "هل كان الشاي دافئًا؟"
warm.yes = "نعم"
warm.no = "لا"
"""


def run(*arguments):
    return CliRunner().invoke(voice, [str(each) for each in arguments])


@pytest.fixture
def forms(tmp_path):
    """A folder of an organisation's own forms, beside the plan of a round."""
    (tmp_path / "tea.toml").write_text(TEA + ARABIC, "utf-8")
    return tmp_path


def test_every_language_is_shown_with_what_was_checked_of_it():
    lines = run("languages").output.splitlines()

    assert [line.split()[0] for line in lines] == [each.tag for each in LANGUAGES[1:]]
    assert all(" of " in line for line in lines)


@pytest.mark.parametrize(("flags", "status"), [((), "approved"), (("--critical",), "critical")])
def test_an_approval_names_role_day_and_the_very_words(forms, flags, status):
    told = run("languages", "approve", "ar", "--by", "Translator", *flags, "--forms", forms)

    assert told.exit_code == 0, told.output
    standing = load_standings(forms / "locales")["ar"]
    assert (standing.status, standing.by) == (status, "Translator")
    assert standing.on == datetime.datetime.now(datetime.UTC).date()
    assert catalogue_for("ar", forms).status == status


def test_an_approval_is_over_when_one_of_an_organisations_own_words_changes(forms):
    run("languages", "approve", "ar", "--by", "Translator", "--forms", forms)
    path = forms / "tea.toml"
    path.write_text(path.read_text("utf-8").replace("نعم", "أجل"), "utf-8")

    assert catalogue_for("ar", forms).status == "critical"
    told = next(
        line for line in run("languages", "--forms", forms).output.splitlines()
        if line.startswith("ar ")
    )  # fmt: skip
    assert "critical sentences approved by Translator" in told


def test_a_language_that_is_not_whole_cannot_be_approved(forms):
    error = run("languages", "approve", "xx", "--by", "T", "--forms", forms).exception

    assert isinstance(error, OperatorMustFix)
    assert not (forms / "locales").exists()


def plan_of(forms, practice, languages=("en", "ar")):
    return {
        "folder": forms,
        "form": "tea.toml",
        "practice": practice,
        "languages": languages,
    }


def test_a_real_round_takes_a_language_only_once_its_critical_sentences_are_approved(forms):
    draft = drafted(**plan_of(forms, False))
    with pytest.raises(Refused) as caught:
        signed(draft)
    assert caught.value.slug == "language-draft"
    assert signed(drafted(**plan_of(forms, True)))

    run("languages", "approve", "ar", "--by", "Translator", "--critical", "--forms", forms)

    draft = drafted(**plan_of(forms, False))
    assert [each.status for each in draft.languages] == ["approved", "critical"]
    assert signed(draft)


def test_own_words_are_offered_and_what_they_lack_is_named(forms):
    words = drafted(**plan_of(forms, True)).offered("ar").words
    assert words["tea.start.0"] == "نسأل عن الشاي."
    assert words["tea.title"].startswith("شاي مع")

    path = forms / "tea.toml"
    path.write_text(path.read_text("utf-8").replace('warm.no = "لا"\n', ""), "utf-8")
    with pytest.raises(Refused) as caught:
        drafted(**plan_of(forms, True))
    assert "tea.warm.no" in caught.value.message


@pytest.mark.parametrize(
    "line", ['warm.maybe = "ربما"', 'cold.ask = "?"', "start.7 = 3", 'title = " "']
)
def test_words_for_what_the_form_does_not_say_are_named(tmp_path, line):
    (tmp_path / "tea.toml").write_text(f"{TEA}\n[words.ar]\n{line}\n", "utf-8")

    with pytest.raises(OperatorMustFix) as caught:
        own_words(tmp_path, "ar")

    assert caught.value.slug == "own-words"
    assert "tea.toml" in caught.value.message


def test_a_folder_of_own_catalogues_goes_over_ours(forms):
    path = forms / "locales" / "ar" / "LC_MESSAGES" / "voice.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgctxt "promise.who"\nmsgid "We do not ask who you are."\nmsgstr "لا نسألك عن اسمك."\n',
        "utf-8",
    )

    words = drafted(**plan_of(forms, True)).offered("ar").words

    assert words["promise.who"] == "لا نسألك عن اسمك."
    assert words["promise.skip"]


def test_the_page_of_languages_is_up_to_date_and_plain_about_who_read_what():
    page = (Path(__file__).parents[2] / "docs" / "languages.md").read_text("utf-8")
    drafts = [each.tag for each in coverage(shipped("locales")) if each.status == "draft"]

    assert run("languages", "--table").output in page
    assert len(drafts) < len(LANGUAGES) - 1 or "No native speaker has approved anything yet" in page
    assert all(f"`{tag}`" in page for tag in drafts)


def test_checking_a_form_tells_how_far_its_own_words_are_and_what_is_wrong(forms):
    assert "ar: 6 of 6 texts" in run("form", "check", forms / "tea.toml").output

    (forms / "tea.toml").write_text(f'{TEA}\n[words.ar]\ntitle = "<b>شاي</b>"\n', "utf-8")
    told = run("form", "check", forms / "tea.toml")

    assert told.exit_code == 1
    assert "ar: 1 of 6 texts" in told.output
    assert "the gaps {service} became (none)" in told.output
    assert "words hold no markup" in told.output
