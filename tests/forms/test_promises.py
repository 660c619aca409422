"""Promises: the honest wording where nobody attests, and one phrase for the time."""

import itertools

import pytest

from voice.errors import OperatorMustFix
from voice.forms.promises import load_promises, shipped_promises, time_phrase

PROMISES = shipped_promises()
NEEDING = [each.id for each in PROMISES.promise if each.attested]


def test_the_sentences_that_the_pages_name_are_there():
    known = {each.id for each in PROMISES.promise}
    assert {"lock_phone", "lock_server", "nobody_today", "show_code", "small_team"} <= known
    assert {"when_one_week", "when_two_weeks", "when_one_month"} <= known
    assert NEEDING == ["no_change", "home_office", "worker_apart"]


def test_every_stand_in_is_a_promise_that_needs_no_attesting_and_stands_for_one():
    stand_ins = [each.instead for each in PROMISES.promise if each.instead]
    assert len(stand_ins) == len(set(stand_ins)) == len(NEEDING)
    for each in stand_ins:
        assert PROMISES.find(each) is not None
        assert not PROMISES.find(each).attested


@pytest.mark.parametrize("count", range(len(NEEDING) + 1))
def test_of_a_promise_and_its_stand_in_exactly_one_is_said(count):
    for attested in itertools.combinations(NEEDING, count):
        chosen = PROMISES.chosen(attested, 14)
        for name in NEEDING:
            promise = PROMISES.find(name)
            assert (name in chosen) == (name in attested)
            assert (promise.instead in chosen) == (name not in attested)


def test_attesting_what_is_unknown_changes_nothing():
    assert PROMISES.chosen({"moon"}, 14) == PROMISES.chosen((), 14)


@pytest.mark.parametrize(
    ("days", "phrase"),
    [(1, "one_week"), (7, "one_week"), (8, "two_weeks"), (14, "two_weeks"), (15, "one_month"),
     (30, "one_month"), (99, "one_month")],
)  # fmt: skip
def test_days_become_a_phrase_that_is_never_too_short(days, phrase):
    assert time_phrase(days) == f"when_{phrase}"
    chosen = PROMISES.chosen((), days)
    assert [each for each in chosen if each.startswith("when_")] == [f"when_{phrase}"]


def test_a_file_that_does_not_fit_is_named(tmp_path):
    path = tmp_path / "promises.toml"
    for content in ("promise = 7", "[[promise]]\nid = 'a'", "="):
        path.write_text(content, "utf-8")
        with pytest.raises(OperatorMustFix) as caught:
            load_promises(path)
        assert str(path) in caught.value.message
