"""Which questions show: the shared vectors, and what holds for any form and any answers."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.forms.load import load_forms, read_form
from voice.forms.show_if import shown
from voice.shipped import shipped

VECTORS = json.loads(Path(__file__).parents[1].joinpath("vectors/show_if.json").read_text("utf-8"))
DEFAULT = load_forms(shipped("forms"))["default"]


def worded(question):
    """A vector's question as a form file has it."""
    options = [{"id": each, "text": each} for each in question.get("options", ())]
    return question | {"ask": "Is it so?"} | ({"options": options} if options else {})


def form_of(questions):
    return read_form(
        {
            "id": "tried",
            "version": 1,
            "lang": "en",
            "title": "Tried",
            "minutes": "1 minute",
            "question": [worded(each) for each in questions],
        },
        "tried",
    )


def test_there_are_enough_vectors_and_none_twice():
    assert len(VECTORS) >= 25
    assert len({each["why"] for each in VECTORS}) == len(VECTORS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["why"])
def test_a_vector_shows_what_it_says(vector):
    assert list(shown(form_of(vector["questions"]), vector["answers"])) == vector["shown"]


def test_who_was_turned_away_sees_three_questions_and_who_may_see_the_words():
    given_ = {"contact": "turned_away"}
    assert shown(DEFAULT, given_) == ("contact", "asked_how", "asked_where", "change")
    assert shown(DEFAULT, given_ | {"change": "More time"})[-1] == "words"


def test_skipping_the_first_question_hides_nothing_of_the_rest():
    assert shown(DEFAULT, {}) == shown(DEFAULT, {"contact": "now"})
    assert {"overall", "better", "change", "present"} <= set(shown(DEFAULT, {}))


def test_a_change_of_mind_about_the_interpreter_closes_both_questions_about_it():
    answers = {"interp": "yes", "interp_how": "not_good", "interp_why": ["late"]}
    assert {"interp_how", "interp_why"} <= set(shown(DEFAULT, answers))
    answers["interp"] = "need"
    assert not {"interp_how", "interp_why"} & set(shown(DEFAULT, answers))
    assert "interp_none" in shown(DEFAULT, answers)


IDS = ["a", "b", "c", "d", "e"]
OPTIONS = ["x", "y"]


@st.composite
def forms(draw):
    questions = []
    for place, name in enumerate(IDS):
        kind = draw(st.sampled_from(["one", "many", "text"]))
        question = {"id": name, "kind": kind}
        if kind != "text":
            question["options"] = OPTIONS
        earlier = questions[:place]
        if earlier:
            condition = st.dictionaries(
                st.sampled_from([each["id"] for each in earlier]),
                st.sampled_from(["answered", "unanswered", "x", "y"]),
                min_size=1,
                max_size=2,
            )
            kinds = {each["id"]: each["kind"] for each in earlier}
            question["show_if"] = [
                {
                    asked: wanted if "answered" in wanted or kinds[asked] == "text" else [wanted]
                    for asked, wanted in each.items()
                    if "answered" in wanted or kinds[asked] != "text"
                }
                for each in draw(st.lists(condition, max_size=2))
            ]
            question["show_if"] = [each for each in question["show_if"] if each]
        questions.append(question)
    return form_of(questions)


def answers_of(form):
    one = st.sampled_from([*OPTIONS, ""])
    return st.fixed_dictionaries(
        {},
        optional={
            each.id: st.lists(st.sampled_from(OPTIONS), unique=True)
            if each.__struct_config__.tag == "many"
            else one
            for each in form.questions
        },
    )


@given(st.data())
def test_what_is_shown_never_depends_on_answers_that_are_hidden(data):
    form = data.draw(forms())
    answers = data.draw(answers_of(form))
    open_ids = shown(form, answers)
    seen = {name: answer for name, answer in answers.items() if name in open_ids}
    assert shown(form, seen) == open_ids
    other = data.draw(answers_of(form))
    hidden = {name: answer for name, answer in other.items() if name not in open_ids}
    assert shown(form, seen | hidden) == open_ids


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(st.data(), st.dictionaries(st.sampled_from([*IDS, "zz", ""]), JSON))
def test_no_answers_make_it_raise(data, answers):
    form = data.draw(forms())
    assert set(shown(form, answers)) <= set(IDS)
