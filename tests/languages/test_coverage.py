"""What is written of each language, and since when the English has left it behind."""

import datetime

import pytest

from languages.given import WHOLE, checkout, write_words
from voice.languages.coverage import coverage, note_changes
from voice.languages.extract import extract_words, update_catalogue
from voice.languages.status import load_standings

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def root(tmp_path):
    made = checkout(tmp_path)
    (made / "locales" / "voice.pot").write_bytes(extract_words(made))
    return made


def change_english(root):
    form = root / "forms" / "tea.toml"
    form.write_text(form.read_text("utf-8").replace("Hello", "Hello there"), "utf-8")
    template = extract_words(root)
    (root / "locales" / "voice.pot").write_bytes(template)
    return template


def test_words_and_their_english_are_counted(root):
    write_words(root, "ar", WHOLE)
    write_words(root, "so", WHOLE | {"Hello": ""})
    told = [(each.tag, each.done, each.of, each.stale) for each in coverage(root / "locales")]
    assert told == [("ar", 5, 5, False), ("so", 4, 5, True)]


def test_a_changed_english_text_makes_every_language_stale_at_once(root):
    locales = root / "locales"
    for tag in ("ar", "so"):
        write_words(root, tag, WHOLE)
    note_changes(locales, MONDAY)
    assert not any(each.stale for each in coverage(locales))
    change_english(root)
    assert all(each.stale for each in coverage(locales))


def test_the_day_is_noted_once_and_forgotten_when_the_words_are_whole_again(root):
    locales = root / "locales"
    path = write_words(root, "ar", WHOLE)
    note_changes(locales, MONDAY)
    template = change_english(root)
    path.write_bytes(update_catalogue(path.read_bytes(), template, "ar"))
    for day in (MONDAY + DAY, MONDAY + 2 * DAY):
        note_changes(locales, day)
        assert load_standings(locales)["ar"].stale_since == MONDAY + DAY
    path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    note_changes(locales, MONDAY + 3 * DAY)
    assert load_standings(locales)["ar"].stale_since is None
    assert [each.stale for each in coverage(locales)] == [False]
