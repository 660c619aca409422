"""A bundle of invented answers for opening.py, and the keys to it on standard output.

python bench/bundle_of.py COUNT FILE
"""

import itertools
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
from place import DOOR, make_round

from voice.cli.demo_answers import Inventor, Place
from voice.sealing.bundle import BundleHead, bundle_pieces
from voice.sealing.identity import new_identity
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal_padded
from voice.sealing.signed import new_signing_key, sign

CHUNK = 256
READERS = 3


def seal_some(recipients: tuple[str, ...], plains: list[bytes]) -> list[bytes]:
    roster = parse_roster(recipients)
    return [seal_padded(plain, roster) for plain in plains]


def envelopes(recipients: tuple[str, ...], plains: Iterator[bytes]) -> Iterator[bytes]:
    """Every plain sealed, by all processors, few in memory at a time."""
    with ProcessPoolExecutor() as pool:
        for some in iter(lambda: list(itertools.islice(plains, 8 * CHUNK)), []):
            parts = [some[at : at + CHUNK] for at in range(0, len(some), CHUNK)]
            for sealed in pool.map(seal_some, [recipients] * len(parts), parts):
                yield from sealed


def write_bundle(path: Path, count: int) -> dict[str, str]:
    """A bundle of `count` answers to `READERS` PQ readers; the first one's identity, the signer."""
    identities = tuple(new_identity("mlkem768x25519") for _ in range(READERS))
    key = new_signing_key()
    round_file = make_round("default", identities, languages=("en",))
    head = BundleHead(
        round=round_file.id,
        release=1,
        count=count,
        mark_key=os.urandom(32),
        tombstones=(),
        round_file=sign("round", msgspec.json.encode(round_file), key),
    )
    inventor = Inventor(round_file, seed=1)
    where = Place(DOOR, "en")
    plains = (msgspec.json.encode(inventor.invent(where).inside) for _ in range(count))
    recipients = tuple(member.recipient for member in round_file.roster)
    with path.open("wb") as file:
        for piece in bundle_pieces(head, envelopes(recipients, plains)):
            file.write(piece)
    return {"identity": identities[0].text, "signer": key.public}


if __name__ == "__main__":
    print(msgspec.json.encode(write_bundle(Path(sys.argv[2]), int(sys.argv[1]))).decode())
