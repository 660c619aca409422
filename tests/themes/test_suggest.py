import csv
import random

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from voice.cli.themes_suggest import COLUMNS
from voice.cli.themes_suggest import suggest as command
from voice.errors import OperatorMustFix
from voice.themes.clusters import LEAST_TEXTS, cluster, find_clusters, kmeans, sample
from voice.themes.likeness import Likeness
from voice.themes.speech import load_speech
from voice.themes.suggest import Comment, Taught, shipped_reach, suggest
from voice.themes.telling import telling_words
from voice.themes.vectors import Centre, shipped_middles, unit

FOOD = Taught(
    "food",
    (
        "There was not enough food.",
        "The meals were warm and good.",
        "We cook our own food in the kitchen.",
        "I could not buy food that I know from home.",
        "Breakfast came too late.",
    ),
)
SCHOOL = Taught(
    "school",
    (
        "I want to study at the college.",
        "The English class helped me.",
        "There was no place in the course for me.",
        "My teacher explains everything well.",
        "I learn to read and write.",
    ),
)
TRAVEL = Taught(
    "travel",
    (
        "The bus to the office is too expensive.",
        "They paid for my train ticket.",
        "I have to walk an hour to the appointment.",
        "Someone drove me there by car.",
        "There is no bus in the evening.",
    ),
)
THEMES = (FOOD, SCHOOL, TRAVEL)

ALBANIAN = (
    "Ushqimi ishte i ftohtë.",
    "Nuk kishte ushqim të mjaftueshëm.",
    "Ushqimi është i mirë këtu.",
    "Ne gatuajmë ushqimin tonë në kuzhinë.",
    "Ushqimi nuk më pëlqen.",
    "Dua të mësoj anglisht në shkollë.",
    "Mësuesja ime më ndihmon shumë.",
    "Kursi i anglishtes ishte i mirë.",
    "Autobusi është shumë i shtrenjtë.",
    "Më paguan biletën e trenit.",
)


def comments(lang, texts):
    return [Comment(f"{lang}{at}", lang, text) for at, text in enumerate(texts)]


def test_a_comment_in_another_language_finds_its_theme_by_english_examples(encoder):
    queue = suggest(comments("sq", ALBANIAN), THEMES, encoder)
    found = {row.id: row.theme for row in queue if row.kind == "theme"}
    assert found["sq0"] == found["sq2"] == "food"
    assert found["sq5"] == found["sq7"] == "school"
    assert found["sq8"] == "travel"


def test_a_suggested_theme_names_the_example_it_is_like(encoder):
    queue = suggest(comments("en", ["The food is never enough for all of us."]), THEMES, encoder)
    assert [(row.theme, row.why in FOOD.examples) for row in queue] == [("food", True)]


def test_a_word_of_the_language_is_suggested_and_a_known_one_is_not(encoder):
    said = comments("sq", ALBANIAN)
    words = [row.word for row in suggest(said, THEMES, encoder) if row.kind == "word"]
    assert "ushqimi" in words
    known = Taught("food", FOOD.examples, {"sq": ("Ushqimi",)})
    again = suggest(said, (known, SCHOOL, TRAVEL), encoder)
    assert "ushqimi" not in [row.word for row in again if row.kind == "word"]


def test_what_no_theme_is_near_to_comes_as_a_cluster_without_a_theme(encoder):
    dogs = [
        f"My {adjective} dog {does} in the garden."
        for adjective in ("old", "little", "brown")
        for does in ("sleeps", "plays", "digs holes", "barks")
    ]
    queue = suggest(comments("en", dogs), THEMES, encoder)
    clusters = [row for row in queue if row.kind == "cluster"]
    assert len(clusters) >= LEAST_TEXTS
    assert {row.theme for row in clusters} <= {"new-1"}


def test_the_order_of_comments_changes_nothing(encoder):
    said = comments("sq", ALBANIAN)
    mixed = random.Random(4).sample(said, len(said))
    assert suggest(said, THEMES, encoder) == suggest(mixed, THEMES, encoder)


def test_without_comments_or_themes_nothing_is_suggested(encoder):
    assert suggest([], THEMES, encoder) == ()
    assert suggest(comments("en", ["The food is cold."]), (), encoder) == ()


def test_a_language_nobody_measured_is_marked_as_weak(encoder):
    (row,) = suggest(comments("xx", ["The food was cold and not enough."]), THEMES, encoder)
    assert (row.right, row.weak) == (None, True)


def test_our_languages_have_a_middle_and_a_measure_and_others_say_that_they_have_not():
    reach = shipped_reach()
    assert set(shipped_middles()) == set(reach.right)
    assert set(load_speech()) - {"cy"} <= set(reach.right)
    assert reach.of("fr-CA") == reach.right["fr"]
    assert (reach.of("cy"), reach.weak("cy")) == (None, True)
    assert reach.weak("ti")
    assert not reach.weak("en")


def test_centring_takes_the_language_away_and_leaves_what_is_said():
    random = np.random.default_rng(4)
    said = unit(random.normal(size=(200, 384)).astype(np.float32))
    corner = random.normal(scale=0.03, size=(1, 384)).astype(np.float32)
    rows = np.vstack([said, said + corner])
    langs = ["en"] * 200 + ["sq"] * 200
    centred = Centre.learn(rows, langs, shipped_middles())(rows, langs)
    own = (centred[:200] * centred[200:]).sum(axis=1)
    assert own.mean() > 0.9


def test_one_text_of_a_language_is_centred_by_the_shipped_middle():
    middles = shipped_middles()
    row = unit(middles["vi"] + 0.01)
    centred = Centre.learn(row, ["vi"], middles)(row, ["vi"])
    assert np.isfinite(centred).all()


