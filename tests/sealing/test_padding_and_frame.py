"""One size: every answer of a round leaves the phone as the same number of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.samples import changed
from voice.errors import NotReadable
from voice.sealing.frame import FRAME_BYTES, Frame, frame_round, read_frame, write_frame
from voice.sealing.padding import MAX_PLAIN_BYTES, PADDED_BYTES, pad, unpad

plains = st.binary(max_size=MAX_PLAIN_BYTES) | st.integers(0, MAX_PLAIN_BYTES).map(bytes)
keys = st.binary(min_size=32, max_size=32)
frames = st.builds(
    Frame,
    round=st.binary(min_size=8, max_size=8).map(bytes.hex),
    ticket=keys,
    look_up=keys,
    withdrawal=keys,
    envelope=st.binary(max_size=300),
)


@given(plains)
def test_padded_is_16_kib_and_gives_back_what_was_padded(plain):
    assert len(pad(plain)) == PADDED_BYTES == 16384
    assert unpad(pad(plain)) == plain


@given(st.integers(0, MAX_PLAIN_BYTES - 1), st.data())
def test_padding_hides_nothing(length, data):
    at = data.draw(st.integers(4 + length, PADDED_BYTES - 1))
    with pytest.raises(NotReadable) as refusal:
        unpad(changed(pad(bytes(length)), at))
    assert refusal.value.slug == "padding"


@given(st.binary(max_size=100))
def test_bytes_of_another_size_are_not_padded_bytes(data):
    with pytest.raises(NotReadable):
        unpad(data)


@given(frames)
def test_a_frame_is_written_and_read_back(frame):
    body = write_frame(frame)
    assert len(body) == FRAME_BYTES + len(frame.envelope) == 108 + len(frame.envelope)
    assert read_frame(body, len(frame.envelope)) == frame
    assert frame_round(body) == frame.round


@given(frames, st.integers(-200, 200).filter(bool))
def test_a_frame_of_any_other_length_is_refused(frame, more):
    with pytest.raises(NotReadable) as refusal:
        read_frame(write_frame(frame), len(frame.envelope) + more)
    assert refusal.value.slug == "frame"


@given(st.binary(max_size=300))
def test_rubbish_is_not_a_frame(body):
    for read in (lambda: read_frame(body, 100), lambda: frame_round(body)):
        with pytest.raises(NotReadable) as refusal:
            read()
        assert refusal.value.slug == "frame"
