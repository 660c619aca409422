"""A bundle: the still sealed answers of one release, with what a desk needs to read them right.

It is written as a stream and read twice from a file: once to check all of it, once to use it.
Source: docs/spec/sealed-submission.md, "Bundle".
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated, BinaryIO, Literal

import msgspec

from voice.errors import NotReadable

MAGIC = b"voice-bundle-1\n"
MAX_HEAD_BYTES = 64 * 1024 * 1024
MAX_ENVELOPE_BYTES = 64 * 1024
_DIGEST_BYTES = 32

Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
"""32 bytes: a mark or its key."""


class BundleHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The head. Bytes are base64 in its JSON."""

    v: Literal[1] = 1
    round: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    release: Annotated[int, msgspec.Meta(ge=1)]
    """Number of the release within the round, from 1."""
    count: Annotated[int, msgspec.Meta(ge=0)]
    """Envelopes that follow."""
    mark_key: Hash
    tombstones: tuple[Hash, ...]
    """Marks of all envelopes of the round that were withdrawn."""
    round_file: bytes
    """The signed round file."""


class Bundle(msgspec.Struct, frozen=True):
    """A bundle that was checked to its last byte. `envelopes` can be gone through once."""

    head: BundleHead
    envelopes: Iterator[bytes]


def bundle_pieces(head: BundleHead, envelopes: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a bundle, piece by piece, one envelope held at a time.

    `head.count` must be the number of `envelopes`; a reader refuses the bundle otherwise.
    """
    digest = hashlib.sha256()
    for piece in _pieces(head, envelopes):
        digest.update(piece)
        yield piece
    yield digest.digest()


def read_bundle(stream: BinaryIO) -> Bundle:
    """The bundle in a file that can be gone back in. All of it is checked before this returns.

    Raises: NotReadable, slug `bundle` (not a bundle), `bundle-cut` (its end is missing) or
    `bundle-changed` (a byte is another, or there are bytes after its end).
    """
    start = stream.tell()
    whole = _Counted(stream)
    head = _read_head(whole)
    for _ in _read_envelopes(whole, head.count):
        pass
    digest = stream.read(_DIGEST_BYTES + 1)
    if len(digest) < _DIGEST_BYTES:
        raise _cut()
    if digest != whole.digest.digest():
        raise _changed()
    stream.seek(start)
    again = _Counted(stream)
    _read_head(again)
    return Bundle(head, _read_envelopes(again, head.count))


class _Counted:
    """Reads exactly, and hashes what it reads."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def take(self, length: int) -> bytes:
        return self._kept(self._stream.read(length), length)

    def line(self, limit: int) -> bytes:
        found = self._stream.readline(limit)
        return self._kept(found, len(found) + (not found.endswith(b"\n")))

    def _kept(self, found: bytes, length: int) -> bytes:
        if len(found) < length:
            raise _cut()
        self.digest.update(found)
        return found


def _pieces(head: BundleHead, envelopes: Iterable[bytes]) -> Iterator[bytes]:
    yield MAGIC + msgspec.json.encode(head) + b"\n"
    for envelope in envelopes:
        yield len(envelope).to_bytes(4, "big") + envelope


def _read_head(stream: _Counted) -> BundleHead:
    for wanted in MAGIC:
        if stream.take(1)[0] != wanted:
            raise NotReadable("bundle", "This is not a bundle of sealed answers.")
    try:
        return msgspec.json.decode(stream.line(MAX_HEAD_BYTES), type=BundleHead)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _changed() from error


def _read_envelopes(stream: _Counted, count: int) -> Iterator[bytes]:
    for _ in range(count):
        length = int.from_bytes(stream.take(4), "big")
        if length > MAX_ENVELOPE_BYTES:
            raise _changed()
        yield stream.take(length)


def _cut() -> NotReadable:
    return NotReadable("bundle-cut", "The end of the bundle is missing.", "Fetch the bundle again.")


def _changed() -> NotReadable:
    return NotReadable(
        "bundle-changed", "The bundle was changed after it was made.", "Fetch the bundle again."
    )
