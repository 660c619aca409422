"""Words on offer: gaps filled in the reader's language, names kept in one piece."""

from hypothesis import given
from hypothesis import strategies as st

from languages.given import KEYS, WHOLE
from voice.languages.catalogue import Catalogue, source_catalogue
from voice.languages.offer import offered_words

ARABIC = Catalogue("ar", {(context, english): WHOLE[english] for context, english in KEYS})
WAIT = [("p.wait", "It can take {when}."), ("p.week", "one week")]


def test_a_gap_is_filled_with_the_rounds_own_words():
    wording = offered_words(KEYS, source_catalogue(), {"service": "Northside"}, {})
    assert wording.words["tea.title"] == "Tea at Northside"
    assert wording.whole
    assert wording.status == "approved"


def test_a_phrase_is_filled_in_the_same_language():
    arabic = Catalogue("ar", {WAIT[0]: "قد يستغرق ذلك {when}.", WAIT[1]: "أسبوعًا واحدًا"})
    wording = offered_words(WAIT, arabic, {}, {"when": "p.week"})
    assert wording.words["p.wait"] == "قد يستغرق ذلك أسبوعًا واحدًا."
    assert wording.status == "draft"


def test_a_name_of_the_other_direction_is_kept_in_one_piece():
    wording = offered_words(KEYS, ARABIC, {"service": "Northside (24/7)"}, {})
    assert wording.words["tea.title"] == "شاي في \u2068Northside (24/7)\u2069"
    wording = offered_words(KEYS, ARABIC, {"service": "الشمال"}, {})
    assert wording.words["tea.title"] == "شاي في الشمال"


def test_what_is_missing_or_left_open_is_told_and_not_offered():
    words = {key: text for key, text in ARABIC.words.items() if key[1] != "Hello"}
    wording = offered_words(KEYS, Catalogue("ar", words), {}, {"service": "no.such.context"})
    assert wording.missing == (("tea.note.ask", "Hello"),)
    assert wording.unfilled == ("service",)
    assert not wording.whole
    assert "tea.note.ask" not in wording.words


@given(st.text(max_size=40))
def test_what_fills_a_gap_is_taken_as_it_is(name):
    wording = offered_words(KEYS, source_catalogue(), {"service": name}, {})
    filled = wording.words["tea.title"].removeprefix("Tea at ")
    assert filled.strip("\u2068\u2069") == name.strip("\u2068\u2069")
    assert wording.whole
