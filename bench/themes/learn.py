"""What a panel's codings teach about comments and themes.

Two learners. `together`: one logistic regression for all themes; it needs few codings. It learns
how far to trust a hit, nearness to the examples, what the codebook's own marks teach of uncoded
comments, and one linear classifier a theme. `stacked`, for many codings: the same with a kernel
ridge regression (`ridge`) beside the classifiers, and themes' thresholds from how likely each is.
Thresholds come from cross-validation inside the training part only.
"""

from typing import NamedTuple

import numpy as np
from ridge import odds, ridge
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

WORD = r"[\w'’]+"
FOLDS = 4
MANY = 1_000
"""Codings from which on `stacked` does better; compared on the design part, with 300 and 1,312."""
SMOOTH = 15
"""Codings at which a theme's own threshold and the common one weigh the same."""
COST = 0.05
ENOUGH = 8
"""Codings from which on a theme has likelihoods of its own."""
DRAWN = 10.0
"""Codings at which a theme's own likelihoods and the common ones weigh the same."""
SHARE = 0.3
"""Of the ridge regression beside the regression that all themes share."""
_GRID = np.linspace(-3, 1.5, 91)


class Seen(NamedTuple):
    """All that `stacked` reads, a row for every comment."""

    rows: sparse.csr_matrix
    """Features side by side."""
    clues: np.ndarray
    """Clues whose weights all themes share (comment, theme, clue)."""
    like: np.ndarray
    """Likeness of each comment to each."""
    own: np.ndarray
    """Clues that each theme weighs by itself (comment, theme, clue)."""


class Scores(NamedTuple):
    """How well predictions fit codings."""

    macro: float
    micro: float
    samples: float


def score(coded: np.ndarray, found: np.ndarray, least: int = 5) -> Scores:
    """F1 over themes with at least so many codings, over all marks, and over comments."""
    both = (coded & found).sum(axis=0)
    each = 2 * both / np.maximum(coded.sum(axis=0) + found.sum(axis=0), 1)
    micro = 2 * both.sum() / (coded.sum() + found.sum())
    rows = coded.sum(axis=1) + found.sum(axis=1)
    samples = 2 * (coded & found).sum(axis=1)[rows > 0] / rows[rows > 0]
    return Scores(each[coded.sum(axis=0) >= least].mean(), micro, samples.mean())


def text_features(texts: list[str], learn_from: np.ndarray) -> sparse.csr_matrix:
    """Words, pairs and pieces of words, weighed on the training part only."""
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2), token_pattern=WORD)
    pieces = TfidfVectorizer(sublinear_tf=True, min_df=3, analyzer="char_wb", ngram_range=(2, 5))
    some = [texts[at] for at in learn_from]
    made = [kind.fit(some).transform(texts) for kind in (words, pieces)]
    return sparse.hstack(made).tocsr()


def decide(rows: sparse.csr_matrix, coded: np.ndarray, train: np.ndarray, test: np.ndarray):
    """Decision values of each theme on the test part."""
    values = np.full((len(test), coded.shape[1]), -1.0)
    for theme in range(coded.shape[1]):
        marks = coded[train, theme]
        if 0 < marks.sum() < len(marks):
            machine = LinearSVC(C=COST, random_state=0).fit(rows[train], marks)
            values[:, theme] = machine.decision_function(rows[test])
    return values


def unseen(rows: sparse.csr_matrix, coded: np.ndarray, train: np.ndarray) -> np.ndarray:
    """Decision values on the training part, each by machines that did not see it."""
    fold = _folds(len(train))
    values = np.zeros((len(train), coded.shape[1]))
    for at in range(FOLDS):
        values[fold == at] = decide(rows, coded, train[fold != at], train[fold == at])
    return values


def together(
    rows: sparse.csr_matrix,
    clues: np.ndarray,
    coded: np.ndarray,
    train: np.ndarray,
    test: np.ndarray,
):
    """Which themes the test part has, by clues (comment, theme, clue) that all themes share.

    The first clue is whether the codebook has a hit.
    """
    some = _with(clues[train], unseen(rows, coded, train))
    rest = _with(clues[test], decide(rows, coded, train, test))
    values, said = _trusted(some, coded[train], rest)
    return said > _thresholds(values, coded[train])


