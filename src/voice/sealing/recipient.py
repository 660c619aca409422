"""Recipients: the public halves that answers are sealed to, and a round's roster of them.

Source: C2SP age specification; docs/decisions/0002-age-post-quantum.md.
"""

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from voice.errors import NotReadable, OperatorMustFix, Refused
from voice.sealing import bech32
from voice.sealing.words import spell

Kind = Literal["x25519", "mlkem768x25519"]

MAX_ROSTER = 5
"""Four holders and a recovery identity."""
MLKEM_PUBLIC_BYTES = 1184
_PREFIX: dict[Kind, str] = {"x25519": "age", "mlkem768x25519": "age1pq"}
_PUBLIC_BYTES: dict[Kind, int] = {"x25519": 32, "mlkem768x25519": MLKEM_PUBLIC_BYTES + 32}
_FIELD = 2**255 - 19


class Recipient(msgspec.Struct, frozen=True):
    """A checked recipient: `text` as age writes it, `key` its raw public bytes."""

    text: str
    kind: Kind
    key: bytes


def parse_recipient(text: str) -> Recipient:
    """The recipient written as `age1…` (X25519) or `age1pq1…` (post-quantum hybrid).

    Raises: OperatorMustFix, slug `recipient`, for another prefix, a typing slip (checksum), a key
    of the wrong length, or a key that would make every seal the same (low order).
    """
    kind: Kind = "mlkem768x25519" if text.startswith("age1pq1") else "x25519"
    try:
        key = bech32.decode(_PREFIX[kind], text)
    except NotReadable as error:
        raise _unfit(error.message) from error
    if len(key) != _PUBLIC_BYTES[kind]:
        raise _unfit(f"It holds {len(key)} bytes, not the {_PUBLIC_BYTES[kind]} of {kind}.")
    try:
        _check_curve(key[-32:])
        if kind == "mlkem768x25519":
            MLKEM768PublicKey.from_public_bytes(key[:MLKEM_PUBLIC_BYTES]).encapsulate()
    except ValueError as error:
        raise _unfit("It is not a point that can keep a secret.") from error
    return Recipient(text, kind, key)


def recipient_of(kind: Kind, key: bytes) -> Recipient:
    """The recipient of raw public bytes that our own identity made."""
    return Recipient(bech32.encode(_PREFIX[kind], key), kind, key)


def parse_roster(texts: Iterable[str]) -> tuple[Recipient, ...]:
    """A roster of 1 to 5 different recipients of one kind, in the order given.

    Raises: OperatorMustFix, slug `recipient` or `roster-size` or `roster-duplicate`;
    Refused, slug `mixed-roster`.
    """
    roster = tuple(map(parse_recipient, texts))
    check_roster(roster)
    return roster


def check_roster(roster: tuple[Recipient, ...]) -> None:
    """Refuse a roster that answers must not be sealed to. Raises: as `parse_roster`."""
    if not 1 <= len(roster) <= MAX_ROSTER:
        raise OperatorMustFix(
            "roster-size",
            f"The roster has {len(roster)} recipients; it must have 1 to {MAX_ROSTER}.",
            "Keep four holders at most, and the recovery identity.",
        )
    if len({each.text for each in roster}) != len(roster):
        raise OperatorMustFix(
            "roster-duplicate",
            "One recipient stands in the roster twice.",
            "Remove one of the two.",
        )
    if len({each.kind for each in roster}) > 1:
        raise Refused(
            "mixed-roster",
            "The roster mixes post-quantum and classic recipients; the classic ones would undo "
            "the protection of the others.",
            "Ask each member for a recipient of the same kind, best one that starts age1pq1.",
        )


def fingerprint(text: str) -> str:
    """16 hexadecimal digits of SHA-256 over the recipient's text: a short name for a key."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fingerprint_words(text: str) -> str:
    """8 words to read aloud: the first 88 bits of SHA-256 over the recipient's text."""
    return " ".join(spell(hashlib.sha256(text.encode()).digest(), 8))


def _check_curve(public: bytes) -> None:
    """Refuse points of low order and second spellings. Raises: ValueError."""
    if int.from_bytes(public, "little") >= _FIELD:
        raise ValueError("not below the prime of the field")
    any_key = X25519PrivateKey.from_private_bytes(bytes(32))
    any_key.exchange(X25519PublicKey.from_public_bytes(public))


def _unfit(why: str) -> OperatorMustFix:
    return OperatorMustFix(
        "recipient",
        f"This is not a recipient. {why}",
        "Copy the whole line again from the holder's public card; it starts with age1.",
    )
