"""What a catalogue must not hold, one by one; and our own catalogues, which hold none of it."""

import re
from pathlib import Path

import pytest

from languages.given import WHOLE, checkout, write_words
from voice.forms.helplines import load_helplines
from voice.forms.load import load_forms
from voice.forms.messages import messages
from voice.forms.promises import shipped_promises
from voice.languages.catalogue import PLACE, load_catalogue, load_catalogues
from voice.languages.check import check_words
from voice.languages.coverage import coverage
from voice.languages.extract import extract_words, update_catalogue
from voice.languages.registry import LANGUAGES
from voice.languages.status import load_standings

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"


@pytest.fixture
def root(tmp_path):
    made = checkout(tmp_path)
    (made / "locales" / "voice.pot").write_bytes(extract_words(made))
    return made


def slugs(root):
    return {(each.file, each.slug) for each in check_words(root)}


AR = "locales/ar/LC_MESSAGES/voice.po"


def test_whole_and_half_done_catalogues_have_no_findings(root):
    write_words(root, "ar", WHOLE)
    write_words(root, "so", {})
    assert check_words(root) == []
    counted = [(each.tag, each.done, each.of) for each in coverage(root / "locales")]
    assert counted == [("ar", 5, 5), ("so", 0, 5)]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ({"Tea at {service}": "شاي"}, "gaps"),
        ({"Hello": "مرحبا {name}"}, "gaps"),
        ({"Hello": "<b>مرحبا</b>"}, "markup"),
        ({"Hello": "مرحبا&nbsp;بك"}, "markup"),
    ],
)
def test_words_that_would_break_a_page_are_found(root, words, slug):
    write_words(root, "ar", WHOLE | words)
    assert slugs(root) == {(AR, slug)}


def test_a_plural_is_found(root):
    page = root / "src" / "page.jinja"
    page.write_text(page.read_text("utf-8") + '{{ ngettext("one", "many", 2) }}', "utf-8")
    template = extract_words(root)
    (root / "locales" / "voice.pot").write_bytes(template)
    path = write_words(root, "ar", WHOLE)
    added = update_catalogue(path.read_bytes(), template, "ar")
    path.write_bytes(added.replace(b'msgstr[0] ""', 'msgstr[0] "واحد"'.encode()))
    assert slugs(root) == {(AR, "plural")}


def test_a_template_and_catalogues_behind_the_pages_are_found(root):
    write_words(root, "ar", WHOLE)
    (root / "src" / "page.jinja").write_text('{{ _("Back") }} {{ _("Onward") }}', "utf-8")
    assert slugs(root) == {("locales/voice.pot", "template-old")}
    (root / "locales" / "voice.pot").write_bytes(extract_words(root))
    assert slugs(root) == {(AR, "catalogue-old")}


def test_a_language_that_is_not_ours_is_found(root):
    write_words(root, "xx", {})
    assert slugs(root) == {("locales/xx/LC_MESSAGES/voice.po", "language-unknown")}


def test_an_approval_of_other_words_is_found(root):
    write_words(root, "ar", WHOLE)
    approval = '[ar]\nstatus = "approved"\nby = "T"\non = 2026-11-20\nfingerprint = "0"\n'
    approval += 'critical = "0"\n'
    (root / "locales" / "status.toml").write_text(approval, "utf-8")
    assert slugs(root) == {("locales/status.toml", "approval-old")}


def test_words_put_into_a_language_for_other_english_are_found(root):
    write_words(root, "ar", WHOLE)
    (root / "locales" / "status.toml").write_text('[ar]\nenglish = "0"\n', "utf-8")
    assert slugs(root) == {("locales/status.toml", "english-old")}


def test_our_own_words_have_no_findings_and_every_language_is_whole():
    assert check_words(ROOT) == []
    assert all(each.done == each.of and not each.stale for each in coverage(LOCALES))
    assert set(load_catalogues(LOCALES)) == {each.tag for each in LANGUAGES}


@pytest.mark.parametrize("path", sorted(LOCALES.glob(f"*/{PLACE}")), ids=lambda p: p.parts[-3])
def test_nothing_of_ours_is_fuzzy_and_nothing_is_left_of_older_words(path):
    text = path.read_text("utf-8")
    assert ", fuzzy" not in text
    assert "#~" not in text


@pytest.mark.parametrize("tag", [each.tag for each in LANGUAGES if each.tag != "en"])
def test_a_language_that_nobody_has_read_says_that_a_machine_drafted_it(tag):
    standing = load_standings(LOCALES)[tag]
    assert standing.status != "draft" or "machine" in standing.drafted_by


def test_easy_read_says_that_it_is_a_draft_that_no_panel_has_checked():
    assert load_catalogue("en-GB-x-easyread", LOCALES).status == "draft"
    assert "not yet checked by a panel" in load_standings(LOCALES)["en-GB-x-easyread"].drafted_by


OTHERS = [each.tag for each in LANGUAGES if each.tag != "en"]


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_has_every_form_promise_and_help_line(tag):
    said = [each for form in load_forms(ROOT / "forms").values() for each in messages(form)]
    said += shipped_promises().messages()
    assert load_catalogue(tag, LOCALES).missing(said) == []


@pytest.mark.parametrize("tag", OTHERS)
def test_sentences_name_the_buttons_as_the_buttons_do(tag):
    words = load_catalogue(tag, LOCALES)
    english = {each.id: each.text for each in shipped_promises().promise}
    for promise, button in (
        ("nobody_today", "Get help now"), ("danger", "Get help now"), ("show_code", "Show my code"),
    ):  # fmt: skip
        assert button in english[promise]
        assert words.gettext(button) in words.text(f"promise.{promise}", english[promise])
    about_leaving = [text for _, text in words.words if text.startswith("Leave this page ")]
    assert len(about_leaving) == 2
    assert all(words.gettext("Leave this page") in words.gettext(each) for each in about_leaving)


@pytest.mark.parametrize("tag", [tag for tag in OTHERS if "-x-" not in tag])
def test_whoever_reads_a_language_first_is_told_what_is_doubted(tag):
    notes = (LOCALES / tag / "NOTES.md").read_text("utf-8")
    assert "Machine-drafted" in notes
    assert "native" in notes
    assert len([line for line in notes.splitlines() if line.startswith("- ")]) >= 10


NAMES = sorted(
    {each.name for each in load_helplines(ROOT / "forms" / "helplines.toml")}
    | {
        "Home Office",
        "Migrant Help",
        "Unseen",
        "TARA",
        "Papyrus",
        "Childline",
        "NHS",
        "Shift",
        "SMS",
    },
    key=len,
    reverse=True,
)
"""Of organisations, help lines and keys: in Latin letters everywhere."""


@pytest.mark.parametrize("tag", [each.tag for each in LANGUAGES if each.script != "Latn"])
def test_letters_are_those_of_the_language_but_for_names_and_gaps(tag):
    for text in load_catalogue(tag, LOCALES).words.values():
        for each in NAMES:
            text = text.replace(each, "")
        text = re.sub(r"\{\w+\}", "", text)
        assert not any("a" <= letter.lower() <= "z" for letter in text), text
