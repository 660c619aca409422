"""Cell-key noise: the same people always get the same small error, whatever the group is called.

Because the noise is fixed, asking twice, asking under two names or re-making a report cannot
average it away. What it cannot do is in docs/decisions/0010-disclosure-limits.md.

Source: Fraser and Wooton (2005), "A proposed method for confidentialising tabular output to protect
against differencing", the cell keys of the Australian Bureau of Statistics.
"""

import hmac
from typing import final

from voice.disclosure.cells import People
from voice.errors import OperatorMustFix

SPREAD = 3
"""The noise is a whole number from -SPREAD to SPREAD, each as likely as the others."""

LEAST_KEY_BYTES = 16

_TABLE = tuple(range(-SPREAD, SPREAD + 1))


@final
class Noise:
    """The noise of one round. Keys of answers are worked out once and remembered.

    Raises:
        OperatorMustFix: slug "noise-key-short", when the key is under 16 bytes.
    """

    __slots__ = ("_key", "_record_keys")

    def __init__(self, key: bytes) -> None:
        if len(key) < LEAST_KEY_BYTES:
            raise OperatorMustFix(
                "noise-key-short",
                f"The noise key has {len(key)} bytes; it needs at least {LEAST_KEY_BYTES}.",
                "Make a random key once for each round and keep it with the desk's sealed file.",
            )
        self._key = key
        self._record_keys: dict[str, int] = {}

    def of(self, people: People) -> int:
        """The fixed error of this group, -3 to 3."""
        cell_key = sum(map(self.record_key, people)) % 2**32
        drawn = hmac.digest(self._key, b"cell\n" + cell_key.to_bytes(4), "sha256")
        return _TABLE[int.from_bytes(drawn[:8]) % len(_TABLE)]

    def record_key(self, answer: str) -> int:
        """32 bits that stand for one answer, for whoever holds the round's noise key."""
        known = self._record_keys.get(answer)
        if known is None:
            digest = hmac.digest(self._key, b"record\n" + answer.encode(), "sha256")
            known = self._record_keys[answer] = int.from_bytes(digest[:4])
        return known
