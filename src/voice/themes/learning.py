"""`learn`: codings by people → `Learned`, one linear classifier a theme; needs the extra `learn`.

The same codings give the same bytes: no chance is used, and nothing depends on processors. Sums
run in one order, so no library of matrices is used for them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from voice.themes.codebook import Codebook
from voice.themes.coding import Hit
from voice.themes.learned import ENOUGH, Learned, Weights, features, weighed

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

FOLDS = 4
TURNS = 20
COST = 0.3
"""How much a wrong coding weighs beside a large weight."""
STEEP = 4.0
"""How soon a score goes from unsure to sure."""
_STRIDE = 7919
"""A prime: rows are taken in an order that has nothing to do with the file's."""
MOST_FEATURES = 30_000
SMOOTH = 15
"""Codings at which a theme's own threshold and the common one weigh the same."""
_GRID = np.linspace(-1.2, 0.6, 46)


class Example(msgspec.Struct, frozen=True):
    """A tidy text, the codebook's hits in it, and the themes that people gave it."""

    text: str
    hits: tuple[Hit, ...]
    themes: frozenset[str]


class _Rows(NamedTuple):
    """Weighed features of texts: which column, how much, and where each row begins."""

    column: npt.NDArray[np.int64]
    value: Floats
    start: npt.NDArray[np.int64]
    width: int

    def part(self, rows: npt.NDArray[np.int64]) -> "_Rows":
        ends = np.append(self.start[1:], len(self.column))
        kept = [np.arange(self.start[row], ends[row]) for row in rows]
        at = np.concatenate(kept)
        start = np.cumsum([0, *(len(each) for each in kept[:-1])])
        return _Rows(self.column[at], self.value[at], start, self.width)

    def times(self, weights: Floats) -> Floats:
        return np.add.reduceat(weights[self.column] * self.value[:, None], self.start, axis=0)


def learn(
    examples: Sequence[Example],
    codebook: Codebook,
    progress: Callable[[int], None] = lambda _: None,
) -> Learned:
    """Learns themes with eight codings or more; keeps those that do better than the codebook alone.

    Better is measured on codings that were not learnt from. `progress` is told `FOLDS + 1` steps.
    """
    coded = Counter(theme for each in examples for theme in each.themes)
    themes = [each.id for each in codebook.active if coded[each.id] >= ENOUGH]
    present = [features(each.text, each.hits) for each in examples]
    rare = _rare(present)
    fitted: dict[str, Weights] = {}
    if themes:
        rows = _rows([weighed(each, rare) for each in present], {w: n for n, w in enumerate(rare)})
        marks = np.array([[theme in each.themes for theme in themes] for each in examples])
        found = np.array(
            [[theme in {hit.owner for hit in each.hits} for theme in themes] for each in examples]
        )
        fitted = _fit_all(rows, marks, found, _Names(themes, list(rare)), progress)
    return Learned(
        codebook=codebook.fingerprint, counting=codebook.counting, rare=rare, themes=fitted
    )


class _Names(NamedTuple):
    themes: list[str]
    features: list[str]


def _fit_all(
    rows: _Rows, marks: Marks, found: Marks, names: _Names, progress: Callable[[int], None]
) -> dict[str, Weights]:
    apart = _apart(rows, marks, progress)
    thresholds = _thresholds(apart, marks)
    weights = _fit(rows, marks)
    progress(1)
    f1, by_codebook = _f1(apart > thresholds, marks), _f1(found, marks)
    return {
        theme: Weights(
            bias=round(STEEP * float(weights[-1, n] - thresholds[n]), 5),
            weights={
                name: round(STEEP * float(weight), 5)
                for name, weight in zip(names.features, weights[:-1, n], strict=True)
                if abs(weight) >= 0.001
            },
            coded=int(marks[:, n].sum()),
            f1=round(float(f1[n]), 3),
            f1_codebook=round(float(by_codebook[n]), 3),
        )
        for n, theme in enumerate(names.themes)
        if f1[n] > by_codebook[n]
    }


def _rare(present: list[dict[str, int]]) -> dict[str, float]:
    """Features of two texts or more, the most frequent ones if there are too many; and how rare."""
    seen = Counter(feature for each in present for feature in each)
    kept = sorted((f for f, n in seen.items() if n > 1), key=lambda f: (-seen[f], f))
    total = len(present)
    return {
        f: round(float(np.log((1 + total) / (1 + seen[f])) + 1), 5)
        for f in sorted(kept[:MOST_FEATURES])
    }


def _rows(present: list[dict[str, float]], column: dict[str, int]) -> _Rows:
    """One more column, of ones, is the bias; so no row is empty."""
    bias = len(column)
    cells = [[*((column[f], v) for f, v in sorted(each.items())), (bias, 1.0)] for each in present]
    start = np.cumsum([0, *(len(each) for each in cells[:-1])])
    flat = [cell for each in cells for cell in each]
    columns = np.array([cell[0] for cell in flat])
    return _Rows(columns, np.array([cell[1] for cell in flat]), start, bias + 1)


def _fit(rows: _Rows, marks: Marks) -> Floats:
    """Weights of every feature for every theme: squared hinge loss, by dual coordinate descent.

    Source: Hsieh and others (2008), "A dual coordinate descent method for large-scale linear SVM".
    """
    ends = np.append(rows.start[1:], len(rows.column))
    count = len(marks)
    sign = np.where(marks, 1.0, -1.0)
    soft = 1 / (2 * COST)
    length = np.add.reduceat(rows.value**2, rows.start) + soft
    dual = np.zeros(marks.shape)
    weights = np.zeros((rows.width, marks.shape[1]))
    for turn in range(TURNS):
        for place in range(count):
            row = (place * _STRIDE + turn) % count
            at = slice(rows.start[row], ends[row])
            column, value = rows.column[at], rows.value[at]
            slope = sign[row] * np.einsum("i,ij->j", value, weights[column]) - 1 + soft * dual[row]
            new = np.maximum(dual[row] - slope / length[row], 0.0)
            weights[column] += value[:, None] * ((new - dual[row]) * sign[row])
            dual[row] = new
    return weights


def _apart(rows: _Rows, marks: Marks, progress: Callable[[int], None]) -> Floats:
    """What each text scores by weights that were not learnt from it."""
    scores = np.zeros(marks.shape)
    numbers = np.arange(len(marks))
    for fold in range(FOLDS):
        out = numbers % FOLDS == fold
        weights = _fit(rows.part(numbers[~out]), marks[~out])
        scores[out] = rows.part(numbers[out]).times(weights)
        progress(1)
    return scores


def _thresholds(scores: Floats, marks: Marks) -> Floats:
    """Where each theme begins: its own best place, drawn to the common one while it has few."""
    f1 = np.array([_f1(scores > at, marks) for at in _GRID])
    common = _GRID[f1.mean(axis=1).argmax()]
    own = _GRID[f1.argmax(axis=0)]
    positive = marks.sum(axis=0)
    return np.asarray((positive * own + SMOOTH * common) / (positive + SMOOTH))


def _f1(found: Marks, marks: Marks) -> Floats:
    both = (found & marks).sum(axis=0)
    return np.asarray(2 * both / np.maximum(found.sum(axis=0) + marks.sum(axis=0), 1))
