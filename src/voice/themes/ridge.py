"""`ridge`: kernel ridge regression for all themes at once, and what it says of unseen texts.

One matrix of likeness serves all themes. A theme's own clues (hits of its terms, what hits teach)
come on top, for that theme alone, so that they need few codings to count. What a text would score
if it had been left out has a closed form, so nothing is learnt twice.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SOFT = 3.0
"""How much is left unexplained rather than learnt by heart."""


class Ridge(NamedTuple):
    """A score from 0 to 1 for every theme: by likeness to what was learnt from, and own clues."""

    alike: Floats
    """(text learnt from, theme)"""
    own: Floats
    """(theme, clue)"""
    bias: Floats
    """One a theme."""

    def scores(self, said: Floats, own: Floats) -> Floats:
        """Of texts (text, theme); `said` is likeness times `alike`."""
        scores: Floats = said + np.einsum("itc,tc->it", own, self.own) + self.bias
        return scores


def ridge(like: Floats, own: Floats, marks: Floats, weigh: Floats) -> tuple[Ridge, Floats]:
    """Learns from marked texts; also gives each text's score as if it had been left out.

    `like` (text, text), `own` (text, theme, clue), `marks` (text, theme) of 0 and 1; `weigh` says
    how much each text counts.
    """
    middle = weigh @ marks / weigh.sum()
    told = marks - middle
    clues = own - np.einsum("i,itc->tc", weigh, own) / weigh.sum()
    solved = np.linalg.inv(like + 1 + np.diag(SOFT / weigh))
    spread, plain = np.diag(solved), solved @ told
    found, unseen = np.zeros(told.shape), np.zeros(told.shape)
    weights = np.zeros(own.shape[1:])
    for theme in range(told.shape[1]):
        some = clues[:, theme]
        reach = solved @ some
        # Woodbury: the inverse for this theme's likeness, by way of the common one
        more = reach @ np.linalg.inv(np.eye(some.shape[1]) + some.T @ reach)
        found[:, theme] = plain[:, theme] - more @ (reach.T @ told[:, theme])
        unseen[:, theme] = marks[:, theme] - found[:, theme] / (spread - (more * reach).sum(axis=1))
        weights[theme] = some.T @ found[:, theme]
    away = np.einsum("tc,tc->t", own[0] - clues[0], weights)
    return Ridge(found, weights, middle + found.sum(axis=0) - away), unseen
