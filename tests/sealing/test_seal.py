"""Sealing and opening: what goes in comes out for members, and for nobody else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import cryptography_vectors
import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sealing.samples import CHUNK, FIVE, KINDS, LENGTHS, STRANGER, changed, members
from voice.errors import NotReadable, OperatorMustFix, PersonMustChange, Refused, VoiceError
from voice.sealing.header import MAX_HEADER_BYTES, read_header
from voice.sealing.identity import Identity
from voice.sealing.open import open_padded, open_sealed
from voice.sealing.outside import read_outside
from voice.sealing.padding import MAX_PLAIN_BYTES
from voice.sealing.seal import seal, seal_padded, sealed_length
from voice.sealing.wrapping import hybrid_suite

kinds = st.sampled_from(KINDS)


@given(kinds, st.integers(1, 5), LENGTHS, st.data())
def test_each_member_opens_what_was_sealed(kind, count, length, data):
    identities, roster = members(kind, count)
    plain = os.urandom(length)
    envelope = seal(plain, roster)
    assert open_sealed(envelope, [data.draw(st.sampled_from(identities))]) == plain
    assert len(envelope) == sealed_length(length, roster)


@given(kinds, st.integers(1, 5), LENGTHS)
def test_nobody_else_opens_it(kind, count, length):
    _, roster = members(kind, count)
    with pytest.raises(NotReadable) as refusal:
        open_sealed(seal(bytes(length), roster), list(STRANGER.values()))
    assert refusal.value.slug == "no-match"


@given(kinds, st.integers(1, 5), st.binary(max_size=MAX_PLAIN_BYTES))
def test_every_padded_envelope_of_a_roster_has_one_length(kind, count, plain):
    identities, roster = members(kind, count)
    envelope = seal_padded(plain, roster)
    assert len(envelope) == len(seal_padded(b"", roster))
    assert open_padded(envelope, identities[-1:]) == plain


def test_more_than_fits_is_said_and_not_cut():
    _, roster = members("x25519", 1)
    with pytest.raises(PersonMustChange) as refusal:
        seal_padded(bytes(MAX_PLAIN_BYTES + 1), roster)
    assert refusal.value.slug == "too-long"


def test_two_seals_of_the_same_words_share_nothing():
    for kind in KINDS:
        _, roster = members(kind, 2)
        one, two = seal_padded(b"voice", roster), seal_padded(b"voice", roster)
        shares = {each.share() for file in (one, two) for each in read_header(file).stanzas}
        assert len(shares) == 4
        assert read_header(one).mac != read_header(two).mac
        assert one[-1000:] != two[-1000:]


def positions(envelope):
    """A place in each part: every line of the header, the nonce, each chunk and each tag."""
    header = read_header(envelope).length
    line_starts = [i + 1 for i, byte in enumerate(envelope[: header - 1]) if byte == 10]
    lines = [0, 5, *line_starts, *(at + 4 for at in line_starts if at + 4 < header), header - 1]
    payload = len(envelope) - header - 16
    chunks = range(header + 16, header + 16 + payload, CHUNK + 16)
    inside = [at + offset for at in chunks for offset in (0, 9, CHUNK, CHUNK + 15)]
    found = [*lines, header, header + 15, *inside, len(envelope) - 1]
    return sorted({at for at in found if at < len(envelope)})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bit", [0, 3, 5, 7])
def test_any_byte_changed_is_refused_in_every_part(kind, bit):
    identities, roster = members(kind, 2)
    envelope = seal(os.urandom(2 * CHUNK + 100), roster)
    places = positions(envelope)
    assert len(places) > 25
    for at in places:
        with pytest.raises(NotReadable) as refusal:
            open_sealed(changed(envelope, at, bit), identities)
        assert refusal.value.slug in {"header", "mac", "no-match", "payload"}, at


@given(kinds, st.data(), st.integers(0, 7))
def test_any_byte_changed_anywhere_is_refused(kind, data, bit):
    identities, roster = members(kind, 2)
    envelope = seal_padded(b"voice", roster)
    at = data.draw(st.integers(0, len(envelope) - 1))
    with pytest.raises(NotReadable):
        open_padded(changed(envelope, at, bit), identities)


@given(kinds, st.data())
def test_a_cut_or_longer_file_is_refused(kind, data):
    identities, roster = members(kind, 1)
    envelope = seal(b"voice" * 20, roster)
    cut = data.draw(st.integers(0, len(envelope) - 1))
    with pytest.raises(NotReadable):
        open_sealed(envelope[:cut], identities)
    with pytest.raises(NotReadable):
        open_sealed(envelope + data.draw(st.binary(min_size=1, max_size=40)), identities)


def test_chunks_cannot_be_swapped_left_out_or_doubled():
    identities, roster = members("x25519", 1)
    envelope = seal(os.urandom(3 * CHUNK), roster)
    start, size = read_header(envelope).length + 16, CHUNK + 16
    head = envelope[:start]
    one, two, three = (envelope[start + i * size : start + (i + 1) * size] for i in range(3))
    for order in ([two, one, three], [one, three], [one, two], [one, two, two, three], [three]):
        with pytest.raises(NotReadable) as refusal:
            open_sealed(head + b"".join(order), identities)
        assert refusal.value.slug == "payload"


def test_a_payload_cannot_be_moved_under_another_header():
    identities, roster = members("mlkem768x25519", 1)
    one, two = seal(b"voice", roster), seal(b"voice", roster)
    with pytest.raises(NotReadable) as refusal:
        open_sealed(one[: read_header(one).length] + two[read_header(two).length :], identities)
    assert refusal.value.slug == "payload"


@given(st.binary(max_size=3000), st.booleans())
def test_rubbish_is_refused_with_one_kind_of_error(rubbish, begins_right):
    file = (b"age-encryption.org/v1\n" if begins_right else b"") + rubbish
    for read in (lambda: open_sealed(file, FIVE["x25519"]), lambda: read_outside(file)):
        with pytest.raises(NotReadable) as refusal:
            read()
        assert refusal.value.slug == "header"


def test_a_mixed_roster_is_never_sealed_to():
    mixed = (FIVE["x25519"][0].recipient, FIVE["mlkem768x25519"][0].recipient)
    for roster in (mixed, mixed[::-1]):
        with pytest.raises(Refused) as refusal:
            seal(b"voice", roster)
        assert refusal.value.slug == "mixed-roster"


def test_an_empty_a_long_and_a_doubled_roster_are_never_sealed_to():
    one = FIVE["x25519"][0].recipient
    six = (*members("x25519", 5)[1], STRANGER["x25519"].recipient)
    for roster, slug in (
        ((), "roster-size"),
        (six, "roster-size"),
        ((one, one), "roster-duplicate"),
    ):
        with pytest.raises(OperatorMustFix) as refusal:
            seal(b"voice", roster)
        assert refusal.value.slug == slug


def test_the_header_of_five_post_quantum_recipients_is_below_the_cap():
    _, roster = members("mlkem768x25519", 5)
    outside = read_outside(seal_padded(b"voice", roster))
    assert outside.header_length < MAX_HEADER_BYTES / 2
    assert outside.stanza_kinds == ("mlkem768x25519",) * 5


def test_a_header_above_the_cap_is_refused():
    identities, roster = members("x25519", 1)
    envelope = seal(b"voice", roster)
    start = len(b"age-encryption.org/v1\n")
    for arguments in (16 * 1024, 1024 * 1024):
        more = b"-> other " + b"x" * arguments + b"\n\n"
        with pytest.raises(NotReadable) as refusal:
            open_sealed(envelope[:start] + more + envelope[start:], identities)
        assert refusal.value.slug == "header"


def test_the_outside_tells_a_roster_from_another():
    _, roster = members("mlkem768x25519", 2)
    outside = read_outside(seal_padded(b"voice", roster))
    assert outside.header_length + outside.payload_length == sealed_length(16384, roster)
    assert outside.fits(roster)
    assert not outside.fits(members("mlkem768x25519", 3)[1])
    assert not outside.fits(members("mlkem768x25519", 1)[1])
    assert not outside.fits(members("x25519", 2)[1])


def test_the_outside_of_a_file_cut_in_its_payload_is_refused():
    _, roster = members("x25519", 1)
    envelope = seal(b"", roster)
    assert read_outside(envelope).payload_length == 32
    with pytest.raises(NotReadable) as refusal:
        read_outside(envelope[:-1])
    assert refusal.value.slug == "payload"


def test_the_size_of_a_message_is_all_that_its_seal_shows():
    _, roster = members("mlkem768x25519", 2)
    short, long = (read_outside(seal_padded(text, roster)) for text in (b"", b"x" * 16380))
    assert short == long


def test_sealing_takes_its_randomness_from_where_it_is_told():
    _, roster = members("x25519", 2)
    one, two = (seal(b"voice", roster, lambda count: b"\x07" * count) for _ in range(2))
    assert one == two


def test_a_source_without_randomness_stops_the_seal():
    def dry(count):
        raise OSError("no randomness")

    with pytest.raises(OSError, match="no randomness"):
        seal(b"voice", members("mlkem768x25519", 1)[1], dry)


COLLECTING = """
import sys
import voice.sealing.bundle, voice.sealing.frame, voice.sealing.marks, voice.sealing.outside
import voice.sealing.receipt, voice.sealing.seal, voice.sealing.signed
print(" ".join(sorted(name for name in sys.modules if name.startswith("voice."))))
"""


def test_what_the_service_imports_knows_no_identity_and_opens_nothing():
    run = subprocess.run([sys.executable, "-c", COLLECTING], capture_output=True, check=True)
    loaded = run.stdout.decode().split()
    assert "voice.sealing.seal" in loaded
    assert not {"voice.sealing.open", "voice.sealing.identity"} & set(loaded)


def hpke_vectors():
    """The base-mode vectors of our one suite: X-Wing (0x647a), HKDF-SHA256, ChaCha20-Poly1305."""
    folder = Path(cryptography_vectors.__file__).parent / "HPKE"
    for vector in json.loads((folder / "hpke-pq-test-vectors.json").read_text()):
        suite = (vector["mode"], vector["kem_id"], vector["kdf_id"], vector["aead_id"])
        if suite == (0, 0x647A, 1, 3):
            yield vector


def test_the_suite_of_post_quantum_recipients_opens_the_published_vectors():
    found = list(hpke_vectors())
    assert found
    for vector in found:
        identity = Identity("mlkem768x25519", bytes.fromhex(vector["skRm"]))
        assert identity.recipient.key.hex() == vector["pkRm"]
        key = MLKEM768X25519PrivateKey(identity._mlkem, identity._curve)
        first = vector["encryptions"][0]
        sealed, info, aad = (
            bytes.fromhex(each)
            for each in (vector["enc"] + first["ct"], vector["info"], first["aad"])
        )
        # The vectors bind additional data, which only this inner function of the library takes.
        opened = openssl.hpke._decrypt_with_aad(hybrid_suite(), sealed, key, info, aad)
        assert opened.hex() == first["pt"]


@given(st.binary(max_size=400))
def test_whatever_is_raised_on_purpose_has_a_slug_and_says_what_is_wrong(file):
    with pytest.raises(VoiceError) as refusal:
        open_sealed(file, [])
    assert refusal.value.slug
    assert refusal.value.message.endswith(".")
