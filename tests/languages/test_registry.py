"""The languages we know: tags, own names, direction and digits."""

import unicodedata

import pytest
from babel import Locale

from voice.errors import OperatorMustFix
from voice.languages.registry import LANGUAGES, SOURCE, known, language

SCRIPTS = {
    "Latn": "LATIN", "Arab": "ARABIC", "Ethi": "ETHIOPIC", "Beng": "BENGALI",
    "Deva": "DEVANAGARI", "Guru": "GURMUKHI", "Hans": "CJK UNIFIED",
}  # fmt: skip


def test_there_are_the_languages_we_set_out_with_and_easy_read():
    tags = [each.tag for each in LANGUAGES]
    assert len(tags) == len(set(tags)) == 26
    assert tags[0] == SOURCE
    assert {"en-GB-x-easyread", "cy", "ti", "ar", "fa-AF", "ckb", "ku", "zh-Hans", "om"} <= set(
        tags
    )


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.tag)
def test_a_language_calls_itself_in_its_own_script(each):
    letters = [letter for letter in each.own_name if letter.isalpha()]
    assert letters
    assert all(unicodedata.name(letter).startswith(SCRIPTS[each.script]) for letter in letters)
    assert not each.own_name[0].islower()


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.tag)
def test_direction_follows_the_script_and_agrees_with_what_babel_knows(each):
    assert each.direction == ("rtl" if each.script == "Arab" else "ltr")
    if "-x-" not in each.tag:
        locale = Locale.parse(each.tag, sep="-")
        assert locale.text_direction == each.direction
        assert locale.default_numbering_system == each.digits


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.tag)
def test_digits_are_ten_that_count_from_zero(each):
    assert [unicodedata.digit(digit) for digit in each.digit_characters] == list(range(10))
    assert known(each.fallback)


def test_a_language_that_is_not_ours_says_which_are():
    assert not known("xx")
    with pytest.raises(OperatorMustFix) as caught:
        language("prs")
    assert "fa-AF" in caught.value.hint
