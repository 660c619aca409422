"""Cell-key noise: the same people always get the same small error, whatever the group is called.

Because the noise is fixed, asking twice, asking under two names or re-making a report cannot
average it away. What it cannot do is in docs/decisions/0010-disclosure-limits.md.

Source: Fraser and Wooton (2005), "A proposed method for confidentialising tabular output to protect
against differencing", the cell keys of the Australian Bureau of Statistics.
"""

import hmac

from voice.disclosure.cells import People
from voice.errors import OperatorMustFix

SPREAD = 3
"""The noise is a whole number from -SPREAD to SPREAD, each as likely as the others."""

LEAST_KEY_BYTES = 16

_TABLE = tuple(range(-SPREAD, SPREAD + 1))


def record_key(noise_key: bytes, answer: str) -> int:
    """32 bits that stand for one answer, for whoever holds the round's noise key."""
    return int.from_bytes(hmac.digest(noise_key, b"record\n" + answer.encode(), "sha256")[:4])


def group_noise(noise_key: bytes, people: People) -> int:
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
    cell_key = sum(record_key(noise_key, answer) for answer in people) % 2**32
    drawn = hmac.digest(noise_key, b"cell\n" + cell_key.to_bytes(4), "sha256")
    return _TABLE[int.from_bytes(drawn[:8]) % len(_TABLE)]
