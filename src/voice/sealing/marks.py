"""Marks: keyed hashes that stand for envelopes and receipts in the server's database.

Who has the database but not the pepper can check no guess against them. A mark makes a retry of the
same envelope harmless, stays behind as the tombstone of a withdrawn one, and, as the round's key
travels in its bundles, lets the desk match the two. Source: docs/spec/sealed-submission.md.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voice.errors import OperatorMustFix

PEPPER_BYTES = 32


def round_mark_key(pepper: bytes, round_id: str) -> bytes:
    """The 32-byte key of one round's marks. Raises: OperatorMustFix, slug `pepper`."""
    return _derived(pepper, f"voice mark 1 {round_id}")


def mark(key: bytes, envelope: bytes) -> bytes:
    """The 32-byte mark of `envelope` under a round's mark `key`."""
    return hmac.digest(key, hashlib.sha256(envelope).digest(), "sha256")


def keyed(pepper: bytes, label: str, value: bytes) -> bytes:
    """32 bytes that stand for `value` in the column `label`.

    Raises: OperatorMustFix, slug `pepper`.
    """
    return hmac.digest(_derived(pepper, f"voice keyed 1 {label}"), value, "sha256")


def _derived(pepper: bytes, info: str) -> bytes:
    if len(pepper) < PEPPER_BYTES:
        raise OperatorMustFix(
            "pepper",
            f"The pepper has {len(pepper)} bytes; it needs {PEPPER_BYTES}.",
            "Restore the pepper file from its backup; a new one would orphan every receipt.",
        )
    return HKDF(SHA256(), 32, None, info.encode()).derive(pepper)
