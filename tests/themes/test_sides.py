"""Nothing to say is heard as nothing; everybody stands on one side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.themes.normalise import tidy
from voice.themes.sides import Silence, divide
from voice.themes.speech import load_speech

SPEECH = load_speech()
ENGLISH = Silence(SPEECH["en"])
ARABIC = Silence(SPEECH["ar"])


@pytest.mark.parametrize(
    "text",
    [
        "Nothing",
        "nothing.",
        "No",
        "N/A",
        "n/a thanks",
        "Nothing, thank you!",
        "Not really, no",
        "-",
        "nothing at the moment, all good",
        "I don’t know",
        "No comment.",
        "…",
        "👍",
        "None really",
    ],
)
def test_nothing_to_say_in_english(text):
    assert ENGLISH.says_nothing(tidy(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nothing works here",
        "Nobody told me anything",
        "Thank you",
        "No heating",
        "All good",
        "No one believes me",
        "Nothing has changed",
        "Not safe",
        "No food",
        "More time",
    ],
)
def test_something_to_say_in_english(text):
    assert not ENGLISH.says_nothing(tidy(text))


@pytest.mark.parametrize(
    "text", ["لا شيء", "لا شيء، شكراً", "لا يوجد", "لا", "لا أعرف", "ولا شي والله"]
)
def test_nothing_to_say_in_arabic(text):
    assert ARABIC.says_nothing(tidy(text))


@pytest.mark.parametrize("text", ["لا أحد يسمعني", "لا يوجد محامي", "شكرا", "لا أنام"])
def test_something_to_say_in_arabic(text):
    assert not ARABIC.says_nothing(tidy(text))


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["helped", "hard", "either"])))
)
def test_everybody_stands_on_exactly_one_side(said):
    sides = divide(said)
    people = {person for person, _ in said}
    assert sides.people == people
    assert sum(map(len, (sides.helped, sides.mixed, sides.hard, sides.unsaid))) == len(people)
    for person in people:
        both = {(person, "helped"), (person, "hard")} <= set(said)
        assert (person in sides.mixed) == both
