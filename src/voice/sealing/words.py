"""Bits as common words: fingerprints to read aloud, and passphrases to write down.

Source: `words.txt` is the English list of BIP 39 (2048 words, the first four letters of each are
its own), from the PyPI package `mnemonic`, MIT licence; see `words.LICENSE`.
"""

import functools
import importlib.resources

BITS = 11
"""Bits in one word."""


@functools.cache
def word_list() -> tuple[str, ...]:
    """The 2048 words, in order."""
    file = importlib.resources.files("voice.sealing") / "words.txt"
    return tuple(file.read_text(encoding="ascii").split())


def spell(data: bytes, count: int) -> list[str]:
    """The first `count` × 11 bits of `data` as `count` words."""
    number = int.from_bytes(data, "big") >> (len(data) * 8 - count * BITS)
    words = word_list()
    return [words[number >> BITS * place & 2047] for place in reversed(range(count))]
