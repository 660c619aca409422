"""`Learned`: what people's codes taught, theme by theme, as words with weights. It only suggests.

A theme is learnt from eight codings on, and kept where that does better than the codebook alone on
codings it was not learnt from; else the codebook speaks. Reading it needs
nothing beyond Voice; learning needs the extra `learn` (`voice.themes.learning`).
"""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix, Refused
from voice.themes.codebook import Codebook
from voice.themes.coding import Hit
from voice.themes.normalise import fold, words

ENOUGH = 8
"""Codings of a theme from which on it is learnt."""
SURE = 0.5
"""A score from which on the theme is suggested."""
_MOST_REASONS = 3
_HIT = "theme:"


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one theme is known: the sum of the weights of what stands in a text, and the bias."""

    bias: float
    weights: dict[str, float]
    coded: int
    """How many comments people gave this theme."""
    f1: float
    """How well it did on comments it had not learnt from; 1 is perfect."""
    f1_codebook: float
    """How well the codebook alone did on the same."""


class Reason(msgspec.Struct, frozen=True):
    """A suggestion, how sure it is (from 0 to 1), and the words that count most for it."""

    theme: str
    score: float
    words: tuple[str, ...]


class Learned(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that was learnt with one codebook."""

    v: int = 1
    codebook: str
    """Its fingerprint."""
    counting: str
    rare: dict[str, float]
    """How telling a feature is: rare ones more."""
    themes: dict[str, Weights]

    def suggest(self, text: str, hits: Iterable[Hit]) -> tuple[Reason, ...]:
        """Each learnt theme's score for a tidy text in which the codebook found these hits."""
        present = weighed(features(text, hits), self.rare)
        return tuple(
            _reason(theme, weights, present) for theme, weights in sorted(self.themes.items())
        )


def features(text: str, hits: Iterable[Hit]) -> dict[str, int]:
    """What may count in a text: words, pairs of words, and the themes whose terms were found."""
    found: dict[str, int] = {}
    written = [fold(word) for word in words(text)]
    pairs = (f"{one} {other}" for one, other in pairwise(written))
    told = {f"{_HIT}{hit.owner}{more}" for hit in hits for more in ("", f" {hit.term}")}
    for each in (*written, *pairs, *sorted(told)):
        found[each] = found.get(each, 0) + 1
    return found


def weighed(present: dict[str, int], rare: dict[str, float]) -> dict[str, float]:
    """Features that are known, each by how often and how rare, together of length one.

    The codebook's word stays what it is: a hit counts one.
    """
    said = {
        each: (1 + math.log(times)) * rare[each]
        for each, times in present.items()
        if each in rare and not each.startswith(_HIT)
    }
    length = math.sqrt(sum(value * value for value in said.values())) or 1.0
    told = {each: value / length for each, value in said.items()}
    return told | {each: 1.0 for each in present if each in rare and each.startswith(_HIT)}


def load_learned(path: Path, codebook: Codebook) -> Learned:
    """What was learnt with this codebook.

    Raises:
        OperatorMustFix: "learned-unreadable".
        Refused: "learned-other": the codebook counts another way than the one it was learnt with.
    """
    try:
        learned = msgspec.json.decode(path.read_bytes(), type=Learned)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise OperatorMustFix(
            "learned-unreadable",
            f"{path} cannot be read: {problem}",
            "make it anew with: voice themes learn",
        ) from problem
    if learned.counting != codebook.counting:
        raise Refused(
            "learned-other",
            f"{path} was learnt with another version of the codebook ({learned.codebook})",
            "learn anew with this one, or name the other",
        )
    return learned


def _reason(theme: str, weights: Weights, present: dict[str, float]) -> Reason:
    counted = {each: weights.weights.get(each, 0.0) * value for each, value in present.items()}
    total = weights.bias + math.fsum(counted.values())
    score = 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))
    return Reason(theme, score, tuple(_most(counted)))


def _most(counted: dict[str, float]) -> Iterator[str]:
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    for word, value in ranked[:_MOST_REASONS]:
        if value > 0:
            yield word
