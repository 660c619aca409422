"""Broad rows: one tick says no more than the row, and no name stands for two things."""

import random
import re

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.given import TODAY, drafted, inside
from voice.desk.opening import OpenedAnswer
from voice.desk.reading import Reading
from voice.desk.report import report
from voice.desk.rows import broad_rows, with_rows
from voice.forms.model import Option
from voice.themes.codebook_file import load_codebook

CODEBOOK = load_codebook()
ROUND = drafted(form="default")
BETTER = next(each for each in ROUND.form.questions if each.id == "better")
WORDS = [
    "The locks are broken and the home is damp",
    "I wait and wait for the first time",
    "My worker is kind but the letter came late",
    "The doctor and the dentist, and money for food",
]


def with_option(**changed):
    """The round with one more option in the list of what must get better."""
    more = msgspec.structs.replace(BETTER, options=(*BETTER.options, Option(**changed)))
    questions = tuple(more if each is BETTER else each for each in ROUND.form.questions)
    form = msgspec.structs.replace(ROUND.form, questions=questions)
    return msgspec.structs.replace(ROUND, form=form)


def reading(round_file, size, seed):
    draw = random.Random(seed)
    better = next(each for each in round_file.form.questions if each.id == "better")
    options = [each.id for each in better.options]
    answers = [
        {"better": tuple(draw.sample(options, 3)), "change": draw.choice(WORDS)}
        for _ in range(size)
    ]
    opened = tuple(
        OpenedAnswer(f"{number:032x}", inside(round_file, answers=each), each, {})
        for number, each in enumerate(answers)
    )
    return Reading(round_file, opened, (), 0)


def names(html):
    return re.findall(r"<(?:h3|dt)><bdi>(.*?)</bdi>", html)


@settings(max_examples=settings.default.max_examples // 3)
@given(st.integers(5, 90), st.integers(0, 2**32), st.booleans())
def test_no_name_is_shown_twice(size, seed, fine_too):
    waiting = with_option(id="late", text="It was late", codes=("journey.waiting",))
    read = reading(waiting if fine_too else ROUND, size, seed)
    shown = names(report(read, b"n" * 32, CODEBOOK, TODAY, True))
    assert len(set(shown)) == len(shown)


def test_with_many_answers_both_rows_and_themes_are_shown_by_name():
    shown = names(report(reading(ROUND, 90, 1), b"n" * 32, CODEBOOK, TODAY, True))
    assert "Waiting and delays" in shown
    assert "A safe place to live" in shown


def test_a_row_beside_a_theme_of_its_name_is_told_apart_by_its_question():
    late = with_option(id="late", text="It was late", codes=("journey.waiting",))
    rows = {theme.id: theme.name for theme in with_rows(CODEBOOK, late).themes}
    assert rows["journey.waiting"] == "Waiting and delays"
    assert rows["better.waiting"] == "Waiting and delays (What needs to get better first?)"
    assert rows["better.home"] == "A safe place to live"


def test_a_row_stands_for_its_codes():
    assert broad_rows(ROUND.form)["better.health"] == ("health.mind", "health.body")
    assert "better.other" not in broad_rows(ROUND.form)
