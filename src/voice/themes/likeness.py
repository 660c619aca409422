"""`Likeness`: which theme a vector is most like, learnt from example sentences and from the round.

Every theme is a cloud around its middle, all clouds of one shape (linear discriminant analysis). It
starts with the themes' example sentences; then texts that nobody coded are shared out among the
themes by how likely each is, and middles and shape are made again: self-training that needs no
second model, and gives the same result for the same input.
"""

from typing import Self

import msgspec
import numpy as np
import numpy.typing as npt

from voice.themes.encoder import Vectors

ROUNDS = 3
"""More begin to drift: measured in bench/themes/sib.py."""
SHRINK = 0.8
"""How much of the clouds' shape is a plain ball: examples are few."""
ANCHOR = 0.15
"""The examples weigh at least this share of what they learn from."""

_LEAST_BALL = 1e-3
"""One example a theme has no spread of its own."""

Shares = npt.NDArray[np.float64]
"""One row a text, one column a theme; a row's shares make 1."""


class Settings(msgspec.Struct, frozen=True):
    """How it learns."""

    rounds: int = ROUNDS
    shrink: float = SHRINK
    anchor: float = ANCHOR


class Likeness:
    """Shares of likeness to each theme."""

    def __init__(self, weights: Shares, bias: Shares) -> None:
        self._weights = weights
        self._bias = bias

    @classmethod
    def learn(
        cls, examples: Vectors, owners: npt.NDArray[np.int64], pool: Vectors, how: Settings
    ) -> Self:
        """Learns from centred examples, the number of each one's theme, and uncoded texts.

        Themes are numbered from 0 without gaps.
        """
        told = np.eye(int(owners.max()) + 1)[owners]
        weight = max(1.0, how.anchor * len(pool) / len(examples))
        learnt = cls(*_clouds(examples, told, how.shrink))
        rows = np.vstack([examples, pool])
        for _ in range(how.rounds if len(pool) else 0):
            shares = np.vstack([weight * told, learnt.shares(pool)])
            learnt = cls(*_clouds(rows, shares, how.shrink))
        return learnt

    def shares(self, rows: Vectors) -> Shares:
        """How likely each theme is for each row, if it is one of them."""
        said = rows @ self._weights + self._bias
        grown = np.exp(said - said.max(axis=1, keepdims=True))
        shares: Shares = grown / grown.sum(axis=1, keepdims=True)
        return shares


def _clouds(rows: Vectors, shares: Shares, shrink: float) -> tuple[Shares, Shares]:
    """Weights and bias of the discriminant between clouds with these shares of the rows."""
    wide = rows.astype(np.float64)
    sizes = shares.sum(axis=0)
    middles = (shares.T @ wide) / sizes[:, None]
    shape = (wide.T * shares.sum(axis=1)) @ wide - (middles.T * sizes) @ middles
    shape /= sizes.sum()
    ball = max(np.trace(shape) / len(shape), _LEAST_BALL) * np.eye(len(shape))
    weights = np.linalg.solve((1 - shrink) * shape + shrink * ball, middles.T)
    bias = np.log(sizes / sizes.sum()) - (middles.T * weights).sum(axis=0) / 2
    return weights, bias
