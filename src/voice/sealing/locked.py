"""Files locked with a passphrase: age's scrypt recipient, which `age -d` opens as well.

Source: C2SP age specification, "scrypt recipient type".
"""

import os
import re

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from voice.errors import NotReadable, Refused
from voice.sealing.age import Random, make_file, open_file
from voice.sealing.header import Stanza, bad_header, encode64
from voice.sealing.words import spell
from voice.sealing.wrapping import unwrap_key, wrap_key

WORK_FACTOR = 18
"""Base-2 logarithm of scrypt's N: 256 MiB and about a second."""
MAX_WORK_FACTOR = 22
"""Above it a file is a memory bomb (4 GiB), not a key."""
PASSPHRASE_WORDS = 7


def new_passphrase(random: Random = os.urandom) -> str:
    """Seven words joined by hyphens: 77 bits."""
    return "-".join(spell(random(10), PASSPHRASE_WORDS))


def lock(
    plain: bytes, passphrase: str, factor: int = WORK_FACTOR, random: Random = os.urandom
) -> bytes:
    """`plain` as a binary age file under `passphrase`.

    Raises: Refused, slug `no-passphrase`.
    """
    if not passphrase:
        raise Refused("no-passphrase", "A file cannot be locked with nothing.")

    def wrap(file_key: bytes) -> tuple[Stanza, ...]:
        salt = random(16)
        body = wrap_key(_scrypt(passphrase, salt, factor), file_key)
        return (Stanza("scrypt", (encode64(salt), str(factor)), body),)

    return make_file(plain, wrap, random)


def unlock(file: bytes, passphrase: str) -> bytes:
    """What `file` holds. Seven words may be typed with spaces or capitals as well.

    Raises: NotReadable, slug `wrong-passphrase`, `not-locked` (sealed to recipients instead),
    `memory`, `header`, `mac` or `payload`.
    """

    def unwrap(stanzas: tuple[Stanza, ...]) -> bytes | None:
        tried = (_unwrapped(stanzas[0], each) for each in _spellings(passphrase))
        return next((key for key in tried if key is not None), None)

    try:
        return open_file(file, unwrap)
    except NotReadable as error:
        if error.slug != "no-match":
            raise
        raise NotReadable(
            "wrong-passphrase",
            "The passphrase does not fit this file.",
            "Check each word against the sheet it was written on.",
        ) from error


def _spellings(passphrase: str) -> tuple[str, ...]:
    """What was typed, and the way `new_passphrase` writes it where that is another."""
    words = passphrase.lower().replace("-", " ").split()
    usual = "-".join(words)
    if len(words) == PASSPHRASE_WORDS and usual != passphrase:
        return passphrase, usual
    return (passphrase,)


def _unwrapped(stanza: Stanza, passphrase: str) -> bytes | None:
    if stanza.kind != "scrypt":
        raise NotReadable("not-locked", "This file is not locked with a passphrase.")
    if not re.fullmatch("[1-9][0-9]?", stanza.arguments[1]):
        raise bad_header("its work factor is not a number")
    factor = int(stanza.arguments[1])
    if factor > MAX_WORK_FACTOR:
        raise bad_header(f"its work factor is {factor}, above {MAX_WORK_FACTOR}")
    try:
        return unwrap_key(_scrypt(passphrase, stanza.share(), factor), stanza.body)
    except MemoryError as error:
        raise NotReadable(
            "memory",
            f"Work factor {factor} needs {2 ** (factor - 10)} MiB of memory, which is not free.",
            "Close other programs, or use a machine with more memory.",
        ) from error


def _scrypt(passphrase: str, salt: bytes, factor: int) -> bytes:
    label = b"age-encryption.org/v1/scrypt"
    return Scrypt(label + salt, 32, 2**factor, 8, 1).derive(
        passphrase.encode(errors="surrogatepass")
    )
