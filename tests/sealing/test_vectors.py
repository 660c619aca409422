"""The vectors that Python and the browser share: each decides as it says, and says why."""

import json
from pathlib import Path

import msgspec
import pytest

from voice.errors import VoiceError
from voice.sealing.frame import Frame, read_frame, write_frame
from voice.sealing.identity import parse_identity
from voice.sealing.marks import keyed, mark, round_mark_key
from voice.sealing.open import open_sealed
from voice.sealing.padding import PADDED_BYTES, pad, unpad
from voice.sealing.receipt import new_code, read_code, receipt_keys, show_code, withdrawal_of
from voice.sealing.recipient import (
    fingerprint,
    fingerprint_words,
    parse_recipient,
    parse_roster,
)
from voice.sealing.seal import seal_padded, sealed_length
from voice.sealing.signed import read_signed

FOLDER = Path(__file__).parents[1] / "vectors"
FRAME_FIELDS = ("ticket", "look_up", "withdrawal")


def spelled(pieces):
    return b"".join(bytes.fromhex(piece) * times for piece, times in pieces)


def pad_(vector):
    assert pad(spelled(vector["plain"])) == spelled(vector["padded"] or [])


def unpad_(vector):
    assert unpad(spelled(vector["padded"])) == spelled(vector["plain"] or [])


def frame_of(vector):
    fields = {name: bytes.fromhex(vector[name]) for name in FRAME_FIELDS}
    return Frame(round=vector["round"], envelope=spelled(vector["envelope"]), **fields)


def write_frame_(vector):
    assert write_frame(frame_of(vector)).hex() == vector["body"]


def read_frame_(vector):
    found = read_frame(bytes.fromhex(vector["body"]), vector["envelope_length"])
    assert found == frame_of(vector)


def read_code_(vector):
    assert read_code(vector["typed"]) == vector["code"]


def show_code_(vector):
    assert show_code(vector["code"], vector["digits"]) == vector["shown"]


def new_code_(vector):
    drawn = iter(vector["random"])
    assert new_code(lambda _count: bytes.fromhex(next(drawn))) == vector["code"]


def receipt_keys_(vector):
    keys = receipt_keys(vector["code"], bytes.fromhex(vector["salt"]))
    assert keys.look_up.hex() == vector["look_up"]
    assert keys.withdraw.hex() == vector["withdraw"]
    assert withdrawal_of(keys.withdraw).hex() == vector["withdrawal"]


def mark_(vector):
    key = round_mark_key(bytes.fromhex(vector["pepper"]), vector["round"])
    assert key.hex() == vector["key"]
    assert mark(key, bytes.fromhex(vector["envelope"])).hex() == vector["mark"]


def keyed_(vector):
    value = bytes.fromhex(vector["value"])
    found = keyed(bytes.fromhex(vector["pepper"]), vector["label"], value)
    assert found.hex() == vector["keyed"]


def read_signed_(vector):
    body = read_signed(vector["file"].encode(), vector["kind"], vector["trusted"])
    assert body.decode() == vector["body"]


def recipient_(vector):
    found = parse_recipient(vector["text"])
    assert (found.kind, found.text) == (vector["kind"], vector["text"])
    assert fingerprint(found.text) == vector["fingerprint"]
    assert fingerprint_words(found.text) == vector["words"]


def roster_(vector):
    roster = parse_roster(vector["recipients"])
    assert sealed_length(PADDED_BYTES, roster) == vector["sealed_length"]
    assert len(seal_padded(b"voice", roster)) == vector["sealed_length"]


def open_(vector):
    identity = parse_identity(vector["identity"])
    assert open_sealed(bytes.fromhex(vector["file"]), [identity]) == spelled(vector["plain"])


TRIALS = {
    "padding": {"pad": pad_, "unpad": unpad_},
    "frame": {"write": write_frame_, "read": read_frame_},
    "receipt": {
        "read": read_code_,
        "show": show_code_,
        "new": new_code_,
        "keys": receipt_keys_,
    },
    "marks": {"mark": mark_, "keyed": keyed_},
    "signed": {"read": read_signed_},
    "age": {"recipient": recipient_, "roster": roster_, "open": open_},
}


def vectors():
    for name, trials in TRIALS.items():
        for vector in json.loads((FOLDER / f"{name}.json").read_text("utf-8")):
            label = f"{name}: {vector['do']}: {vector['why']}"
            yield pytest.param(trials[vector["do"]], vector, id=label)


@pytest.mark.parametrize(("trial", "vector"), list(vectors()))
def test_a_shared_vector_is_decided_as_it_says(trial, vector):
    if vector["expect"] == "ok":
        trial(vector)
    else:
        with pytest.raises(VoiceError) as refusal:
            trial(vector)
        assert refusal.value.slug == vector["expect"]
        assert refusal.value.message


@pytest.mark.parametrize("name", TRIALS)
def test_each_file_of_vectors_has_some_that_pass_and_some_that_are_refused(name):
    found = msgspec.json.decode((FOLDER / f"{name}.json").read_bytes())
    assert {each["expect"] == "ok" for each in found} == {True, False}
    assert {each["do"] for each in found} == set(TRIALS[name])
