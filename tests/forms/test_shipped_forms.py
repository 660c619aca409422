"""The forms that come with Voice: plain, whole, and in step with the codebook."""

import re
import tomllib
from pathlib import Path

import pytest

from voice.forms.grade import grade
from voice.forms.lint import MAX_GRADE, lint
from voice.forms.load import load_forms
from voice.forms.messages import messages, sections
from voice.forms.model import Choosing, Permission, Words
from voice.forms.promises import shipped_promises
from voice.shipped import shipped

FORMS = load_forms(shipped("forms"))
CODEBOOK = tomllib.loads(
    Path(__file__).parents[2].joinpath("src/voice/themes/codebook.toml").read_text("utf-8")
)
CODES = {each["id"] for each in CODEBOOK["theme"]}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_a_shipped_form_gives_the_lint_nothing_to_say(form):
    assert lint(form) == []


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_every_code_that_a_form_names_is_in_the_codebook(form):
    named = {code for question in form.questions for code in question.codes}
    for question in form.questions:
        if isinstance(question, Choosing):
            named |= {code for option in question.options for code in option.codes}
    assert named <= CODES


def test_the_nine_rows_of_what_needs_to_get_better_stand_for_every_code_once():
    better = next(each for each in FORMS["default"].questions if each.id == "better")
    rows = [option.codes for option in better.options]
    named = [code for codes in rows for code in codes]
    assert sum(bool(codes) for codes in rows) == 9
    assert len(named) == len(set(named))
    assert CODES - set(named) == {"voice.thisform"}
    assert [option.id for option in better.options if not option.codes] == ["other", "nothing"]
    assert better.max == 3


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_the_most_private_permission_comes_first_and_every_box_leads_to_it(form):
    permission = next(each for each in form.questions if isinstance(each, Permission))
    boxes = [each.id for each in form.questions if isinstance(each, Words)]
    assert [each.id for each in permission.options] == ["nobody", "panel", "services", "public"]
    assert list(permission.show_if) == [{box: "answered"} for box in boxes]


def test_most_questions_let_a_person_say_that_they_do_not_know_or_do_not_want_to_say():
    for form in FORMS.values():
        for question in form.questions:
            if isinstance(question, Choosing) and not isinstance(question, Permission):
                assert any(option.quiet for option in question.options), question.id


def test_the_journey_has_eight_parts_and_asks_whichever_are_chosen_who_may_see_and_who_is_there():
    journey = FORMS["journey"]
    assert len(sections(journey)) == 8
    always = [each for each in journey.questions if not each.section]
    assert always == list(journey.questions[-2:])
    assert [each.role for each in always] == ["consent", "present"]


def test_the_journey_names_no_scheme_and_nothing_that_was_done_to_anyone():
    said = " ".join(text for _, text in messages(FORMS["journey"]))
    assert not re.search(r"\bNRM\b|slavery|immigration|asylum|traffick|Home Office", said)


def test_promises_read_as_plainly_as_forms():
    texts = [text for _, text in shipped_promises().messages()]
    assert grade(texts) <= MAX_GRADE


def test_each_thing_that_is_said_has_one_context():
    for form in FORMS.values():
        contexts = [context for context, _ in messages(form)]
        assert len(contexts) == len(set(contexts))


def test_the_pulse_is_three_questions_and_who_may_see_the_words():
    kinds = [each.__struct_config__.tag for each in FORMS["pulse"].questions]
    assert kinds == ["scale", "one", "text", "permission"]
