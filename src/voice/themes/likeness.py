"""`Likeness`: which theme a text is most like, learnt from example sentences and from the round.

One logistic regression for all themes on vectors, and the hits of terms as evidence beside it. It
starts with the themes' example sentences. Then texts that nobody coded are shared out among the
themes by how likely each is, and it is learnt again: so hits teach which other words mean the same,
in each language. No second model is needed, and the same input gives the same result.
"""

from typing import Self

import msgspec
import numpy as np
import numpy.typing as npt

from voice.themes.encoder import Vectors

ROUNDS = 1
"""More add nothing: measured in bench/themes/sib.py, as are all of these."""
SOFT = 0.5
POOLED = 0.3
"""An uncoded text weighs that much beside an example."""
SHARP = 2.0
"""Texts are shared out more decidedly than the regression says."""
PER_HIT = 0.75
"""What one hit adds to a theme's log-odds; more than `MOST_HITS` add nothing."""
MOST_HITS = 3

_TURNS = 40

Shares = npt.NDArray[np.float64]
"""One row a text, one column a theme; a row's shares make 1."""
Hits = npt.NDArray[np.float64]
"""How many terms of each theme stand in each text."""


class Settings(msgspec.Struct, frozen=True):
    """How it learns."""

    rounds: int = ROUNDS
    soft: float = SOFT
    pooled: float = POOLED


class Likeness:
    """Shares of likeness to each theme."""

    def __init__(self, weights: Shares) -> None:
        """One row a number of the vector, then a row of biases; one column a theme."""
        self._weights = weights

    @classmethod
    def learn(
        cls,
        told: tuple[Vectors, npt.NDArray[np.int64]],
        pool: Vectors,
        hits: Hits,
        how: Settings | None = None,
    ) -> Self:
        """Learns from centred examples, the number of each one's theme, and uncoded texts.

        Themes are numbered from 0 without gaps; `hits` are those of the uncoded texts.
        """
        how = how or Settings()
        examples, owners = told
        wanted = np.eye(int(owners.max()) + 1)[owners]
        learnt = cls(_fit(examples, wanted, np.ones(len(examples)), how.soft))
        rows = np.vstack([examples, pool])
        weigh = np.repeat([1.0, how.pooled], [len(examples), len(pool)])
        for _ in range(how.rounds if len(pool) else 0):
            said = _shared(SHARP * learnt._odds(pool, hits))
            both = np.vstack([wanted, said])
            learnt = cls(_fit(rows, both, weigh, how.soft, learnt._weights))
        return learnt

    def shares(self, rows: Vectors, hits: Hits) -> Shares:
        """How likely each theme is for each row, if it is one of them."""
        return _shared(self._odds(rows, hits))

    def _odds(self, rows: Vectors, hits: Hits) -> Shares:
        said: Shares = rows @ self._weights[:-1] + self._weights[-1]
        return said + PER_HIT * np.minimum(hits, MOST_HITS)


def _fit(
    rows: Vectors, wanted: Shares, weigh: Shares, soft: float, start: Shares | None = None
) -> Shares:
    """Weights whose shares come near the wanted ones.

    Newton's method with a bound in place of the curvature, so that it is inverted once; with
    momentum, for a set number of turns. Source: Böhning (1992), "Multinomial logistic regression
    algorithm".
    """
    wide = np.hstack([rows.astype(np.float64), np.ones((len(rows), 1))])
    drawn = np.append(np.full(rows.shape[1], soft), 1e-6)
    step = np.linalg.inv(0.5 * (wide * weigh[:, None]).T @ wide + np.diag(drawn))
    weights = np.zeros((wide.shape[1], wanted.shape[1])) if start is None else start
    ahead = weights
    for turn in range(_TURNS):
        missing = wide.T @ (weigh[:, None] * (wanted - _shared(wide @ ahead)))
        moved = ahead + step @ (missing - drawn[:, None] * ahead)
        ahead = moved + turn / (turn + 3) * (moved - weights)
        weights = moved
    return weights


def _shared(odds: Shares) -> Shares:
    grown = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares: Shares = grown / grown.sum(axis=1, keepdims=True)
    return shares
