"""Ogg Opus files written anew: the same sound, one size, and nothing that tells who made them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.errors import NotReadable
from voice.forms.ogg_opus import (
    MAX_RECORDING_BYTES,
    STEP_BYTES,
    can_be,
    one_size,
    read_opus,
    write_opus,
)

DATA = Path(__file__).parents[1] / "data"
LONG, SHORT = ((DATA / name).read_bytes() for name in ("tone-3s.opus", "tone-1s.opus"))
SOUNDS = [read_opus(LONG), read_opus(SHORT)]
STAMP = "0123456789abcdef"


def test_a_take_has_no_stamp_yet():
    assert [each.stamp for each in SOUNDS] == ["", ""]


def test_two_takes_of_different_length_get_one_size():
    size = one_size(SOUNDS)

    assert {len(write_opus(each, STAMP, size)) for each in SOUNDS} == {size}
    assert size % STEP_BYTES == 0
    assert len(LONG) < size < len(LONG) + 2 * STEP_BYTES


@given(st.sampled_from(SOUNDS), st.integers(0, MAX_RECORDING_BYTES))
def test_a_size_that_can_be_is_met_to_the_byte_with_the_same_sound(sound, size):
    if not can_be(sound, size):
        return
    again = read_opus(write_opus(sound, STAMP, size))
    assert len(write_opus(sound, STAMP, size)) == size
    assert (again.head, again.pages, again.stamp) == (sound.head, sound.pages, STAMP)


@given(st.lists(st.sampled_from(SOUNDS), min_size=1), st.integers(1, 60))
def test_sizes_that_cannot_be_are_rare_so_one_size_is_soon_found(sounds, steps):
    sizes = range(8 * 1024 + steps * STEP_BYTES, 8 * 1024 + (steps + 3) * STEP_BYTES, STEP_BYTES)
    assert any(all(can_be(each, size) for each in sounds) for size in sizes)


def test_padding_twice_changes_nothing():
    once = write_opus(SOUNDS[0], STAMP, 20 * STEP_BYTES)

    assert write_opus(read_opus(once), STAMP, 20 * STEP_BYTES) == once


def test_what_the_recorder_wrote_about_itself_is_gone():
    assert b"Somebody" in LONG
    assert b"2026-11-23" in LONG

    padded = write_opus(SOUNDS[0], STAMP, one_size(SOUNDS))

    for telling in (b"Somebody", b"2026", b"artist", b"ENCODER", b"libopus"):
        assert telling not in padded


@given(st.integers(0, len(SHORT) - 1), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_seen(place, change):
    damaged = bytearray(SHORT)
    damaged[place] ^= change
    with pytest.raises(NotReadable):
        read_opus(bytes(damaged))


@given(st.integers(0, len(SHORT) - 1))
def test_a_file_that_was_cut_anywhere_is_not_read(end):
    with pytest.raises(NotReadable):
        read_opus(SHORT[:end])


@given(st.binary(max_size=400))
def test_other_bytes_are_not_read(noise):
    with pytest.raises(NotReadable) as caught:
        read_opus(noise)
    assert caught.value.slug == "not-opus"
    assert caught.value.hint


def test_two_streams_in_one_file_are_not_read():
    with pytest.raises(NotReadable):
        read_opus(SHORT + LONG)
