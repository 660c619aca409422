"""How hard English words are to read: the Flesch-Kincaid grade, with our own count of syllables.

Source: J. P. Kincaid and others, Derivation of New Readability Formulas (1975). Libraries that
do this fetch a dictionary from the network when they first run, so this is our own.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeioucsxzgh]es)$")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, without empty ones."""
    return [each.strip() for each in _SENTENCE_END.split(text) if each.strip()]


def words(text: str) -> list[str]:
    """The words of `text`; `don't` is one."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels. Right for about nine in ten words."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    groups = len(_VOWELS.findall(plain))
    silent = 1 if groups > 1 and _SILENT.search(plain) else 0
    return max(groups - silent, 1)


def grade(texts: Iterable[str]) -> float:
    """The school grade (United States) of all texts together; 0.0 where there is no word."""
    parts = [words(each) for text in texts for each in sentences(text)]
    parts = [each for each in parts if each]
    every = [word for part in parts for word in part]
    if not every:
        return 0.0
    spoken = sum(map(syllables, every))
    return 0.39 * len(every) / len(parts) + 11.8 * spoken / len(every) - 15.59
