"""Cell-key noise: the same group under the same name always gets the same small error.

Because the noise is fixed, asking twice or re-making a report cannot average it away. Its limits
are in docs/decisions/0010-disclosure-limits.md. Source: Fraser and Wooton (2005), "A proposed
method for confidentialising tabular output to protect against differencing".
"""

import hmac

from voice.disclosure.cells import Cell
from voice.errors import OperatorMustFix

SPREAD = 3
"""The noise is a whole number from -SPREAD to SPREAD, each as likely as the others."""

LEAST_KEY_BYTES = 16

_TABLE = tuple(range(-SPREAD, SPREAD + 1))


def record_key(noise_key: bytes, answer: str) -> int:
    """32 bits that stand for one answer, for whoever holds the round's noise key."""
    return int.from_bytes(hmac.digest(noise_key, b"record\n" + answer.encode(), "sha256")[:4])


def cell_noise(noise_key: bytes, cell: Cell) -> int:
    """The fixed error of this group, -3 to 3.

    Raises:
        OperatorMustFix: slug "noise-key-short", when the key is under 16 bytes.
    """
    if len(noise_key) < LEAST_KEY_BYTES:
        raise OperatorMustFix(
            "noise-key-short",
            f"The noise key has {len(noise_key)} bytes; it needs at least {LEAST_KEY_BYTES}.",
            "Make a random key once for each round and keep it with the desk's sealed file.",
        )
    key = sum(record_key(noise_key, answer) for answer in cell.people) % 2**32
    named = b"cell\n" + cell.name.encode() + b"\n" + key.to_bytes(4)
    drawn = int.from_bytes(hmac.digest(noise_key, named, "sha256")[:8])
    return _TABLE[drawn % len(_TABLE)]
