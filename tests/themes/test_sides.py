"""Nothing to say is heard as nothing; everybody stands on one side."""

import csv
from collections import Counter
from pathlib import Path

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
        "All good",
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


SAID = [
    *csv.DictReader(
        (Path(__file__).parents[1] / "data" / "nothing.csv").read_text("utf-8").splitlines()
    )
]
LANGUAGES = list(dict.fromkeys(row["lang"] for row in SAID))


def f1(rows):
    heard = [
        (row["says"] == "nothing", silences[row["lang"]].says_nothing(tidy(row["text"])))
        for row in rows
    ]
    right = sum(says and found for says, found in heard)
    return 2 * right / (sum(says for says, _ in heard) + sum(found for _, found in heard))


silences = {lang: Silence(SPEECH[lang], SPEECH["en"]) for lang in LANGUAGES}


def test_the_set_has_25_languages_with_18_of_each_kind_and_a_third_is_held_back():
    assert len(LANGUAGES) == 25
    for lang in LANGUAGES:
        for says in ("nothing", "something"):
            rows = [row for row in SAID if (row["lang"], row["says"]) == (lang, says)]
            assert len(rows) == 18
            assert sum(row["part"] == "held back" for row in rows) == 6


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["open", "held back"])
def test_nothing_is_told_from_something_in_every_language(lang, part):
    assert f1([row for row in SAID if row["lang"] == lang and row["part"] == part]) >= 0.95


def test_short_answers_that_say_something_are_never_taken_for_nothing():
    file = Path(__file__).parents[1] / "data" / "something.csv"
    said = [*csv.DictReader(file.read_text("utf-8").splitlines())]
    assert {row["lang"] for row in said} == set(LANGUAGES)
    taken = [row for row in said if silences[row["lang"]].says_nothing(tidy(row["text"]))]
    assert taken == []


def test_of_sentences_by_other_hands_most_are_heard_and_none_is_lost():
    folder = Path(__file__).parents[1] / "data" / "feedback"
    lines = (folder / "index.tsv").read_text("utf-8").splitlines()
    index = [*csv.DictReader(lines, delimiter="\t")]
    seen = Counter()
    for lang in LANGUAGES:
        said = (folder / f"{lang}.txt").read_text("utf-8").splitlines()
        for row, text in zip(index, said, strict=True):
            if not row["held_back"]:  # only the last measure reads that part
                seen[row["side"] == "nothing", silences[lang].says_nothing(tidy(text))] += 1
    assert seen[False, True] == 0
    assert seen[True, True] >= 0.9 * (seen[True, True] + seen[True, False])


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("No, all is fine", True),
        ("not all is fine", False),
        ("No. Everything was ok :)", True),
        ("no all was well here", False),
    ],
)
def test_a_not_and_all_is_well_are_one_saying_only_with_a_sign_between(text, nothing):
    assert ENGLISH.says_nothing(text) is nothing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_and_a_filler_is_nothing_and_a_filler_alone_is_not(lang):
    speech, silence = SPEECH[lang], silences[lang]
    assert silence.says_nothing(tidy(f"{speech.nothing[0]}, {speech.fillers[0]}!"))
    assert not silence.says_nothing(tidy(speech.fillers[0]))


def test_whoever_writes_english_on_another_form_is_heard():
    assert silences["ti"].says_nothing("n/a") and silences["vi"].says_nothing("Nothing, thanks")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fa", "نمی دانم"),
        ("sq", "ASGJE"),
        ("vi", "khong co gi"),
        ("hi", "कुछ नही जी"),
        ("am", "ኣስተያየት የለኝም"),
    ],
)
def test_other_spellings_are_heard(lang, text):
    assert silences[lang].says_nothing(tidy(text))


def test_to_have_nothing_is_not_to_say_nothing():
    for lang, text in (("en", "I have nothing"), ("es", "No tengo nada"), ("fr", "Je n'ai rien")):
        assert not silences[lang].says_nothing(text)


def test_a_dash_before_much_text_hides_nothing():
    assert not ENGLISH.says_nothing("nothing" + " " * 300 + "works")


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
