"""What people coded teaches, the same each time; with too little the codebook speaks alone."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.errors import Refused
from voice.themes.codebook_file import load_codebook
from voice.themes.coding import SURE, Hit, Matcher
from voice.themes.learned import load_learned
from voice.themes.learning import ENOUGH, Example, Lesson, learn
from voice.themes.odds import best_cut, chances, logistic
from voice.themes.ridge import SOFT, ridge
from voice.themes.seen import Text
from voice.themes.speech import load_speech

CODEBOOK = load_codebook()
ENGLISH = Matcher.of_themes(CODEBOOK, load_speech()["en"])
SOUP = [
    f"{word} soup {more}"
    for word in ("warm", "cold", "green", "thick", "old", "red")
    for more in ("today", "again", "here", "please")
]
STONES = [f"{word} stone number {n}" for word in ("grey", "flat", "round") for n in range(12)]


def example(text, *themes, invented=False):
    return Example(text=text, hits=ENGLISH.hits(text), themes=frozenset(themes), invented=invented)


def coded(count=24, invented=False):
    told = [example(text, "care.culture", invented=invented) for text in SOUP[:count]]
    return told + [example(text, invented=invented) for text in STONES]


def learnt(*examples, **more):
    return learn(Lesson(list(examples), **more), CODEBOOK)


def told(learned, text, vector=None, theme="care.culture"):
    (reasons,) = learned.suggest(
        [Text(text, ENGLISH.hits(text))], None if vector is None else np.array([vector])
    )
    return {each.theme: each for each in reasons}[theme]


def test_words_that_no_term_knows_are_learnt_and_given_as_the_reason():
    learned = learnt(*coded())
    reason = told(learned, "a bowl of soup")
    assert reason.score >= SURE
    assert "soup" in reason.words
    assert told(learned, "a flat stone").score < SURE


def test_what_was_learnt_is_the_same_after_it_was_kept(tmp_path):
    file = tmp_path / "learned.json"
    learned = learnt(*coded())
    file.write_bytes(msgspec.json.encode(learned, order="deterministic"))
    kept = load_learned(file, CODEBOOK)
    assert kept == learned
    texts = [Text(text, ()) for text in ("soup again", "a stone", "")]
    assert kept.suggest(texts, None) == learned.suggest(texts, None)


def test_the_same_codings_give_the_same_bytes():
    one, other = (msgspec.json.encode(learnt(*coded())) for _ in range(2))
    assert one == other


def test_under_eight_codings_nothing_is_learnt():
    assert learnt(*coded(ENOUGH - 1)).themes == {}
    assert learnt().themes == {}


def test_what_does_no_better_than_the_terms_is_not_kept():
    same = [example(f"kind {text}", "care.respect") for text in SOUP]
    assert "care.respect" not in learnt(*same, *map(example, STONES)).themes


def test_invented_comments_teach_before_anybody_has_coded_real_ones():
    assert told(learnt(*coded(invented=True)), "soup again").score >= SURE


def test_real_codings_outweigh_invented_ones():
    real = [example(f"{text} {n}", "housing.safe") for text in SOUP for n in range(20)]
    real += [example(f"{text} {n}") for text in STONES for n in range(5)]
    learned = learnt(*real, *coded(invented=True))
    assert told(learned, "soup again", theme="housing.safe").score >= SURE
    assert "care.culture" not in learned.themes


def vectors(texts):
    """Texts of one subject lie together, whatever their words."""
    noise = np.random.default_rng(0).normal(0, 0.1, (len(texts), 8))
    rows = noise + [[3, 0, *[0] * 6] if "soup" in text else [0, 3, *[0] * 6] for text in texts]
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_text_without_a_known_word_is_found_by_its_vector():
    every = coded()
    rows = vectors([each.text for each in every])
    learned = learnt(*every, vectors=rows, middles={"": (0.0,) * 8})
    assert told(learned, "a bowl of broth", rows[0]).score >= SURE
    assert told(learned, "a pebble in there", rows[-1]).score < SURE
    assert learned.vectors and learned.middles


def test_uncoded_texts_only_teach_with_their_vectors():
    every = coded()
    more = [Text(text, ENGLISH.hits(text)) for text in ("kind soup", "kind stone")]
    rows = vectors([each.text for each in (*every, *more)])
    learned = learnt(*every, uncoded=more, vectors=rows)
    assert len(learned.vectors) == len(every) * 8 * 2


def test_what_was_learnt_is_refused_with_another_way_of_counting(tmp_path):
    file = tmp_path / "learned.json"
    file.write_bytes(msgspec.json.encode(learnt(*coded())))
    other = msgspec.structs.replace(CODEBOOK, themes=CODEBOOK.themes[1:])
    with pytest.raises(Refused):
        load_learned(file, other)


def test_an_empty_text_or_strange_hits_still_have_a_score():
    strange = Text("", (Hit(0, 0, "nowhere", "x"),), asked="?")
    for reason in learnt(*coded()).suggest([strange], None)[0]:
        assert 0 <= reason.score <= 1


def test_left_out_scores_are_what_learning_without_that_text_says():
    random = np.random.default_rng(5)
    rows, own = random.normal(size=(30, 6)), random.normal(size=(30, 2, 3))
    marks = (random.random((30, 2)) < 0.3).astype(float)
    like, weigh = rows @ rows.T, np.full(30, 1.0)
    _, unseen = ridge(like, own, marks, weigh)
    middle = own.mean(axis=0)
    for at in (0, 7, 29):
        rest = np.delete(np.arange(30), at)
        for theme in range(2):
            clues = own[:, theme] - middle[theme]
            both = like + 1 + clues @ clues.T
            weights = np.linalg.solve(
                both[np.ix_(rest, rest)] + SOFT * np.eye(29),
                marks[rest, theme] - marks[:, theme].mean(),
            )
            said = both[at, rest] @ weights + marks[:, theme].mean()
            assert unseen[at, theme] == pytest.approx(said)


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=30))
def test_no_other_cut_has_a_better_expected_f1(chance):
    chance = np.array(chance)
    found = chance >= best_cut(chance, np.ones(len(chance))) - 1e-12

    def expected(yes):
        return 2 * chance[yes].sum() / (yes.sum() + chance.sum())

    best = max(expected(chance >= each) for each in chance)
    assert expected(found) == pytest.approx(best)


def test_a_regression_finds_the_weights_that_made_the_marks():
    random = np.random.default_rng(1)
    rows = random.normal(size=(4_000, 2))
    marks = (random.random(4_000) < chances(2 * rows[:, 0] - rows[:, 1] - 1)).astype(float)
    line = logistic(rows, marks, np.ones(4_000))
    assert [*line.weights, line.bias] == pytest.approx([2, -1, -1], abs=0.2)
