"""Kernel ridge regression for all themes at once, and what it says of comments it had not seen.

One matrix of likeness serves all themes. A theme's own clues (hits of its terms, nearness to its
examples) come on top, for that theme alone, so that they need few codings to count. What a comment
would score if it had been left out has a closed form, so nothing is learnt twice.
"""

import numpy as np

SOFT = 3.0
"""How much is left unexplained rather than learnt by heart."""
_SURE = 0.003


def odds(scores: np.ndarray) -> np.ndarray:
    """Scores from 0 to 1 as logits; what lies outside is drawn in."""
    inside = np.clip(scores, _SURE, 1 - _SURE)
    return np.log(inside / (1 - inside))


def ridge(
    like: np.ndarray, clues: np.ndarray, coded: np.ndarray, train: np.ndarray, test: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Scores of the training part, each as if left out, and of the test part.

    `like` is every comment's likeness to every other, `clues` (comment, theme, clue) are the
    themes' own.
    """
    middle = coded[train].mean(axis=0)
    told = coded[train] - middle
    solved = np.linalg.inv(like[np.ix_(train, train)] + SOFT * np.eye(len(train)))
    spread, weights = np.diag(solved), solved @ told
    seen, unseen = np.zeros(told.shape), np.zeros((len(test), told.shape[1]))
    for theme in range(told.shape[1]):
        own = clues[:, theme] - clues[train, theme].mean(axis=0)
        some = own[train]
        reach = solved @ some
        # Woodbury: the inverse for this theme's likeness, by way of the common one
        more = reach @ np.linalg.inv(np.eye(some.shape[1]) + some.T @ reach)
        weight = weights[:, theme] - more @ (reach.T @ told[:, theme])
        seen[:, theme] = coded[train, theme] - weight / (spread - (more * reach).sum(axis=1))
        said = like[np.ix_(test, train)] @ weight + own[test] @ (some.T @ weight)
        unseen[:, theme] = middle[theme] + said
    return seen, unseen
