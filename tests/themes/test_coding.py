"""Hits stand where the words stand, mean what they say, and come out the same each time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.themes.codebook_file import load_codebook
from voice.themes.coding import Matcher
from voice.themes.normalise import fold, sentence_ends, tidy
from voice.themes.speech import load_speech
from voice.themes.tree import WORD, Pattern, Spelling, pieces

CODEBOOK = load_codebook()
SPEECH = load_speech()
ENGLISH = Matcher.of_themes(CODEBOOK, SPEECH["en"])
ARABIC = Matcher.of_themes(CODEBOOK, SPEECH["ar"])


def owners(matcher, text):
    return {hit.owner for hit in matcher.hits(tidy(text))}


@pytest.mark.parametrize("theme", CODEBOOK.themes, ids=lambda theme: theme.id)
def test_each_theme_finds_most_of_its_own_examples(theme):
    """Not all: some are there to be found by likeness, and people say things sideways."""
    found = [theme.id in owners(ENGLISH, example) for example in theme.exemplars]
    assert len(found) >= 5
    assert sum(found) >= 2 / 3 * len(found)


def test_a_bare_no_is_heard():
    assert "journey.decision" in owners(ENGLISH, "They said no. No reason. Just no.")


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("صدقوني من أول يوم", "care.believed"),
        ("المترجمة تتكلم لهجتي", "people.interpreter"),
        ("انتظرت سنوات", "journey.waiting"),
        ("لا أعرف ماذا سيحدث", "journey.clarity"),
        ("أحتاج إلى طبيب أسنان", "health.body"),
        ("عندي قلق وكوابيس", "health.mind"),
        ("أين المحامي؟", "rights.legal"),
        ("غرفتي فيها رطوبة", "housing.suitable"),
    ],
)
def test_arabic_drafts_find_what_they_are_for(text, theme):
    assert theme in owners(ARABIC, text)


def test_a_hit_names_its_place_and_its_term():
    text = tidy("They did NOT believe me. My support worker did.")
    found = [(text[hit.start : hit.end], hit.term) for hit in ENGLISH.hits(text)]
    assert ("NOT believe me", "not believed") not in found
    assert ("did NOT believe", "did not believe") in found
    assert ("support worker", "support worker") in found


def safe_and_unsafe():
    return Matcher(
        [
            Pattern("safe", "safe", frozenset({"not", "never"})),
            Pattern("unsafe", "not safe"),
            Pattern("unsafe", "never safe"),
            Pattern("unsafe", "unsafe"),
        ],
        negations=["not", "never"],
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I feel safe", {"safe"}),
        ("I am not safe", {"unsafe"}),
        ("I am never safe here", {"unsafe"}),
        ("It is unsafe", {"unsafe"}),
        ("Not good. Safe now", {"safe"}),
        ("I was not really so safe", set()),
        ("I did not like it there but now I am safe", {"safe"}),
    ],
)
def test_not_safe_is_not_safe(text, found):
    assert owners(safe_and_unsafe(), text) == found


def test_a_not_before_a_term_is_marked_and_the_theme_stays():
    hit = Matcher([Pattern("k", "kind")], negations=["not"]).hits("She was not very kind")[0]
    assert hit.negated
    assert not Matcher([Pattern("k", "kind")], negations=["not"]).hits("She was kind")[0].negated


def test_a_kind_of_is_not_kindness():
    assert "care.respect" in owners(ENGLISH, "She is kind")
    assert "care.respect" not in owners(ENGLISH, "Some kind of help")
    assert "care.respect" not in owners(ENGLISH, "What kind")


def test_a_prefix_ends_anyhow_and_a_word_does_not():
    matcher = Matcher([Pattern("p", "wait*"), Pattern("w", "friend")])
    assert owners(matcher, "waiting") == {"p"}
    assert owners(matcher, "friendly") == set()
    assert owners(matcher, "await") == set()


def test_a_phrase_does_not_reach_over_a_full_stop():
    matcher = Matcher([Pattern("p", "call* me back")])
    assert owners(matcher, "They called me back") == {"p"}
    assert owners(matcher, "They called me. Back home it was cold") == set()


@settings(max_examples=settings.default.max_examples * 2 // 3)
@given(st.text(max_size=300))
def test_any_text_gives_hits_within_it_twice_the_same(text):
    clean = tidy(text)
    hits = ENGLISH.hits(clean)
    assert hits == Matcher.of_themes(CODEBOOK, SPEECH["en"]).hits(clean)
    assert all(0 <= hit.start < hit.end <= len(clean) for hit in hits)
    assert list(hits) == sorted(hits)


WORDS = [
    "wait",
    "waiting",
    "my",
    "support",
    "worker",
    "not",
    "kind",
    "of",
    "safe",
    "house",
    ".",
    "\n",
]


@settings(max_examples=settings.default.max_examples * 2 // 3)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_order_of_asking_changes_nothing(chosen):
    text = " ".join(chosen)
    warm = Matcher.of_themes(CODEBOOK, SPEECH["en"])
    warm.hits("my support worker waits in a safe house")
    assert warm.hits(text) == ENGLISH.hits(text)


@pytest.mark.parametrize(
    "poison",
    [
        "a" + "\u0301" * 30_000,
        "</script><script>x</script>" * 500,
        "\u202e" * 20_000,
        "=cmd|' /C calc'!A0" * 800,
        "my " * 20_000,
    ],
)
def test_poisoned_words_are_only_words(poison):
    clean = tidy(poison)
    assert all(clean[hit.start : hit.end] for hit in ENGLISH.hits(clean))


HAN = Matcher([Pattern("safe", "安全"), Pattern("wait", "等了很久")], negations=["不"])


def test_chinese_is_found_inside_a_run_of_characters():
    text = "我在这里觉得安全。我们等了很久"
    assert [text[hit.start : hit.end] for hit in HAN.hits(text)] == ["安全", "等了很久"]
    assert HAN.hits("我觉得不安全")[0].negated


def test_what_is_joined_with_an_apostrophe_may_stand_before_a_word():
    joined = Matcher([Pattern("legal", "avocat", spelling=Spelling(joined=("l'",)))])
    assert owners(joined, "L'avocat est bon") == owners(joined, "l’avocat") == {"legal"}
    assert owners(joined, "d'avocat") == set()


ROMANIAN = Matcher.of_themes(CODEBOOK, SPEECH["ro"])


@pytest.mark.parametrize("written", ["fără bani", "fara bani"])
def test_a_not_without_its_accents_is_a_not_where_accents_are_left_out(written):
    assert {hit.negated for hit in ROMANIAN.hits(written)} == {True}


def test_romanian_with_a_cedilla_is_romanian():
    assert owners(ROMANIAN, "e linişte aici") == owners(ROMANIAN, "e liniște aici") != set()


def test_what_is_joined_to_a_word_may_stand_before_it():
    joined = Matcher([Pattern("room", "ገዛ", spelling=Spelling(joined=("ናብ", "ኣብ")))])
    assert owners(joined, "ኣብገዛ ኣለኹ") == {"room"}
    assert owners(joined, "ካብገዛ ኣለኹ") == set()


@pytest.mark.parametrize("written", ["ọ̀rẹ́", "ọrẹ", "ore", "ỌRẸ"])
def test_marks_may_be_left_out_where_a_language_says_so(written):
    bare = Matcher([Pattern("friend", "ọ̀rẹ́", spelling=Spelling(bare=True))])
    assert owners(bare, written) == {"friend"}


def test_marks_count_where_a_language_does_not_say_so():
    assert owners(Matcher([Pattern("friend", "ọ̀rẹ́")]), "ore") == set()


def test_two_words_that_are_one_without_marks_are_both_found():
    spelling = Spelling(bare=True)
    both = Matcher([Pattern("a", "má", spelling=spelling), Pattern("b", "mà", spelling=spelling)])
    assert owners(both, "ma") == {"a", "b"}
    assert owners(both, "má") == {"a"}


@pytest.mark.parametrize(("after", "negated"), [(0, False), (1, False), (2, True)])
def test_a_not_after_the_term_counts_as_far_as_the_language_says(after, negated):
    hindi = Matcher([Pattern("safe", "सुरक्षित")], negations=["नहीं"], not_after=after)
    [hit] = hindi.hits(tidy("मैं सुरक्षित महसूस नहीं करती"))
    assert hit.negated == negated


def test_a_not_in_the_sentence_before_is_not_near():
    matcher = Matcher([Pattern("k", "kind")], negations=["not"])
    assert not matcher.hits("I do not. Kind people are here")[0].negated
    assert not matcher.hits("Certainly not! Kind, she was")[0].negated


PIECES = ["wait*", "so", "long", "my", "room", "re*", "不", "安", "ሰላም", "no-one"]
SPOKEN = [
    "waiting",
    "so",
    "long",
    "my",
    "room",
    "rest",
    "不",
    "安",
    "ሰላም",
    "no",
    "one",
    ".",
    "’",
    "é",
]


def plainly(terms, text):
    """The hits by the plainest way there is: every term at every word."""
    places = [found.span() for found in WORD.finditer(text)]
    folded = [fold(text[start:end]) for start, end in places]
    ends = sentence_ends(text)
    hits = set()
    for term in terms:
        wanted = pieces(term)
        for first in range(len(places) - len(wanted) + 1):
            there = folded[first : first + len(wanted)]
            fits = all(
                word.startswith(fold(piece[:-1])) if piece.endswith("*") else word == fold(piece)
                for word, piece in zip(there, wanted, strict=True)
            )
            start, end = places[first][0], places[first + len(wanted) - 1][1]
            if fits and not any(start < at <= end for at in ends):
                hits.add((start, end, term))
    return sorted(hits)


@given(
    st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join), max_size=8),
    st.lists(st.sampled_from(SPOKEN), max_size=30).map(" ".join),
)
def test_the_tree_finds_what_looking_at_every_word_finds(terms, text):
    matcher = Matcher(Pattern("t", term) for term in dict.fromkeys(terms))
    found = sorted((hit.start, hit.end, hit.term) for hit in matcher.hits(tidy(text)))
    assert found == plainly(dict.fromkeys(terms), tidy(text))
