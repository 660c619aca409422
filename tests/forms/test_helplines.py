"""Help lines: none but 999 is shown before somebody looked at it, and numbers have their digits."""

import datetime
import re

import pytest

from voice.errors import OperatorMustFix, PersonMustChange
from voice.forms.helplines import confirm, load_helplines, stale
from voice.forms.round import Helpline
from voice.shipped import shipped

LINES = load_helplines(shipped("forms") / "helplines.toml")
TODAY = datetime.date(2026, 11, 23)


def test_999_comes_first_and_is_the_only_one_that_is_on():
    assert LINES[0].id == LINES[0].number == "999"
    assert [each.id for each in LINES if each.checked_on] == ["999"]


def test_every_line_that_is_off_says_what_to_look_at_and_where_it_is_from():
    for each in LINES[1:]:
        assert each.why_off
        assert each.source.startswith("https://")


def test_numbers_have_as_many_digits_as_british_numbers_have():
    for each in LINES:
        digits = re.sub(r" ", "", each.number)
        assert digits.isdigit()
        known_short = {"999", "111", "116123", "85258", "08001111"}
        assert len(digits) == 11 or digits in known_short, each.id


def test_hours_are_words():
    assert not any(re.search(r"\d", each.hours) for each in LINES)


def test_confirming_gives_the_chosen_lines_in_order_with_the_day():
    lines = confirm(LINES, ["999", "samaritans"], TODAY)
    assert [each.id for each in lines] == ["999", "samaritans"]
    assert {each.checked_on for each in lines} == {TODAY}
    assert {type(each) for each in lines} == {Helpline}


def test_an_unknown_line_is_named_with_the_known_ones():
    with pytest.raises(PersonMustChange) as caught:
        confirm(LINES, ["samaritan"], TODAY)
    assert "samaritan" in caught.value.message
    assert "samaritans" in caught.value.hint


def test_a_line_is_stale_after_ninety_days_or_when_nobody_ever_looked():
    days = datetime.timedelta(days=90)
    fresh = confirm(LINES, ["999"], TODAY - days)
    old = confirm(LINES, ["shout"], TODAY - days - datetime.timedelta(days=1))
    never = (LINES[1],)
    assert stale((*fresh, *old, *never), TODAY) == (*old, *never)


def test_a_file_that_does_not_fit_is_named(tmp_path):
    path = tmp_path / "helplines.toml"
    path.write_text("[[helpline]]\nid = 'a'", "utf-8")
    with pytest.raises(OperatorMustFix) as caught:
        load_helplines(path)
    assert str(path) in caught.value.message
