"""A whole age v1 file in memory: a header for its recipients, a MAC, a payload.

How the file key is wrapped is the caller's: to a roster (`seal`), to a passphrase (`locked`).
Source: C2SP age specification, https://age-encryption.org/v1.
"""

import hmac
from collections.abc import Callable

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voice.errors import NotReadable
from voice.sealing.header import Stanza, bad_header, encode64, read_header, write_header
from voice.sealing.stream import NONCE_BYTES, open_stream, seal_stream

FILE_KEY_BYTES = 16
Random = Callable[[int], bytes]
"""A source of secret random bytes: how many → that many."""
Wrap = Callable[[bytes], tuple[Stanza, ...]]
"""A file key → its stanzas."""
Unwrap = Callable[[tuple[Stanza, ...]], bytes | None]
"""Stanzas → the file key, or None when none of them is for this key."""


def make_file(plain: bytes, wrap: Wrap, random: Random) -> bytes:
    """`plain` as an age file whose fresh file key `wrap` hands to the recipients."""
    file_key = random(FILE_KEY_BYTES)
    signed = write_header(wrap(file_key))
    footer = f" {encode64(_mac(file_key, signed))}\n".encode()
    return signed + footer + seal_stream(file_key, random(NONCE_BYTES), plain)


def open_file(file: bytes, unwrap: Unwrap) -> bytes:
    """What `file` seals, when `unwrap` finds its file key.

    Raises: NotReadable, slug `header`, `no-match`, `mac` or `payload`.
    """
    header = read_header(file)
    file_key = unwrap(header.stanzas)
    if file_key is None:
        raise NotReadable("no-match", "None of these keys opens the file: it is sealed to others.")
    if not hmac.compare_digest(_mac(file_key, header.signed), header.mac):
        raise NotReadable("mac", "The header of the sealed file was changed after it was made.")
    if len(file) < header.length + NONCE_BYTES:
        raise bad_header("it is all that there is of the file")
    return open_stream(file_key, file[header.length :])


def _mac(file_key: bytes, signed: bytes) -> bytes:
    key = HKDF(SHA256(), 32, None, b"header").derive(file_key)
    return hmac.digest(key, signed, "sha256")
