"""The payload of an age file: chunks of 64 KiB, each sealed in its place, the last one marked.

Source: C2SP age specification, "Payload" (STREAM with ChaCha20-Poly1305).
"""

from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voice.errors import NotReadable

NONCE_BYTES = 16
TAG_BYTES = 16
_CHUNK = 64 * 1024


def seal_stream(file_key: bytes, nonce: bytes, plain: bytes) -> bytes:
    """`nonce` (16 bytes) and the sealed chunks of `plain`."""
    cipher = _cipher(file_key, nonce)
    pieces = (cipher.encrypt(at, chunk, None) for at, chunk in _chunks(plain, _CHUNK))
    return nonce + b"".join(pieces)


def open_stream(file_key: bytes, payload: bytes) -> bytes:
    """The plain bytes of a whole payload; nothing is given out unless all of it is right.

    Raises: NotReadable, slug `payload`, when a byte was changed, cut, moved or added.
    """
    nonce, sealed = payload[:NONCE_BYTES], payload[NONCE_BYTES:]
    if len(nonce) < NONCE_BYTES or (len(sealed) > TAG_BYTES and _last(sealed) == TAG_BYTES):
        raise _bad_payload()
    cipher = _cipher(file_key, nonce)
    try:
        chunks = _chunks(sealed, _CHUNK + TAG_BYTES)
        return b"".join(cipher.decrypt(at, chunk, None) for at, chunk in chunks)
    except InvalidTag as error:
        raise _bad_payload() from error


def stream_length(plain_length: int) -> int:
    """Bytes of the payload that seals `plain_length` bytes."""
    chunks = max(1, -(-plain_length // _CHUNK))
    return NONCE_BYTES + plain_length + chunks * TAG_BYTES


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))


def _chunks(data: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk with its nonce: 11 bytes of counter, then 1 on the last and 0 before."""
    last = max(0, (len(data) - 1) // size)
    for place in range(last + 1):
        nonce = place.to_bytes(11, "big") + (b"\1" if place == last else b"\0")
        yield nonce, data[place * size : (place + 1) * size]


def _last(sealed: bytes) -> int:
    """Bytes of the last sealed chunk. An empty one may only be the only one."""
    return (len(sealed) - 1) % (_CHUNK + TAG_BYTES) + 1


def _bad_payload() -> NotReadable:
    return NotReadable(
        "payload",
        "The sealed file was changed or cut short after it was made.",
        "Fetch it again from where it came from.",
    )
