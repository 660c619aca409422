"""Bundles: whole or not at all, and never more in memory than one envelope."""

import io
import os
import tracemalloc

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.samples import changed
from voice.errors import NotReadable
from voice.sealing.bundle import MAX_ENVELOPE_BYTES, BundleHead, bundle_pieces, read_bundle

hashes = st.binary(min_size=32, max_size=32)
envelopes = st.lists(st.binary(max_size=200), max_size=6)


def head_for(count, **changed):
    said = {
        "round": "0123456789abcdef",
        "release": 3,
        "mark_key": bytes(32),
        "tombstones": (),
        "round_file": b'{"v":1}',
        "count": count,
    }
    return BundleHead(**{**said, **changed})


def written(head, sealed):
    return b"".join(bundle_pieces(head, sealed))


@given(envelopes, st.lists(hashes, max_size=3).map(tuple), hashes, st.binary(max_size=300))
def test_a_bundle_is_written_and_read_back(sealed, tombstones, mark_key, round_file):
    head = head_for(len(sealed), tombstones=tombstones, mark_key=mark_key, round_file=round_file)
    bundle = read_bundle(io.BytesIO(written(head, sealed)))
    assert bundle.head == head
    assert list(bundle.envelopes) == sealed


@given(envelopes, st.data(), st.integers(0, 7))
def test_any_byte_changed_is_refused(sealed, data, bit):
    whole = written(head_for(len(sealed)), sealed)
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(NotReadable) as refusal:
        read_bundle(io.BytesIO(changed(whole, at, bit)))
    assert refusal.value.slug in {"bundle", "bundle-cut", "bundle-changed"}


@given(envelopes, st.data())
def test_a_bundle_cut_anywhere_says_that_it_is_cut(sealed, data):
    whole = written(head_for(len(sealed)), sealed)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(NotReadable) as refusal:
        read_bundle(io.BytesIO(whole[:cut]))
    assert refusal.value.slug == "bundle-cut"


@given(envelopes, st.binary(min_size=1, max_size=40))
def test_bytes_after_the_end_are_refused(sealed, more):
    with pytest.raises(NotReadable) as refusal:
        read_bundle(io.BytesIO(written(head_for(len(sealed)), sealed) + more))
    assert refusal.value.slug == "bundle-changed"


@pytest.mark.parametrize("count", [0, 1, 3, 2**40])
def test_a_count_that_is_not_the_number_of_envelopes_is_refused(count):
    with pytest.raises(NotReadable):
        read_bundle(io.BytesIO(written(head_for(count), [b"one", b"two"])))


@pytest.mark.parametrize(
    "wrong",
    [
        {"round": "northside"},
        {"release": 0},
        {"count": -1},
        {"mark_key": b"short"},
        {"tombstones": (b"short",)},
    ],
)
def test_a_head_outside_of_its_limits_is_refused(wrong):
    said = {**msgspec.structs.asdict(head_for(0)), **wrong}
    with pytest.raises(NotReadable):
        read_bundle(io.BytesIO(written(BundleHead(**said), [])))


def test_an_envelope_longer_than_any_of_ours_is_refused():
    assert read_bundle(io.BytesIO(written(head_for(1), [bytes(MAX_ENVELOPE_BYTES)])))
    with pytest.raises(NotReadable) as refusal:
        read_bundle(io.BytesIO(written(head_for(1), [bytes(MAX_ENVELOPE_BYTES + 1)])))
    assert refusal.value.slug == "bundle-changed"


@pytest.mark.parametrize("other", [b"age-encryption.org/v1\n", b"PK\x03\x04", b"voice-bundle-2\n"])
def test_another_file_is_not_called_a_broken_bundle(other):
    with pytest.raises(NotReadable) as refusal:
        read_bundle(io.BytesIO(other + bytes(100)))
    assert refusal.value.slug == "bundle"


def test_a_bundle_may_begin_within_a_file():
    stream = io.BytesIO(b"before" + written(head_for(1), [b"voice"]))
    stream.seek(6)
    assert list(read_bundle(stream).envelopes) == [b"voice"]


def test_a_large_bundle_never_lies_whole_in_memory(tmp_path):
    count, envelope = 2000, os.urandom(20_000)
    path = tmp_path / "bundle"
    tracemalloc.start()
    with path.open("wb") as file:
        for piece in bundle_pieces(head_for(count), (envelope for _ in range(count))):
            file.write(piece)
    with path.open("rb") as file:
        assert sum(len(each) for each in read_bundle(file).envelopes) == 40_000_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
