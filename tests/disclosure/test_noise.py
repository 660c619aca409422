"""The noise is small, fixed to the people, and even."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.disclosure.noise import SPREAD, Noise
from voice.errors import OperatorMustFix

KEY = bytes(range(32))
answers = st.frozensets(st.text("0123456789abcdef", min_size=8, max_size=8), max_size=30)


@given(answers)
def test_noise_is_at_most_three_and_the_same_each_time(people):
    noise = Noise(KEY).of(people)
    assert -SPREAD <= noise <= SPREAD
    assert noise == Noise(KEY).of(frozenset(sorted(people, reverse=True)))


def test_all_seven_values_come_equally_often():
    drawn = Counter(Noise(KEY).of(frozenset({f"{i:08x}"})) for i in range(7000))
    assert set(drawn) == set(range(-SPREAD, SPREAD + 1))
    assert all(850 < times < 1150 for times in drawn.values())


def test_one_person_more_draws_anew():
    groups = [frozenset(f"{i:08x}" for i in range(n)) for n in range(1, 60)]
    assert len({Noise(KEY).of(group) for group in groups}) == 7


def test_another_round_key_gives_other_noise():
    groups = [frozenset({f"{i:08x}"}) for i in range(50)]
    other = bytes(32)
    assert [Noise(KEY).of(g) for g in groups] != [Noise(other).of(g) for g in groups]


def test_record_keys_have_32_bits_and_follow_the_spec():
    # The specification's example, computed once with openssl's HMAC.
    assert Noise(b"k" * 32).record_key("00ff") == RECORD_KEY
    assert 0 <= Noise(KEY).record_key("ab") < 2**32


RECORD_KEY = 0x729A0F63


def test_a_short_key_is_refused_with_both_lengths():
    with pytest.raises(OperatorMustFix) as caught:
        Noise(b"short")
    assert caught.value.slug == "noise-key-short"
    assert "5" in caught.value.message
    assert "16" in caught.value.message
