"""Chances from scores: logistic regression, and from which chance on a theme is found."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_TURNS = 25
_STILL = 1e-8
_SURE = 0.003


class Line(NamedTuple):
    """Log-odds as a weighted sum."""

    weights: Floats
    bias: float

    def __call__(self, rows: Floats) -> Floats:
        said: Floats = rows @ self.weights + self.bias
        return said


def logistic(rows: Floats, marks: Floats, weights: Floats, soft: float = 1.0) -> Line:
    """Weights by which rows are marked, found by Newton's method; the bias is free.

    `soft` draws all weights but the bias to nothing; `weights` say how much each row counts.
    """
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    drawn = np.append(np.full(rows.shape[1], soft), 1e-6)
    found = np.zeros(wide.shape[1])
    for _ in range(_TURNS):
        chance = chances(wide @ found)
        slope = wide.T @ (weights * (marks - chance)) - drawn * found
        bend = (wide * (weights * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ wide
        step = np.linalg.solve(bend + np.diag(drawn), slope)
        found += step
        if np.abs(step).max() < _STILL:
            break
    return Line(found[:-1], float(found[-1]))


def chances(odds: Floats) -> Floats:
    """Log-odds as chances."""
    grown: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return grown


def odds(scores: Floats) -> Floats:
    """Scores from 0 to 1 as log-odds; what lies outside is drawn in."""
    inside = np.clip(scores, _SURE, 1 - _SURE)
    said: Floats = np.log(inside / (1 - inside))
    return said


def best_cut(chance: Floats, weights: Floats) -> float:
    """The chance from which on to say yes, so that F1 is likely best: half the best expected F1.

    Source: Lipton, Elkan and Naryanaswamy (2014), "Optimal thresholding of classifiers to maximize
    F1 measure".
    """
    order = np.argsort(-chance, kind="stable")
    both = np.cumsum((chance * weights)[order])
    expected = 2 * both / (np.cumsum(weights[order]) + (chance * weights).sum())
    return float(expected.max() / 2)
