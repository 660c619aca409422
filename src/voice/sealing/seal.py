"""Sealing: plain bytes → an age file that only the roster's identities open.

Nothing here, nor in what it imports, knows how to open with a secret key.
"""

import os

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey

from voice.sealing.age import FILE_KEY_BYTES, Random, make_file
from voice.sealing.header import Stanza, encode64, write_header
from voice.sealing.padding import pad
from voice.sealing.recipient import MLKEM_PUBLIC_BYTES, Recipient, check_roster
from voice.sealing.stream import stream_length
from voice.sealing.wrapping import (
    HYBRID_INFO,
    HYBRID_SHARE_BYTES,
    hybrid_suite,
    wrap_key,
    x25519_wrapping_key,
)

_STANZA_KIND = {"x25519": "X25519", "mlkem768x25519": "mlkem768x25519"}
_FOOTER_BYTES = len(" \n") + 43


def seal(plain: bytes, roster: tuple[Recipient, ...], random: Random = os.urandom) -> bytes:
    """`plain` sealed to every member of `roster`: a binary age v1 file.

    The encapsulation of post-quantum recipients uses the library's own randomness.
    Raises: as `parse_roster` for a roster that is mixed, empty or too long.
    """
    check_roster(roster)

    def wrap(file_key: bytes) -> tuple[Stanza, ...]:
        return tuple(_wrapped(file_key, each, random) for each in roster)

    return make_file(plain, wrap, random)


def seal_padded(plain: bytes, roster: tuple[Recipient, ...], random: Random = os.urandom) -> bytes:
    """`plain` padded to the one size of all answers, then sealed.

    Raises: PersonMustChange, slug `too-long`, above `MAX_PLAIN_BYTES`; and as `seal`.
    """
    return seal(pad(plain), roster, random)


def sealed_length(plain_length: int, roster: tuple[Recipient, ...]) -> int:
    """The exact length of an envelope that seals `plain_length` bytes to `roster`."""
    blank = tuple(_blank(each) for each in roster)
    return len(write_header(blank)) + _FOOTER_BYTES + stream_length(plain_length)


def stanza_kinds(roster: tuple[Recipient, ...]) -> tuple[str, ...]:
    """The kinds of the stanzas that an envelope for `roster` has, in order."""
    return tuple(_STANZA_KIND[each.kind] for each in roster)


def _wrapped(file_key: bytes, recipient: Recipient, random: Random) -> Stanza:
    if recipient.kind == "mlkem768x25519":
        return _hybrid(file_key, recipient.key)
    return _classic(file_key, recipient.key, random)


def _classic(file_key: bytes, public: bytes, random: Random) -> Stanza:
    ephemeral = X25519PrivateKey.from_private_bytes(random(32))
    share = ephemeral.public_key().public_bytes_raw()
    secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    body = wrap_key(x25519_wrapping_key(secret, share, public), file_key)
    return Stanza("X25519", (encode64(share),), body)


def _hybrid(file_key: bytes, public: bytes) -> Stanza:
    key = MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC_BYTES:]),
    )
    sealed = hybrid_suite().encrypt(file_key, key, HYBRID_INFO)
    share, body = sealed[:HYBRID_SHARE_BYTES], sealed[HYBRID_SHARE_BYTES:]
    return Stanza("mlkem768x25519", (encode64(share),), body)


def _blank(recipient: Recipient) -> Stanza:
    share = bytes(HYBRID_SHARE_BYTES if recipient.kind == "mlkem768x25519" else 32)
    return Stanza(_STANZA_KIND[recipient.kind], (encode64(share),), bytes(FILE_KEY_BYTES + 16))
