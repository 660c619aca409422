"""Words that a person must see soon come first; a "not" hides nothing."""

import pytest

from voice.themes.codebook_file import load_codebook
from voice.themes.flags import find_flags
from voice.themes.heard import Heard, Said

CODEBOOK = load_codebook()


def flags(text, lang="en"):
    heard = Heard(id="aa", lang=lang, said=(Said("one", text),))
    return {flag.flag: flag for flag in find_flags([heard], CODEBOOK)}


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I cannot leave this house", "flag.danger"),
        ("he has my passport", "flag.danger"),
        ("I do not want to die", "flag.danger"),
        ("أنا محبوسة", "flag.danger"),
        ("someone hits my child", "flag.child"),
        ("a worker asked me for money", "flag.staff"),
        ("هددني", "flag.staff"),
    ],
)
def test_danger_goes_to_the_safeguarding_queue(text, flag):
    assert flags(text)[flag].queue == "safeguarding"


def test_arabic_words_are_seen_on_an_english_form_too():
    assert "flag.danger" in flags("ساعدوني", lang="en")


def test_a_request_goes_to_a_reader():
    assert flags("please call my phone")["flag.reply"].queue == "reader"


def test_a_flag_says_which_cue_it_was_and_holds_no_words_of_the_person():
    flag = flags("Please, I am in danger, says Zofia")["flag.danger"]
    assert flag.words == ("in danger",)
    assert (flag.answer, flag.question) == ("aa", "one")


def test_calm_words_raise_no_flag():
    assert flags("My worker calls me every week and I have a nice room") == {}
