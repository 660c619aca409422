"""`telling_words`: the words that set some texts of a language apart from the others.

So a bilingual panel member is asked "does this word speak of money?" and need not invent words.
The texts are those the encoder put near a theme: the words carry what English examples mean into a
language whose codebook is still empty.
"""

import math
from collections import Counter
from collections.abc import Container, Iterable

import msgspec

from voice.themes.normalise import fold, tidy, words

LEAST_TEXTS = 3
"""A word must stand in so many texts of the theme."""
MOST_WORDS = 12
LEAST_LETTERS = 2
_SURE = 1.64
"""Standard errors by which the word's odds must differ."""


class TellingWord(msgspec.Struct, frozen=True):
    """A word, in how many of the texts it stands, in how many others, and how telling it is."""

    word: str
    inside: int
    outside: int
    score: float


def telling_words(
    inside: Iterable[str], outside: Iterable[str], known: Container[str] = ()
) -> tuple[TellingWord, ...]:
    """The most telling words of the texts inside, best first; without folded words that are known.

    None where there is nothing to set them apart from.
    """
    there, size_there = _spread(inside)
    elsewhere, size_elsewhere = _spread(outside)
    found = []
    if not size_elsewhere:
        return ()
    for word, texts in there.items():
        if texts < LEAST_TEXTS or len(word) < LEAST_LETTERS or word in known or word.isdigit():
            continue
        others = elsewhere[word]
        odds = _odds(texts, size_there) - _odds(others, size_elsewhere)
        error = math.sqrt(1 / (texts + 0.5) + 1 / (others + 0.5))
        if odds / error > _SURE:
            found.append(TellingWord(word, texts, others, round(odds / error, 2)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.word))[:MOST_WORDS])


def _spread(texts: Iterable[str]) -> tuple[Counter[str], int]:
    """In how many texts each word stands, and the number of texts."""
    seen: Counter[str] = Counter()
    size = 0
    for text in texts:
        size += 1
        seen.update({fold(word) for word in words(tidy(text))})
    return seen, size


def _odds(texts: int, size: int) -> float:
    return math.log((texts + 0.5) / (size - texts + 0.5))
