"""Language-centred vectors: what a text says, without the language it says it in.

A multilingual model puts each language into its own corner. Unless the corner's middle is taken
away, clusters of answers are clusters of languages. Middles of 25 languages are shipped, as numbers
only, so that a language with few answers has one too.

Source: docs/decisions/0018-embeddings.md; the middles are means of the vectors of SIB-200's
training sentences (text FLORES-200, CC BY-SA 4.0), made by bench/themes/middles.py.
"""

from collections.abc import Sequence
from importlib import resources
from io import BytesIO

import numpy as np

from voice.themes.encoder import Vectors

ENOUGH = 50
"""Texts of a language. With so many, their own middle and the shipped one weigh the same."""


def unit(rows: Vectors) -> Vectors:
    """Each row with length 1; a row of zeros stays."""
    size = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Vectors = (rows / np.maximum(size, 1e-9)).astype(np.float32)
    return units


def shipped_middles() -> dict[str, Vectors]:
    """Language tag → its middle, one row."""
    packed = (resources.files("voice.themes") / "middles.npz").read_bytes()
    with np.load(BytesIO(packed), allow_pickle=False) as table:
        return {tag: table[tag].astype(np.float32)[None, :] for tag in sorted(table.files)}


class Centre:
    """Takes the middle of its language away from each row.

    The middle is learnt from the rows it is made of, leaning on the shipped one where they are few.
    What all rows have in common (it is feedback, not news) is learnt from all of them together.
    """

    def __init__(self, rows: Vectors, langs: Sequence[str], shipped: dict[str, Vectors]) -> None:
        self._shipped = shipped
        self._everywhere = np.vstack(list(shipped.values())).mean(axis=0, keepdims=True)
        self._shift = 0 * self._everywhere
        self._middles: dict[str, Vectors] = {}
        away = rows - self._starts(langs)
        self._shift = away.sum(axis=0, keepdims=True) / (len(rows) + ENOUGH)
        spoken = np.array(langs)
        for lang in sorted(set(langs)):
            own = away[spoken == lang] - self._shift
            self._middles[lang] = self._middle(lang) + own.sum(axis=0) / (len(own) + ENOUGH)

    def __call__(self, rows: Vectors, langs: Sequence[str]) -> Vectors:
        """The rows without their languages' middles, each of length 1."""
        return unit(rows - self._starts(langs, self._middles))

    def _starts(self, langs: Sequence[str], known: dict[str, Vectors] | None = None) -> Vectors:
        found = [(known or {}).get(lang, self._middle(lang)) for lang in langs]
        return np.vstack(found) if found else np.zeros((0, self._everywhere.shape[1]), np.float32)

    def _middle(self, lang: str) -> Vectors:
        """The shipped middle, where what is read is not news but feedback."""
        own = self._shipped.get(lang)
        if own is None:
            own = self._shipped.get(lang.partition("-")[0], self._everywhere)
        middle: Vectors = own + self._shift
        return middle
