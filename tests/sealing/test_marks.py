"""Marks: the same for a retry, another for everything else, and of no use without the pepper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.samples import changed, members
from voice.errors import OperatorMustFix
from voice.sealing.marks import keyed, mark, round_mark_key
from voice.sealing.seal import seal_padded

PEPPER = bytes(range(32))
ROUND, OTHER_ROUND = "0123456789abcdef", "0123456789abcde0"


def test_a_retry_has_the_mark_of_the_first_time_and_a_second_answer_has_not():
    _, roster = members("mlkem768x25519", 2)
    key = round_mark_key(PEPPER, ROUND)
    first, second = seal_padded(b"voice", roster), seal_padded(b"voice", roster)
    assert mark(key, first) == mark(key, bytes(first))
    assert mark(key, first) != mark(key, second)


@given(st.binary(min_size=1, max_size=200), st.data())
def test_a_changed_envelope_another_round_or_pepper_gives_another_mark(envelope, data):
    key = round_mark_key(PEPPER, ROUND)
    at = data.draw(st.integers(0, len(envelope) - 1))
    marks = [
        mark(key, envelope),
        mark(key, changed(envelope, at)),
        mark(round_mark_key(PEPPER, OTHER_ROUND), envelope),
        mark(round_mark_key(PEPPER[::-1], ROUND), envelope),
    ]
    assert len(set(marks)) == 4
    assert {len(each) for each in marks} == {32}


@given(st.binary(max_size=64))
def test_one_value_in_two_columns_cannot_be_matched(value):
    columns = [keyed(PEPPER, label, value) for label in ("look-up", "withdrawal")]
    assert len({*columns, keyed(PEPPER[::-1], "look-up", value), value}) == 4


def test_a_rounds_key_does_not_give_the_pepper_or_another_rounds_key():
    keys = {round_mark_key(PEPPER, ROUND), round_mark_key(PEPPER, OTHER_ROUND), PEPPER}
    assert len(keys) == 3
    assert round_mark_key(PEPPER, ROUND) != keyed(PEPPER, f"voice mark 1 {ROUND}", b"")


def test_a_short_pepper_is_the_operators_to_mend():
    for work in (lambda: round_mark_key(PEPPER[:31], ROUND), lambda: keyed(b"", "look-up", b"")):
        with pytest.raises(OperatorMustFix) as refusal:
            work()
        assert refusal.value.slug == "pepper"
