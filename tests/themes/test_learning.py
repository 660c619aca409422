"""What people coded teaches, the same each time; with too little the codebook speaks alone."""

import msgspec
import pytest

from voice.errors import Refused
from voice.themes.codebook_file import load_codebook
from voice.themes.coding import Hit, Matcher
from voice.themes.learned import ENOUGH, Learned, load_learned
from voice.themes.learning import Example, learn
from voice.themes.speech import load_speech

CODEBOOK = load_codebook()
ENGLISH = Matcher.of_themes(CODEBOOK, load_speech()["en"])
SOUP = [
    f"{word} soup {more}"
    for word in ("warm", "cold", "green", "thick", "old", "red")
    for more in ("today", "again", "here", "please")
]
STONES = [f"{word} stone number {n}" for word in ("grey", "flat", "round") for n in range(12)]


def example(text, *themes):
    return Example(text, ENGLISH.hits(text), frozenset(themes))


def coded(count=24):
    return [example(text, "care.culture") for text in SOUP[:count]] + [
        example(text) for text in STONES
    ]


def score(learned, text, theme="care.culture"):
    found = {each.theme: each for each in learned.suggest(text, ENGLISH.hits(text))}
    return found[theme]


def test_words_that_no_term_knows_are_learnt_and_given_as_the_reason():
    learned = learn(coded(), CODEBOOK)
    told = score(learned, "a bowl of soup")
    assert told.score >= 0.5
    assert "soup" in told.words
    assert score(learned, "a flat stone").score < 0.5


def test_the_same_codings_give_the_same_bytes():
    one, other = (msgspec.json.encode(learn(coded(), CODEBOOK)) for _ in range(2))
    assert one == other


def test_under_eight_codings_nothing_is_learnt():
    assert learn(coded(ENOUGH - 1), CODEBOOK).themes == {}
    assert learn([], CODEBOOK).themes == {}


def test_what_does_no_better_than_the_terms_is_not_kept():
    same = [example(f"kind {text}", "care.respect") for text in SOUP]
    same += [example(text) for text in STONES]
    assert "care.respect" not in learn(same, CODEBOOK).themes


def test_what_was_learnt_is_refused_with_another_way_of_counting(tmp_path):
    file = tmp_path / "learned.json"
    learned = learn(coded(), CODEBOOK)
    file.write_bytes(msgspec.json.encode(learned))
    assert load_learned(file, CODEBOOK) == learned
    other = msgspec.structs.replace(CODEBOOK, themes=CODEBOOK.themes[1:])
    with pytest.raises(Refused):
        load_learned(file, other)


def test_an_empty_text_or_strange_hits_still_have_a_score():
    learned = learn(coded(), CODEBOOK)
    for reason in learned.suggest("", (Hit(0, 0, "nowhere", "x"),)):
        assert 0 <= reason.score <= 1
    assert isinstance(learned, Learned)
