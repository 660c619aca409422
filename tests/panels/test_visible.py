"""Nothing hides in a page."""

from hypothesis import given
from hypothesis import strategies as st

from voice.panels.visible import visible


def test_markup_becomes_text():
    assert visible("</script><b>&") == "<bdi>&lt;/script&gt;&lt;b&gt;&amp;</bdi>"


def test_direction_marks_and_invisible_characters_are_shown():
    assert visible("a\u202eb\u200bc\x00") == "<bdi>a[U+202E]b[U+200B]c[U+0000]</bdi>"


def test_persian_joiners_and_accents_stay():
    assert visible("می\u200cخواهم Ọ̀rọ̀") == "<bdi>می\u200cخواهم Ọ̀rọ̀</bdi>"


def test_piled_marks_are_cut_to_four():
    assert len(visible("a" + "\u0301" * 30_000)) == len("<bdi>a</bdi>") + 4


@given(st.text())
def test_no_text_brings_markup_or_direction_with_it(text):
    inner = visible(text).removeprefix("<bdi>").removesuffix("</bdi>")
    assert not set(inner) & set("<>\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00")
