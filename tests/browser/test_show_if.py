"""The browser shows the same questions as Python: the shared vectors, and any forms and answers."""

import json
import random
from pathlib import Path

import pytest

from browser.conftest import fresh
from voice.forms.load import load_forms, read_form
from voice.forms.show_if import shown
from voice.shipped import shipped

pytestmark = pytest.mark.browser

VECTORS = json.loads(Path(__file__).parents[1].joinpath("vectors/show_if.json").read_text("utf-8"))

DECIDE = """async (cases) => {
  const { shown } = await import('/s/js/show_if.mjs');
  return cases.map(({ questions, answers }) => shown(questions, answers));
}"""


@pytest.fixture(scope="module")
def chromium_shows(browser, static_site):
    """Cases of questions and answers → the ids that Chromium shows for each."""
    with fresh(browser) as context:
        page = context.new_page()
        page.goto(static_site)
        yield lambda cases: page.evaluate(DECIDE, cases)


def test_the_browser_shows_what_every_vector_says(chromium_shows):
    assert len(VECTORS) >= 25
    for vector, found in zip(VECTORS, chromium_shows(VECTORS), strict=True):
        assert found == vector["shown"], vector["why"]


def any_form(chance):
    """Six questions, each with up to two conditions on those before it."""
    questions = []
    for name in "abcdef":
        kind = chance.choice(["one", "many", "text"])
        conditions = []
        for _ in range(chance.choice([0, 1, 1, 2]) if questions else 0):
            asked = chance.sample(questions, chance.randint(1, min(2, len(questions))))
            values = ["answered", "unanswered", ["x"], ["y"], ["x", "y"]]
            conditions.append(
                {
                    each["id"]: chance.choice(values[: 2 if each["kind"] == "text" else 5])
                    for each in asked
                }
            )
        options = {} if kind == "text" else {"options": [{"id": i, "text": i} for i in "xy"]}
        question = {"id": name, "kind": kind, "ask": "Is it?", "show_if": conditions}
        questions.append(question | options)
    return questions


def any_answers(chance, questions):
    given = {}
    for each in questions:
        if chance.random() < 0.7:
            one = chance.choice(["x", "y", "", " \n"])
            many = chance.choice([[], ["x"], ["y"], ["x", "y"]])
            given[each["id"]] = many if each["kind"] == "many" else one
    return given


def test_the_browser_agrees_for_any_form_and_any_answers(chromium_shows):
    chance = random.Random(6)
    head = {"id": "tried", "version": 1, "lang": "en", "title": "Tried", "minutes": "1 minute"}
    cases, expected = [], []
    for _ in range(400):
        questions = any_form(chance)
        answers = any_answers(chance, questions)
        cases.append({"questions": questions, "answers": answers})
        form = read_form(head | {"question": questions}, "tried")
        expected.append(list(shown(form, answers)))
    assert len({tuple(each) for each in expected}) > 20
    assert chromium_shows(cases) == expected


def test_the_browser_agrees_about_the_shipped_forms_for_any_answers(chromium_shows):
    chance = random.Random(7)
    cases, expected = [], []
    for form in load_forms(shipped("forms")).values():
        questions = [
            {"id": each.id, "show_if": [dict(condition) for condition in each.show_if]}
            for each in form.questions
        ]
        for _ in range(200):
            answers = {
                each.id: chance.choice([option.id for option in each.options])
                if hasattr(each, "options")
                else chance.choice(["", "some words"])
                for each in form.questions
                if chance.random() < 0.6
            }
            cases.append({"questions": questions, "answers": answers})
            expected.append(list(shown(form, answers)))
    assert chromium_shows(cases) == expected
