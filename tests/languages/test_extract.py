"""Words out of pages and forms, into the template, and from there into catalogues."""

import io

import pytest
from babel.messages.pofile import read_po

from languages.given import KEYS, WHOLE, checkout, write_words
from voice.errors import OperatorMustFix
from voice.languages.catalogue import key_of
from voice.languages.extract import extract_words, update_catalogue
from voice.languages.registry import LANGUAGES


def keys(content):
    return {key_of(each.context, each.id) for each in read_po(io.BytesIO(content)) if each.id}


def words(content):
    return {each.id: (each.string, each.fuzzy) for each in read_po(io.BytesIO(content)) if each.id}


def test_forms_and_pages_are_read_and_nothing_beside_them(tmp_path):
    assert keys(extract_words(checkout(tmp_path))) == set(KEYS)


def test_the_same_words_give_the_same_bytes(tmp_path):
    root = checkout(tmp_path)
    template = extract_words(root)
    assert extract_words(root) == template
    assert b"Date" not in template
    assert b"EMAIL" not in template
    arabic = update_catalogue(None, template, "ar")
    assert update_catalogue(arabic, template, "ar") == arabic


@pytest.mark.parametrize("tag", [each.tag for each in LANGUAGES])
def test_a_catalogue_can_be_begun_in_every_language_of_ours(tmp_path, tag):
    begun = update_catalogue(None, extract_words(checkout(tmp_path)), tag)
    assert keys(begun) == set(KEYS)
    assert tag.partition("-")[0] in begun.decode().partition("Language: ")[2].partition("\n")[0]
    assert keys(update_catalogue(begun, begun, tag)) == set(KEYS)


def test_updating_keeps_words_that_still_fit(tmp_path):
    root = checkout(tmp_path)
    before = write_words(root, "ar", WHOLE).read_bytes()
    after = update_catalogue(before, extract_words(root), "ar")
    assert words(after) == {english: (text, False) for english, text in WHOLE.items()}


def test_words_for_changed_english_stay_but_fuzzy_and_what_is_no_longer_said_goes(tmp_path):
    root = checkout(tmp_path)
    before = write_words(root, "ar", WHOLE).read_bytes()
    form = root / "forms" / "tea.toml"
    form.write_text(form.read_text("utf-8").replace("1 minute", "2 minutes"), "utf-8")
    (root / "src" / "page.jinja").write_text('{{ _("Back") }}', "utf-8")
    after = words(update_catalogue(before, extract_words(root), "ar"))
    assert after["2 minutes"] == ("دقيقة", True)
    assert "Change" not in after
    assert after["Hello"] == ("مرحبا", False)


def test_a_folder_that_is_no_checkout_and_a_catalogue_that_is_none_are_named(tmp_path):
    with pytest.raises(OperatorMustFix) as caught:
        extract_words(tmp_path)
    assert caught.value.slug == "no-words"
    with pytest.raises(OperatorMustFix) as caught:
        update_catalogue(b"msgid Back\n", extract_words(checkout(tmp_path)), "ar")
    assert caught.value.slug == "catalogue"
    with pytest.raises(OperatorMustFix) as caught:
        update_catalogue(None, b"", "xx")
    assert caught.value.slug == "language-unknown"
