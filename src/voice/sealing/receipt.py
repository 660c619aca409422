"""Receipts: 24 digits with which a person can have what they sent deleted, and nothing else.

Twin: receipt.mjs. Source: docs/spec/sealed-submission.md, docs/decisions/0004-receipts.md;
H. M. Damm, "Totally anti-symmetric quasigroups" (2004), for the check digit.
"""

import hashlib
import os
import unicodedata
from collections.abc import Iterator

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voice.errors import OperatorMustFix, PersonMustChange
from voice.sealing.age import Random

DIGITS = 24
ROUNDS = 210_000
"""Rounds of PBKDF2-HMAC-SHA256: about 50 ms in a browser."""
MIN_SALT_BYTES = 16
_FILLERS = frozenset(
    "\t\n\v\f\r.·−\u061c\ufeff"
    + "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    + "".join(map(chr, range(0x2060, 0x206A)))
)
_FILLER_KINDS = frozenset({"Zs", "Zl", "Zp", "Pd"})
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


class ReceiptKeys(msgspec.Struct, frozen=True):
    """What a code stands for: 32 bytes to find a row by, 32 that prove the right to delete it."""

    look_up: bytes
    withdraw: bytes


def new_code(random: Random = os.urandom) -> str:
    """A fresh code: 23 random digits (76 bits) and a check digit."""
    digits: list[str] = []
    while len(digits) < DIGITS - 1:
        # Bytes from 250 on would make some digits likelier than others.
        digits += [str(byte % 10) for byte in random(DIGITS) if byte < 250]
    body = "".join(digits[: DIGITS - 1])
    return body + str(_check(body))


def read_code(typed: str) -> str:
    """The 24 ASCII digits of a code as a person typed it, in the digits of any script.

    Spaces, dashes, dots and the marks that turn the direction of writing are left out.
    Raises: PersonMustChange, slug `code-length` when not 24 digits are there or something else is,
    `code-typo` when the check digit does not fit.
    """
    code = "".join(_digits(unicodedata.normalize("NFKC", typed)))
    if len(code) != DIGITS:
        raise PersonMustChange(
            "code-length",
            f"The code has {DIGITS} digits; here are {len(code)}.",
            "Look for digits that are missing or there twice.",
        )
    if _check(code) != 0:
        raise PersonMustChange(
            "code-typo",
            "The last digit does not fit the others: one is not right.",
            "Compare the code four digits at a time.",
        )
    return code


def show_code(code: str, digits: str = "0123456789") -> str:
    """`code` in six groups of four, written with the ten characters of `digits`."""
    shown = "".join(digits[int(digit)] for digit in code)
    return " ".join(shown[i : i + 4] for i in range(0, len(shown), 4))


def receipt_keys(code: str, salt: bytes) -> ReceiptKeys:
    """The keys of a `code` from `read_code` or `new_code`; `salt` is the service's, and public.

    Raises: OperatorMustFix, slug `salt`, for one under 16 bytes.
    """
    if len(salt) < MIN_SALT_BYTES:
        raise OperatorMustFix(
            "salt", f"The receipt salt has {len(salt)} bytes; it needs {MIN_SALT_BYTES} or more."
        )
    key = hashlib.pbkdf2_hmac("sha256", code.encode("ascii"), salt, ROUNDS, 32)
    return ReceiptKeys(_expand(key, b"look-up"), _expand(key, b"withdraw"))


def withdrawal_of(withdraw: bytes) -> bytes:
    """What the frame and the server hold of `ReceiptKeys.withdraw`: its SHA-256."""
    return hashlib.sha256(withdraw).digest()


def _expand(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, b"voice receipt 1 " + purpose).derive(key)


def _digits(typed: str) -> Iterator[str]:
    """The ASCII digits within. Raises: PersonMustChange for what is neither digit nor filler."""
    for character in typed:
        value = unicodedata.decimal(character, None)
        if value is not None:
            yield str(value)
        elif character not in _FILLERS and unicodedata.category(character) not in _FILLER_KINDS:
            raise PersonMustChange(
                "code-length", "Here is more than digits.", "The code has digits only."
            )


def _check(digits: str) -> int:
    """The Damm digit of `digits`; 0 for a whole code that is right."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state