def test_likeness_learns_from_uncoded_rows():
    random = np.random.default_rng(4)
    middles = unit(random.normal(size=(3, 20)).astype(np.float32))
    owners = np.arange(300) % 3
    rows = unit(middles[owners] + random.normal(scale=0.15, size=(300, 20)).astype(np.float32))
    few, rest = np.arange(3), np.arange(3, 300)
    none = np.zeros((len(rows), 3))
    learnt = Likeness.learn((rows[few], owners[few]), rows[rest], none[rest])
    assert (learnt.shares(rows[rest], none[rest]).argmax(axis=1) == owners[rest]).mean() > 0.95
    assert np.allclose(learnt.shares(rows, none).sum(axis=1), 1)


def test_hits_teach_what_vectors_without_them_mean():
    """The examples lie elsewhere: only texts in which terms stand tell what the others mean."""
    random = np.random.default_rng(4)
    middles = unit(random.normal(size=(4, 20)).astype(np.float32))
    owners = np.arange(200) % 2
    rows = unit(middles[owners] + random.normal(scale=0.15, size=(200, 20)).astype(np.float32))
    hits = np.eye(2)[owners] * (np.arange(200) < 100)[:, None]
    told = middles[2:], np.arange(2)
    none = np.zeros((100, 2))
    taught = Likeness.learn(told, rows[:100], hits[:100]).shares(rows[100:], none)
    assert (taught.argmax(axis=1) == owners[100:]).mean() > 0.95


def test_a_hit_speaks_for_its_theme():
    middles = unit(np.random.default_rng(4).normal(size=(2, 20)).astype(np.float32))
    learnt = Likeness.learn((middles, np.arange(2)), middles[:0], np.zeros((0, 2)))
    between = unit(middles.mean(axis=0, keepdims=True))
    said = learnt.shares(between, np.array([[0.0, 2.0]]))
    assert said[0, 1] > 0.7


@given(st.lists(st.text(max_size=20), max_size=30), st.randoms())
def test_a_sample_does_not_depend_on_the_order(texts, random):
    chosen = [texts[at] for at in sample(texts, 5)]
    mixed = random.sample(texts, len(texts))
    assert [mixed[at] for at in sample(mixed, 5)] == chosen
    assert len(chosen) == min(5, len(texts))


def test_clusters_are_the_same_each_time_and_their_middle_comes_first():
    random = np.random.default_rng(4)
    middles = unit(random.normal(size=(2, 20)).astype(np.float32))
    owners = np.arange(40) % 2
    rows = unit(middles[owners] + random.normal(scale=0.1, size=(40, 20)).astype(np.float32))
    found = find_clusters(rows, seed=0, most=2)
    assert found == find_clusters(rows, seed=0, most=2)
    assert sorted(map(sorted, found)) == [list(range(0, 40, 2)), list(range(1, 40, 2))]
    near = rows[found[0]] @ rows[found[0]].mean(axis=0)
    assert (np.diff(near) <= 1e-6).all()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_said_in_six_languages_lies_in_one_cluster(seed):
    random = np.random.default_rng(seed)

    def some(*shape):
        return random.normal(size=shape).astype(np.float32)

    said = np.repeat(some(4, 40), 30, axis=0) + 2 * some(120, 40)
    rows = unit(np.vstack([said + 1.5 * some(120, 40) for _ in range(6)]))
    places = cluster(rows, 4, seed=0).reshape(6, -1)
    assert (places[1:] == places[0]).mean() >= 0.95


def test_identical_rows_lie_in_one_cluster():
    rows = np.repeat(np.eye(4, dtype=np.float32), 6, axis=0)
    places = kmeans(rows, 4, seed=0)
    assert [len(set(places[at : at + 6])) for at in range(0, 24, 6)] == [1, 1, 1, 1]


def test_too_few_rows_make_no_cluster():
    assert find_clusters(np.eye(3, dtype=np.float32), seed=0) == []


def test_telling_words_are_in_many_texts_inside_and_few_outside():
    inside = ["the soup is cold", "soup again", "no soup today", "the bread"]
    outside = ["the bus is late", "the room is cold", "the class is full", "the end"] * 5
    assert [word.word for word in telling_words(inside, outside)] == ["soup"]
    assert telling_words(inside, outside, known={"soup"}) == ()


def written(path, text):
    path.write_text(text, "utf-8")
    return path


def run(tmp_path, text):
    source, out = written(tmp_path / "in.csv", text), tmp_path / "out.csv"
    result = CliRunner().invoke(command, ["--in", str(source), "--out", str(out)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    with out.open(encoding="utf-8", newline="") as rows:
        return result.output, list(csv.DictReader(rows))


@pytest.mark.usefixtures("encoder")
def test_the_command_writes_a_queue_that_counts_nothing_and_holds_no_number(tmp_path):
    cold = "Phòng của tôi rất lạnh và ẩm ướt"
    told, rows = run(tmp_path, f"id,lang,text\na,vi,{cold} gọi 07700900123\nb,en,Nothing\n")
    assert "they count nothing" in told
    assert tuple(rows[0]) == COLUMNS
    assert {row["id"] for row in rows} == {"a"}
    assert "07700900123" not in str(rows), "a number is masked before a word is read"


@pytest.mark.usefixtures("encoder")
def test_a_file_that_does_not_fit_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(OperatorMustFix, match="lang"):
        run(tmp_path, "id,text\na,b\n")
    assert not (tmp_path / "out.csv").exists()
