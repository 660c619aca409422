"""Checking answers: what belongs is kept, what does not is named, and nothing ever raises."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from voice.forms.answers import (
    MAX_WORDS_BYTES,
    Complaint,
    check_answers,
    tidy_words,
    words_bytes,
)
from voice.forms.inside import Inside
from voice.forms.load import load_forms
from voice.forms.show_if import answered
from voice.forms.size import MAX_SEALED_BYTES, structure_bytes
from voice.sealing.padding import MAX_PLAIN_BYTES
from voice.shipped import shipped

FORMS = load_forms(shipped("forms"))
DEFAULT, PULSE = FORMS["default"], FORMS["pulse"]


def complaints(answers, form=DEFAULT, **how):
    return {(each.question, each.slug) for each in check_answers(form, answers, **how).complaints}


def test_answers_that_belong_are_kept_as_they_were_given():
    answers = {
        "contact": "now",
        "overall": "good",
        "better": ["home", "waiting"],
        "change": "Answer the phone",
        "words": "panel",
        "present": "alone",
    }
    checked = check_answers(DEFAULT, answers)
    assert checked.complaints == ()
    assert checked.answers == answers | {"better": ("home", "waiting")}


def test_skipped_questions_are_no_answers_and_no_complaint():
    assert check_answers(DEFAULT, {"good": " \n", "better": [], "contact": ""}).answers == {}
    assert complaints({"good": " \n", "better": [], "contact": ""}) == set()


def test_every_kind_of_misfit_is_named():
    assert complaints({"name": "x"}) == {("name", "unknown-question")}
    assert complaints({"overall": "superb"}) == {("overall", "unknown-option")}
    assert complaints({"better": ["home", "moon"]}) == {("better", "unknown-option")}
    assert complaints({"better": ["home", "home"]}) == {("better", "twice")}
    assert complaints({"better": ["home", "safety", "support", "health"]}) == {
        ("better", "too-many")
    }
    assert complaints({"better": "home"}) == {("better", "shape")}
    assert complaints({"overall": ["good"]}) == {("overall", "shape")}
    assert complaints({"good": 7}) == {("good", "shape")}
    assert complaints({"interp_why": ["late"]}) == {("interp_why", "hidden")}
    assert complaints(["good"]) == {("", "not-answers")}
    assert complaints({"good": "x" * MAX_WORDS_BYTES}) == {("", "too-long")}


def test_where_all_questions_showed_an_answer_is_never_out_of_place():
    answers = {"contact": "turned_away", "good": "The tea", "interp_why": ["late"]}
    assert complaints(answers) == {("good", "hidden"), ("interp_why", "hidden")}
    checked = check_answers(DEFAULT, answers, all_shown=True)
    assert checked.answers == answers | {"interp_why": ("late",)}
    assert checked.complaints == ()


def test_a_misfit_does_not_take_the_other_answers_with_it():
    checked = check_answers(DEFAULT, {"overall": "superb", "respect": "yes"})
    assert checked.answers == {"respect": "yes"}
    assert checked.complaints == (Complaint("overall", "unknown-option"),)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
NAMES = st.sampled_from([each.id for each in DEFAULT.questions] + ["zz", "", "__proto__"])


@given(JSON | st.dictionaries(NAMES, JSON), st.booleans())
def test_no_content_makes_it_raise(answers, all_shown):
    checked = check_answers(DEFAULT, answers, all_shown=all_shown)
    assert all(answered(each) for each in checked.answers.values())
    assert check_answers(DEFAULT, checked.answers, all_shown=True).complaints == ()


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANY_TEXT)
def test_tidying_twice_is_tidying_once_and_gives_text(text):
    tidy = tidy_words(text)
    assert tidy_words(tidy) == tidy
    assert tidy.encode("utf-8").decode("utf-8") == tidy
    assert "\r" not in tidy
    assert not any(letter < " " and letter != "\n" for letter in tidy)


def test_tidying_keeps_what_people_write():
    assert tidy_words("one\r\ntwo\rthree") == "one\ntwo\nthree"
    assert tidy_words("a\x00b\tc\x7fd\ufffee") == "a b c d e"
    assert tidy_words("\ud83d\ude42 half \ud83d") == "🙂 half \ufffd"
    assert tidy_words("“ሰላም” — مرحبا, 'ok' \u200f\u2068x\u2069") == (
        "“ሰላም” — مرحبا, 'ok' \u200f\u2068x\u2069"
    )


def test_line_ends_quotes_and_backslashes_count_twice_and_other_scripts_as_utf_8():
    def used(text):
        return words_bytes(PULSE, {"one": text})

    assert used("") == 2
    assert used("abc") == 5
    assert used('\n"\\') == 2 + 6
    assert used("\r\n") == 2 + 2
    assert used("ሰ") == 2 + 3


def test_the_size_that_words_must_fit_is_the_one_that_is_sealed():
    assert MAX_SEALED_BYTES == MAX_PLAIN_BYTES


LETTERS = st.sampled_from(["a", '"', "\\", "\n", "\r", "ሰ", "🙂", "\x00", "\u2028", "\ud83d"])


@given(st.lists(LETTERS, min_size=1, max_size=4), st.sampled_from([0.2, 0.5, 1.0]))
def test_words_within_the_limit_always_fit_the_one_size(letters, share):
    """The longest answers of the default form, with both boxes filled up to the limit."""
    piece = "".join(letters)
    each = max(words_bytes(PULSE, {"one": piece * 100}) - 2, 1) / 100
    change = piece * int((MAX_WORDS_BYTES * share - 4) / each)
    good = piece * int((MAX_WORDS_BYTES * (1 - share) - 4) / each)
    while words_bytes(DEFAULT, {"good": good, "change": change}) > MAX_WORDS_BYTES:
        change = change[:-1]
    answers = {"good": tidy_words(good), "change": tidy_words(change)}
    for question in DEFAULT.questions:
        options = getattr(question, "options", ())
        ids = sorted((option.id for option in options), key=len, reverse=True)
        if question.__struct_config__.tag == "many":
            answers[question.id] = tuple(ids[: question.max])
        elif options and question.id not in ("words", "present"):
            answers[question.id] = ids[0]
    inside = Inside(
        round="0" * 16,
        form_fingerprint="0" * 16,
        words="0" * 16,
        lang="en-GB-x-easyread",
        door="x" * 8,
        mode="writing",
        present="interpreter",
        sealed_by="server",
        answers=answers,
        consents={"words": "services"},
    )
    sealed = len(msgspec.json.encode(inside))
    assert sealed <= structure_bytes(DEFAULT) + MAX_WORDS_BYTES <= MAX_SEALED_BYTES
