"""Bech32 text: how age writes recipients and identities, with a checksum that finds typing slips.

Source: BIP 173, without its limit of 90 characters (C2SP age specification, "X25519 recipient").
"""

from collections.abc import Iterable

from voice.errors import NotReadable

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    """`data` as lower-case Bech32 under the human-readable `prefix`."""
    fives = _regroup(data, 8, 5)
    if spare := len(data) * 8 % 5:
        fives.append((data[-1] << (5 - spare)) & 31)
    checksum = _polymod([*_expand(prefix), *fives, 0, 0, 0, 0, 0, 0]) ^ 1
    fives += [(checksum >> 5 * (5 - i)) & 31 for i in range(6)]
    return prefix + "1" + "".join(_ALPHABET[five] for five in fives)


def decode(prefix: str, text: str) -> bytes:
    """The bytes of lower-case Bech32 `text`, which must stand under `prefix`.

    Raises: NotReadable, slug `bech32`, for another prefix, a stray character, a checksum that does
    not fit or padding that is not zero.
    """
    found, separator, tail = text.rpartition("1")
    if not separator or found != prefix:
        raise NotReadable("bech32", f"It starts with {text[:12]!r}, not with {prefix + '1'!r}.")
    fives = [_ALPHABET.find(letter) for letter in tail]
    if len(fives) < 6 or min(fives) < 0:
        raise NotReadable("bech32", "It has a character that does not belong, or is cut short.")
    if _polymod([*_expand(prefix), *fives]) != 1:
        raise NotReadable("bech32", "Its checksum does not fit: a character is wrong or missing.")
    spare = len(fives[:-6]) * 5 % 8
    if spare > 4 or (spare and fives[-7] & ((1 << spare) - 1)):
        raise NotReadable("bech32", "Its last character carries bits that must be zero.")
    return bytes(_regroup(fives[:-6], 5, 8))


def _regroup(values: Iterable[int], from_bits: int, to_bits: int) -> list[int]:
    """The same bits in groups of `to_bits`; a last group that is not full is left out."""
    held, bits, groups = 0, 0, []
    for value in values:
        held, bits = (held << from_bits | value) & 0xFFF, bits + from_bits
        while bits >= to_bits:
            bits -= to_bits
            groups.append(held >> bits & ((1 << to_bits) - 1))
    return groups


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: Iterable[int]) -> int:
    state = 1
    for value in values:
        top, state = state >> 25, (state & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                state ^= term
    return state