def stacked(seen: Seen, coded: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Which themes the test part has, by ridge regression, classifiers and shared clues."""
    told, asked = (
        odds(each) for each in ridge(seen.like, seen.own, coded.astype(float), train, test)
    )
    some = _with(_with(seen.clues[train], unseen(seen.rows, coded, train)), told)
    rest = _with(_with(seen.clues[test], decide(seen.rows, coded, train, test)), asked)
    values, said = _trusted(some, coded[train], rest)
    return _likely(
        SHARE * told + (1 - SHARE) * values, coded[train], SHARE * asked + (1 - SHARE) * said
    )


def _trusted(
    some: np.ndarray, coded: np.ndarray, rest: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Values of the training part, each by a regression that did not see it, and of the rest."""
    fold = _folds(len(some))
    values = np.zeros(some.shape[:2])
    for at in range(FOLDS):
        inside = fold != at
        values[~inside] = _trust(some[inside], coded[inside], some[~inside])
    return values, _trust(some, coded, rest)


def _with(clues: np.ndarray, values: np.ndarray) -> np.ndarray:
    hit = clues[..., 0]
    return np.concatenate([clues, values[..., None], (hit * values)[..., None]], axis=2)


def _trust(clues: np.ndarray, coded: np.ndarray, asked: np.ndarray) -> np.ndarray:
    flat = clues.reshape(-1, clues.shape[2])
    middle, spread = flat.mean(axis=0), flat.std(axis=0) + 1e-9
    machine = LogisticRegression(max_iter=300).fit((flat - middle) / spread, coded.ravel())
    told = machine.decision_function((asked.reshape(-1, flat.shape[1]) - middle) / spread)
    return told.reshape(asked.shape[:2])


def _folds(size: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, FOLDS, size)


def _thresholds(values: np.ndarray, coded: np.ndarray) -> np.ndarray:
    marks = coded.sum(axis=0)
    fits = np.stack(
        [
            2
            * ((values > cut) & coded).sum(axis=0)
            / np.maximum((values > cut).sum(axis=0) + marks, 1)
            for cut in _GRID
        ]
    )
    common = _GRID[np.argmax(fits[:, marks >= 3].mean(axis=1))]
    smooth = [np.convolve(fits[:, theme], np.ones(5) / 5, "same") for theme in range(len(marks))]
    own = _GRID[np.argmax(smooth, axis=1)]
    return (marks * own + SMOOTH * common) / (marks + SMOOTH)


def _likely(values: np.ndarray, coded: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Where a theme is likelier than half its best expected F1, which is where F1 is best.

    Source: Lipton, Elkan and Naryanaswamy (2014), "Optimal thresholding of classifiers to maximize
    F1 measure".
    """
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    values, asked = (values - middle) / spread, (asked - middle) / spread
    often = np.log(coded.mean(axis=0) + 1e-3)
    common = LogisticRegression(C=10, max_iter=300).fit(_beside(values, often), coded.ravel())
    found = np.zeros(asked.shape, bool)
    for theme in range(asked.shape[1]):
        odd, other = (
            common.decision_function(_beside(each[:, [theme]], often[[theme]]))[:, None]
            for each in (values, asked)
        )
        found[:, theme] = _cut(odd, coded[:, theme], other)
    return found


def _cut(odd: np.ndarray, marks: np.ndarray, asked: np.ndarray) -> np.ndarray:
    chance, told = (1 / (1 + np.exp(-each[:, 0])) for each in (odd, asked))
    if marks.sum() >= ENOUGH:
        drawn = DRAWN / marks.sum()
        weigh = np.concatenate([marks + drawn * chance, (1 - marks) + drawn * (1 - chance)])
        sides = np.repeat([1, 0], len(odd))
        own = LogisticRegression(C=10).fit(np.vstack([odd, odd]), sides, sample_weight=weigh)
        chance, told = (own.predict_proba(each)[:, 1] for each in (odd, asked))
    surest = np.sort(chance)[::-1]
    expected = 2 * np.cumsum(surest) / (np.arange(1, len(surest) + 1) + surest.sum())
    return told > expected.max() / 2


def _beside(values: np.ndarray, often: np.ndarray) -> np.ndarray:
    return np.stack([values, often * np.ones_like(values)], axis=2).reshape(-1, 2)
