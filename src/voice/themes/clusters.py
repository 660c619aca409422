"""`find_clusters`: texts that say something alike and that no theme is near to; ideas for themes.

Found on at most 2,000 texts, chosen by their own words, so that the same texts give the same
clusters in whatever order they come. Never counted: a person looks, and makes a theme or does not.

Each row is first drawn to those most like it, so that one turn of phrase decides less. Then by
direction in what varies most (k-means), then as clouds of one shape in all of it: what varies
within a cluster, a way of writing or what is left of a language, then weighs less. Measured in
bench/themes/sib.py.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from voice.themes.encoder import Vectors
from voice.themes.vectors import unit

MOST_TEXTS = 2_000
LEAST_TEXTS = 5
"""A smaller cluster is dropped: it would be one person's story."""
MOST_CLUSTERS = 20
_STARTS = 8
_STEPS = 50
_STEPS_SHARPER = 60
_COMPONENTS = 20
_NEIGHBOURS = 5
_AT_ONCE = 1_000
"""Rows that are held against all others together: that bounds the memory."""
_SHRINK = 0.3
"""How much of the clouds' shape is a plain ball: rows are few."""
_LEAST_BALL = 1e-3

Places = npt.NDArray[np.int64]
"""The number of each row's cluster."""


def sample(texts: Sequence[str], most: int = MOST_TEXTS) -> list[int]:
    """Which texts to look at, in an order that depends on nothing but the texts."""
    marks = [(hashlib.sha256(text.encode("utf-8", "replace")).digest(), text) for text in texts]
    return sorted(range(len(texts)), key=lambda at: marks[at])[:most]


def find_clusters(rows: Vectors, seed: int, most: int = MOST_CLUSTERS) -> list[list[int]]:
    """The clusters of centred rows, largest first; each with its most typical row first.

    A row that is in no cluster is not forced into one.
    """
    wanted = min(most, len(rows) // (2 * LEAST_TEXTS))
    if wanted < 1:
        return []
    places = cluster(rows, wanted, seed)
    found = []
    for number in range(wanted):
        inside = np.flatnonzero(places == number)
        if len(inside) >= LEAST_TEXTS:
            near = rows[inside] @ unit(rows[inside].mean(axis=0, keepdims=True)).T
            found.append([int(at) for at in inside[np.argsort(-near[:, 0], kind="stable")]])
    return sorted(found, key=lambda inside: (-len(inside), inside))


def cluster(rows: Vectors, clusters: int, seed: int) -> Places:
    """Each row's cluster, of that many or fewer, for six rows or more."""
    drawn = _drawn(rows)
    return sharpen(drawn, kmeans(_principal(drawn), clusters, seed))


def kmeans(rows: Vectors, clusters: int, seed: int) -> Places:
    """Each row's cluster, by direction: the tightest of several starts."""
    random = np.random.Generator(np.random.PCG64(seed))
    tries = [_settle(rows, _start(rows, clusters, random)) for _ in range(_STARTS)]
    return max(tries, key=lambda one: one[0])[1]


def sharpen(rows: Vectors, places: Places) -> Places:
    """The same clusters as clouds of one shape, each row in the likeliest; some may vanish.

    That is linear discriminant analysis, learnt from where the rows are, again and again.
    """
    wide = rows.astype(np.float64)
    for _ in range(_STEPS_SHARPER):
        _, owners = np.unique(places, return_inverse=True)
        moved = _clouds(wide, owners).argmax(axis=1)
        if (moved == owners).all():
            break
        places = moved
    return places


def _drawn(rows: Vectors) -> Vectors:
    """Each row, of six or more, half way to the middle of its nearest, of length 1."""
    middles = np.empty_like(rows)
    for start in range(0, len(rows), _AT_ONCE):
        here = np.arange(start, min(start + _AT_ONCE, len(rows)))
        alike = rows[here] @ rows.T
        alike[here - start, here] = -np.inf  # nobody is their own neighbour
        middles[here] = rows[np.argpartition(-alike, _NEIGHBOURS, axis=1)[:, :_NEIGHBOURS]].mean(
            axis=1
        )
    return unit(rows + middles)


def _principal(rows: Vectors) -> Vectors:
    """The directions in which rows differ most, each row of length 1."""
    wide = rows.astype(np.float64) - rows.mean(axis=0)
    _, directions = np.linalg.eigh(wide.T @ wide)
    return unit((wide @ directions[:, -_COMPONENTS:]).astype(np.float32))


def _clouds(rows: npt.NDArray[np.float64], owners: Places) -> npt.NDArray[np.float64]:
    """How likely each row is in each cloud, as log-odds."""
    inside = np.eye(int(owners.max()) + 1)[owners]
    sizes = inside.sum(axis=0)
    middles = (inside.T @ rows) / sizes[:, None]
    shape = (rows.T @ rows - (middles.T * sizes) @ middles) / sizes.sum()
    ball = max(np.trace(shape) / len(shape), _LEAST_BALL) * np.eye(len(shape))
    weights = np.linalg.solve((1 - _SHRINK) * shape + _SHRINK * ball, middles.T)
    bias = np.log(sizes / sizes.sum()) - (middles.T * weights).sum(axis=0) / 2
    said: npt.NDArray[np.float64] = rows @ weights + bias
    return said


def _start(rows: Vectors, clusters: int, random: np.random.Generator) -> Vectors:
    """Middles far from each other (k-means++)."""
    chosen = [int(random.integers(len(rows)))]
    far = 1 - rows @ rows[chosen[0]]
    for _ in range(clusters - 1):
        odds = np.maximum(far, 1e-9).astype(np.float64)
        chosen.append(int(random.choice(len(rows), p=odds / odds.sum())))
        far = np.minimum(far, 1 - rows @ rows[chosen[-1]])
    return rows[chosen]


def _settle(rows: Vectors, middles: Vectors) -> tuple[float, Places]:
    places = np.full(len(rows), -1)
    for _ in range(_STEPS):
        near = rows @ middles.T
        moved = near.argmax(axis=1)
        if (moved == places).all():
            break
        places = moved
        sums = np.zeros_like(middles)
        np.add.at(sums, places, rows)
        middles = unit(sums)
    return float(near.max(axis=1).sum()), places
