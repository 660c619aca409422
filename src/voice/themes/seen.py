"""`Sight`: texts as numbers that themes can be learnt from: words, hits, question, vectors.

The same sight must be used for learning and for use, so it is a part of what was learnt. Numpy is
needed (extra `learn`).
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Self

import msgspec
import numpy as np
import numpy.typing as npt

from voice.themes.coding import Hit
from voice.themes.normalise import fold, words

Floats = npt.NDArray[np.float64]

MOST_FEATURES = 6_000
"""Words and terms, the most frequent ones; with more, matrices outgrow a small machine."""
_WORD, _TERM, _HIT, _ASKED = "word:", "term:", "theme:", "asked:"
_SCALES = {_TERM: 0.5, _HIT: 0.7, _ASKED: 0.5}
_NEAR = 6.0
_STEEP = 4.0
"""Vectors are alike by how far apart they are: two comments on one subject, much; others, not."""


class Text(msgspec.Struct, frozen=True):
    """A tidy text, the codebook's hits in it, and the question it answers, if that is known."""

    text: str
    hits: tuple[Hit, ...]
    asked: str = ""


class Seen(NamedTuple):
    """Texts as numbers; the first axis is always the text."""

    rows: Floats
    """Features whose weight is each theme's own (text, feature)."""
    vectors: Floats | None
    """What an encoder makes of them, if they were read by one."""
    own: Floats
    """What speaks for one theme alone (text, theme, clue)."""
    clues: Floats
    """What speaks for a theme in the same way for all themes (text, theme, clue)."""


class Sight(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is looked at in a text."""

    themes: tuple[str, ...]
    features: dict[str, float]
    """What stands in a text → how much it weighs; words that few texts have weigh more."""
    taught: tuple[tuple[float, ...], ...] = ()
    """What hits teach the vectors: a row for each theme, a bias last. None without vectors."""

    @classmethod
    def of(cls, texts: Sequence[Text], themes: Sequence[str], vectors: Floats | None) -> Self:
        """Looks at whatever two texts have or more."""
        often = Counter(feature for each in texts for feature in _present(each))
        kept = sorted((f for f, n in often.items() if n > 1), key=lambda f: (-often[f], f))
        features = {
            f: _SCALES.get(_kind(f), round(math.log((1 + len(texts)) / (1 + often[f])) + 1, 5))
            for f in sorted(kept[:MOST_FEATURES])
        }
        first = cls(themes=tuple(themes), features=features)
        if vectors is None:
            return first
        taught = teach(vectors, first.hit(texts))
        return cls(
            themes=first.themes,
            features=features,
            taught=tuple(tuple(round(float(w), 5) for w in each) for each in taught.T),
        )

    def hit(self, texts: Sequence[Text]) -> Floats:
        """How often terms of each theme stand in each text (text, theme)."""
        column = {theme: at for at, theme in enumerate(self.themes)}
        found = np.zeros((len(texts), len(self.themes)))
        for row, each in enumerate(texts):
            for hit in each.hits:
                if hit.owner in column:
                    found[row, column[hit.owner]] += 1
        return found

    def weak(self, vectors: Floats) -> Floats:
        """What hits taught the vectors, said of these (text, theme)."""
        told = np.array(self.taught).T
        said: Floats = vectors @ told[:-1] + told[-1]
        return said

    def see(
        self, texts: Sequence[Text], vectors: Floats | None, weak: Floats | None = None
    ) -> Seen:
        """The texts as numbers. `weak` comes with the vectors unless it is worked out here."""
        rows, hits = self._rows(texts), self.hit(texts)
        if vectors is not None and weak is None:
            weak = self.weak(vectors)
        return Seen(rows, vectors, _own(hits, weak), _clues(texts, hits, weak))

    def _rows(self, texts: Sequence[Text]) -> Floats:
        column = {feature: at for at, feature in enumerate(self.features)}
        rows = np.zeros((len(texts), len(column)))
        for row, each in enumerate(texts):
            for feature, value in self.weighed(each).items():
                rows[row, column[feature]] = value
        return rows

    def weighed(self, text: Text) -> dict[str, float]:
        """The features that stand in one text, words together of length one."""
        present = _present(text)
        known = {each: times for each, times in present.items() if each in self.features}
        said = {
            each: (1 + math.log(times)) * self.features[each]
            for each, times in known.items()
            if _kind(each) == _WORD
        }
        length = math.sqrt(math.fsum(value * value for value in said.values())) or 1.0
        scaled = {each: self.features[each] for each in known if _kind(each) != _WORD}
        return {each: value / length for each, value in said.items()} | scaled


def alike(some: Floats, others: Floats) -> Floats:
    """How like each other vectors are (one, other)."""
    like: Floats = _NEAR * np.exp(_STEEP * (some @ others.T - 1))
    return like


def teach(vectors: Floats, hits: Floats) -> Floats:
    """Weights of ridge regression from vectors to hits, in standard deviations; the bias last."""
    marks = (hits > 0).astype(float)
    often = marks.mean(axis=0)
    told = vectors.T @ vectors + 3 * np.eye(vectors.shape[1])
    weights = np.linalg.solve(told, vectors.T @ (marks - often))
    said = vectors @ weights
    spread = said.std(axis=0) + 1e-9
    return np.vstack([weights / spread, -said.mean(axis=0) / spread])


def shown(feature: str) -> str:
    """A feature as a reason that a reader can follow; "" where it is none."""
    kind = _kind(feature)
    if kind == _WORD:
        return feature.removeprefix(_WORD)
    return feature.removeprefix(_TERM).partition(" ")[2] if kind == _TERM else ""


def _kind(feature: str) -> str:
    return feature[: feature.index(":") + 1]


def _present(text: Text) -> Counter[str]:
    written = [fold(word) for word in words(text.text)]
    pairs = (f"{one} {other}" for one, other in pairwise(written))
    told = {f"{_TERM}{hit.owner} {hit.term}" for hit in text.hits}
    told |= {f"{_HIT}{hit.owner}" for hit in text.hits}
    if text.asked:
        told.add(f"{_ASKED}{text.asked}")
    return Counter([*(f"{_WORD}{each}" for each in (*written, *pairs)), *sorted(told)])


def _own(hits: Floats, weak: Floats | None) -> Floats:
    hit = (hits > 0).astype(float)
    alone = hit / np.maximum(hit.sum(axis=1, keepdims=True), 1)
    said = [hit, np.minimum(hits, 2), alone]
    if weak is not None:
        said += [0.5 * weak, 0.5 * hit * weak]
    return np.stack(said, axis=2)


def _clues(texts: Sequence[Text], hits: Floats, weak: Floats | None) -> Floats:
    hit = (hits > 0).astype(float)
    others = hit.sum(axis=1, keepdims=True) - hit
    long = np.log1p([len(each.text.split()) for each in texts])[:, None] * np.ones_like(hit)
    said = [others, long] if weak is None else [weak, others, long]
    return np.stack([hit, np.minimum(hits, 3), *said, *(hit * each for each in said)], axis=2)
