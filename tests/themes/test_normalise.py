"""One spelling for many; no word of any script is cut."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.themes.normalise import (
    bare,
    entry,
    fold,
    plain_digits,
    script_of,
    sentences,
    spellings,
    tidy,
    words,
)


@pytest.mark.parametrize("word", ["मेरी", "हिंदी", "আমার", "বাংলা"])
def test_a_hindi_or_bengali_word_stays_whole_where_w_cuts_it(word):
    assert words(word) == [word]
    assert re.findall(r"\w+", word) != [word]


def test_an_apostrophe_belongs_to_its_word():
    assert words("I don’t and she didn't") == ["I", "don’t", "and", "she", "didn't"]
    assert fold("don’t") == fold("don't") == fold("DON'T")


def test_direction_marks_and_invisible_characters_go():
    assert tidy("saf\u200be \u202eevil\u202c \ufeffhome") == "safe evil home"


def test_sixty_kilobytes_of_marks_on_one_letter_become_four():
    assert len(tidy("a" + "\u0301" * 30_000)) <= 5


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


@pytest.mark.parametrize(
    ("written", "plain"), [("٠٧٧", "077"), ("۴۵", "45"), ("४५", "45"), ("১২", "12"), ("a1", "a1")]
)
def test_digits_of_any_script_become_plain(written, plain):
    assert plain_digits(written) == plain


@given(st.text(max_size=50))
def test_plain_digits_keep_the_length(text):
    assert len(plain_digits(text)) == len(text)


def test_arabic_letters_marks_and_stretching_are_folded():
    assert fold("مُـحـامِي") == fold("محامی")
    assert fold("أسنان") == fold("اسنان")
    assert fold("مترجمة") == fold("مترجمه")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كتاب", "کتاب"),  # Arabic and Persian kaf
        ("نێوان", "نیوان"),  # Sorani yeh with and without its mark
        ("ژوورەکە", "ژوورهکه"),  # Sorani heh
        ("گوڵ", "گول"),
        ("وړاندې", "وڑاندی"),  # Pashto on an Urdu keyboard
        ("ګټه", "گٹہ"),
        ("ہیں", "هین"),  # Urdu heh and nasal noon
        ("مسؤول", "مسوول"),
        ("ﻻ", "لا"),  # presentation forms
        ("ሠራተኛ", "ሰራተኛ"),  # letters of one sound in Ge'ez
        ("ዓለም", "አለም"),
        ("ሓኪም", "ሀኪም"),
        ("ፀሐይ", "ጸሀይ"),
        ("ጽቡቕ", "ፅቡቅ"),
        ("ነዉ", "ነው"),
        ("ቋንቋ", "ቁዋንቁዋ"),  # labialised
        ("ሟች", "ሙዋች"),
        ("ቈጠረ", "ቆጠረ"),
        ("हिन्दी", "हिंदी"),
        ("कहाँ", "कहां"),
        ("फ़ोन", "फोन"),
        ("ਫ਼ੋਨ", "ਫੋਨ"),
        ("ਕੁੱਝ", "ਕੁਝ"),
        ("ｆｕｌｌ", "full"),
        ("४५", "45"),
    ],
)
def test_one_word_in_two_spellings_is_compared_as_one(one, other):
    assert fold(tidy(one)) == fold(tidy(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("ہے", "ہی"), ("ক্ষমা", "মা"), ("sí", "si"), ("bán", "bạn"), ("ድሕሪ", "ድሕረ"), ("ੜ", "ਰ")],
)
def test_different_words_stay_different(one, other):
    assert fold(tidy(one)) != fold(tidy(other))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("asgjë", "asgje"),
        ("không", "khong"),
        ("được", "duoc"),
        ("Kò sí ọ̀rọ̀", "ko si oro"),
        ("łóżko", "lozko"),
    ],
)
def test_bare_leaves_latin_accents_out(written, typed):
    assert bare(tidy(written)) == bare(typed)


def test_bare_keeps_the_signs_of_other_scripts():
    assert bare(tidy("कि")) != bare(tidy("का"))
    assert bare(tidy("বলি")) != bare(tidy("বল"))


def test_a_joiner_that_persian_writes_inside_a_word_goes():
    assert words(tidy("نمی\u200cدانم")) == ["نمیدانم"]


def test_arabic_words_are_found_with_and_by_to_and_the():
    for written in ("المحامي", "والمحامي", "بالمحامي", "للمحامي", "محامي"):
        assert entry("محامي") in spellings(written)


def test_a_latin_word_has_one_spelling():
    assert spellings("Worker") == ("worker",)


def test_sentences_end_in_every_script_but_not_inside_a_number():
    text = "I waited 3.5 weeks. Why? نعم؟ ठीक है। በቃ። ንምንታይ፧ 好。是吗？ ښه ده۔ So… Go on"
    assert [text[a:b].strip() for a, b in sentences(text)] == [
        "I waited 3.5 weeks.",
        "Why?",
        "نعم؟",
        "ठीक है।",
        "በቃ።",
        "ንምንታይ፧",
        "好。",
        "是吗？",
        "ښه ده۔",
        "So…",
        "Go on",
    ]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("I wait", "Latin"),
        ("tôi đợi", "Latin"),
        ("أنا أنتظر NRM", "Arabic"),
        ("ጸገም ኣሎኒ", "Ethiopic"),
        ("मुझे मदद", "Devanagari"),
        ("আমার ঘর", "Bengali"),
        ("ਮੇਰਾ ਘਰ", "Gurmukhi"),
        ("我的房间", "Han"),
        ("Мені важко", ""),
        ("ab جد", ""),
        ("12 %", ""),
    ],
)
def test_the_script_is_that_of_most_letters(text, script):
    assert script_of(text) == script
