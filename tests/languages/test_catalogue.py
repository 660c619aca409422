"""Catalogues: whole or not offered, nothing fuzzy, and an approval holds for what was read."""

import datetime

import msgspec
import pytest

from languages.given import KEYS, WHOLE, checkout, write_words
from voice.errors import OperatorMustFix
from voice.languages.catalogue import (
    Catalogue,
    load_catalogue,
    load_catalogues,
    merged,
    source_catalogue,
)
from voice.languages.extract import extract_words
from voice.languages.status import Standing, fingerprint_words, load_standings, write_standings

DAY = datetime.date(2026, 11, 20)
CONSENT = frozenset({("q.consent", "C")})


@pytest.fixture
def locales(tmp_path):
    root = checkout(tmp_path)
    (root / "locales" / "voice.pot").write_bytes(extract_words(root))
    return root / "locales"


def test_the_source_language_needs_no_file_and_says_everything(tmp_path):
    english = load_catalogue("en", tmp_path)
    assert english == source_catalogue()
    assert english.text("any.context", "Hello") == "Hello"
    assert english.missing(KEYS) == []
    assert english.status == "approved"
    assert english.gettext("Back") == english.ngettext("Back", "Backs", 1) == "Back"


def test_words_are_found_by_context(locales):
    write_words(locales.parent, "ar", WHOLE)
    arabic = load_catalogue("ar", locales)
    assert arabic.text("tea.note.ask", "Hello") == "مرحبا"
    assert arabic.text("tea.other.ask", "Hello") is None
    assert arabic.gettext("Back") == "رجوع"
    assert arabic.pgettext("a noun", "Change") == "تغيير"
    assert arabic.gettext("Unknown") == "Unknown"


def test_what_is_empty_is_missing(locales):
    write_words(locales.parent, "ar", {**WHOLE, "Hello": ""})
    assert load_catalogue("ar", locales).missing(KEYS) == [("tea.note.ask", "Hello")]


def test_what_is_fuzzy_is_missing(locales):
    path = write_words(locales.parent, "ar", WHOLE)
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgctxt "tea.note', '#, fuzzy\nmsgctxt "tea.note'), "utf-8")
    assert load_catalogue("ar", locales).missing(KEYS) == [("tea.note.ask", "Hello")]


def test_a_language_is_loaded_for_pages_only_when_the_pages_are_whole(locales):
    write_words(locales.parent, "ar", {**WHOLE, "Hello": ""})
    write_words(locales.parent, "so", {**WHOLE, "Back": ""})
    write_words(locales.parent, "xx", WHOLE)
    assert list(load_catalogues(locales)) == ["en", "ar"]


def test_without_any_words_there_is_the_source_language(tmp_path):
    assert list(load_catalogues(tmp_path)) == ["en"]


def test_a_catalogue_that_cannot_be_read_is_named(locales):
    path = write_words(locales.parent, "ar", WHOLE)
    path.write_bytes(b'msgid "Back"\nmsgstr "\xff"\n')
    with pytest.raises(OperatorMustFix) as caught:
        load_catalogue("ar", locales)
    assert str(path) in caught.value.message
    path.write_text("msgid Back\n", "utf-8")
    with pytest.raises(OperatorMustFix):
        load_catalogue("ar", locales)
    with pytest.raises(OperatorMustFix):
        load_catalogue("so", locales)


def approve(locales, fingerprint):
    text = '[ar]\nstatus = "approved"\nby = "Translator"\non = 2026-11-20\n'
    text += f'fingerprint = "{fingerprint}"\ncritical = "0"\n'
    (locales / "status.toml").write_text(text, "utf-8")


def test_a_language_is_a_draft_until_its_very_words_are_approved(locales):
    write_words(locales.parent, "ar", WHOLE)
    assert load_catalogue("ar", locales).status == "draft"
    read = {context: (english, WHOLE[english]) for context, english in KEYS if context}
    approve(locales, fingerprint_words(read))
    assert load_catalogue("ar", locales).status == "approved"
    write_words(locales.parent, "ar", {**WHOLE, "Hello": "أهلا"})
    assert load_catalogue("ar", locales).status == "draft"


def test_an_approval_without_role_day_or_words_is_refused(locales):
    (locales / "status.toml").write_text('[ar]\nstatus = "approved"\nby = "T"\n', "utf-8")
    with pytest.raises(OperatorMustFix) as caught:
        load_standings(locales)
    assert caught.value.slug == "approval"
    (locales / "status.toml").write_text('[ar]\nstatus = "fine"\n', "utf-8")
    with pytest.raises(OperatorMustFix) as caught:
        load_standings(locales)
    assert caught.value.slug == "status"


@pytest.mark.parametrize(
    ("status", "words", "critical", "holds"),
    [
        ("approved", "ab", "cd", "approved"),
        ("approved", "xx", "cd", "critical"),
        ("approved", "xx", "xx", "draft"),
        ("critical", "xx", "cd", "critical"),
        ("critical", "ab", "xx", "draft"),
        ("draft", "ab", "cd", "draft"),
    ],
)
def test_an_approval_holds_for_the_words_that_were_read(status, words, critical, holds):
    standing = Standing(status=status, by="Translator", on=DAY, fingerprint="ab", critical="cd")
    assert standing.holds_for(words, critical) == holds


def test_standings_are_read_as_they_were_written_and_the_comment_stays(tmp_path):
    (tmp_path / "status.toml").write_text("# Who read what.\n\n[so]\n", "utf-8")
    standings = {
        "ar": Standing(status="critical", by='A "sworn" reader', on=DAY, critical="cd"),
        "en-GB-x-easyread": Standing(drafted_by="a machine", stale_since=DAY),
    }
    write_standings(tmp_path, standings)
    assert load_standings(tmp_path) == standings
    assert (tmp_path / "status.toml").read_text("utf-8").startswith("# Who read what.\n\n[ar]\n")


def test_own_words_go_over_ours_and_an_approval_of_ours_does_not_cover_them():
    ours = Catalogue("ar", {("p.a", "A"): "ا", ("p.b", "B"): "ب"})
    read = Standing(
        status="approved", by="T", on=DAY, fingerprint=ours.fingerprint,
        critical=ours.critical_fingerprint,
    )  # fmt: skip
    ours = msgspec.structs.replace(ours, standing=read)
    own = Catalogue("ar", {("p.b", "B"): "باء", ("q.consent", "C"): "ت"}, tagged=CONSENT)
    both = merged(ours, own)
    assert ours.status == "approved"
    assert both.words == {("p.a", "A"): "ا", ("p.b", "B"): "باء", ("q.consent", "C"): "ت"}
    assert both.status == "draft"
    assert merged(ours, Catalogue("ar", {})).status == "approved"
    approved = msgspec.structs.replace(read, critical=both.critical_fingerprint)
    assert merged(ours, msgspec.structs.replace(own, standing=approved)).status == "critical"
