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

from voice.errors import PersonMustChange
from voice.sealing.age import Random

DIGITS = 24
ROUNDS = 210_000
"""Rounds of PBKDF2-HMAC-SHA256: about 50 ms in a browser."""
_LONGEST_TYPED = 256
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

    Spaces, dashes, dots and invisible marks are left out.
    Raises: PersonMustChange, slug `code-length` or `code-typo`.
    """
    if len(typed) > _LONGEST_TYPED:
        raise _wrong_length(len(typed))
    code = "".join(_digits(unicodedata.normalize("NFKC", typed)))
    if len(code) != DIGITS:
        raise _wrong_length(len(code))
    if _check(code) != 0:
        raise _typo()
    return code


def show_code(code: str, digits: str = "0123456789") -> str:
    """`code` in six groups of four, written with the ten characters of `digits`."""
    shown = "".join(digits[int(digit)] for digit in code)
    return " ".join(shown[i : i + 4] for i in range(0, len(shown), 4))


def receipt_keys(code: str, salt: bytes) -> ReceiptKeys:
    """The keys of a `code` from `read_code` or `new_code`; `salt` is the service's, and public."""
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
        elif not _is_filler(character):
            raise _typo()


def _is_filler(character: str) -> bool:
    return character in ".·_\t\r\n" or unicodedata.category(character) in {
        "Zs",
        "Zl",
        "Zp",
        "Pd",
        "Cf",
    }


def _check(digits: str) -> int:
    """The Damm digit of `digits`; 0 for a whole code that is right."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state


def _wrong_length(count: int) -> PersonMustChange:
    return PersonMustChange(
        "code-length",
        f"The code has {DIGITS} digits; here are {count}.",
        "Look for digits that are missing or there twice.",
    )


def _typo() -> PersonMustChange:
    return PersonMustChange(
        "code-typo", "One of the digits is not right.", "Compare the code four digits at a time."
    )
