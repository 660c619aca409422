"""The age project's own vectors: what must open opens, and what must not is refused, rightly."""

import base64
import collections
import hashlib
import json
import zlib
from pathlib import Path

import pytest

from voice.errors import NotReadable
from voice.sealing.identity import parse_identity
from voice.sealing.locked import unlock
from voice.sealing.open import open_sealed

FOLDER = Path(__file__).parents[1] / "vectors" / "cctv-age"
SLUGS = {
    "header failure": {"header"},
    "HMAC failure": {"mac"},
    "no match": {"no-match", "wrong-passphrase", "not-locked"},
    "payload failure": {"payload"},
}


def vectors():
    for name, encoded in json.loads((FOLDER / "vectors.json").read_text()).items():
        head, _, file = base64.b64decode(encoded).partition(b"\n\n")
        said = collections.defaultdict(list)
        for line in head.decode().splitlines():
            key, value = line.split(": ", 1)
            said[key].append(value)
        if "armored" not in said:
            yield pytest.param(said, zlib.decompress(file) if said["compressed"] else file, id=name)


BINARY = list(vectors())


def test_there_are_110_vectors_that_are_not_armoured():
    assert len(BINARY) == 110
    assert sum(vector.values[0]["expect"] == ["success"] for vector in BINARY) == 19


@pytest.mark.parametrize(("said", "file"), BINARY)
def test_a_vector_is_decided_as_the_age_project_says(said, file):
    def opened():
        if said["passphrase"]:
            return unlock(file, said["passphrase"][0])
        return open_sealed(file, [parse_identity(text) for text in said["identity"]])

    (expect,) = said["expect"]
    if expect == "success":
        assert hashlib.sha256(opened()).hexdigest() == said["payload"][0]
    else:
        with pytest.raises(NotReadable) as refusal:
            opened()
        assert refusal.value.slug in SLUGS[expect]
