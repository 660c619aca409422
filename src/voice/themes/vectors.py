"""Language-centred vectors: what a text says, without the language it says it in.

A multilingual model puts each language into its own corner. Unless the corner's middle is taken
away, clusters of answers are clusters of languages. Middles of 25 languages are shipped, as numbers
only, so that a language with few answers has one too.

Source: docs/decisions/0018-embeddings.md; the middles are means of the vectors of SIB-200's
training sentences (text FLORES-200, CC BY-SA 4.0), made by bench/themes/middles.py.
"""

from collections.abc import Callable, Sequence
from importlib import resources
from io import BytesIO
from typing import Self

import numpy as np

from voice.themes.encoder import Encoder, Vectors

_AT_ONCE = 64

ENOUGH = 50
"""Texts of a language. With so many, their own middle and the shipped one weigh the same."""


def read(encoder: Encoder, texts: Sequence[str], done: Callable[[int], None]) -> Vectors:
    """One row a text, not yet centred. `done` is told how many more texts were read."""
    pieces = []
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        pieces.append(encoder.vectors(some))
        done(len(some))
    return np.vstack(pieces)


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

    def __init__(self, middles: dict[str, Vectors]) -> None:
        """One row a language; the one of "" is for languages that have none."""
        self.middles = middles

    @classmethod
    def learn(cls, rows: Vectors, langs: Sequence[str], shipped: dict[str, Vectors]) -> Self:
        """The middles of the rows' languages, and of all that are shipped."""
        everywhere = np.vstack(list(shipped.values())).mean(axis=0, keepdims=True)
        start = cls({**shipped, "": everywhere})
        away = rows - start._starts(langs)
        shift = away.sum(axis=0, keepdims=True) / (len(rows) + ENOUGH)
        spoken = np.array(langs)
        middles = {lang: middle + shift for lang, middle in start.middles.items()}
        for lang in sorted(set(langs)):
            own = away[spoken == lang] - shift
            middles[lang] = start._middle(lang) + shift + own.sum(axis=0) / (len(own) + ENOUGH)
        return cls(middles)

    @classmethod
    def of_numbers(cls, middles: dict[str, tuple[float, ...]]) -> Self:
        """The middles that `numbers` gave."""
        return cls({lang: np.array([row], np.float32) for lang, row in middles.items()})

    def numbers(self) -> dict[str, tuple[float, ...]]:
        """The middles, to be kept."""
        return {
            lang: tuple(round(float(each), 5) for each in row[0])
            for lang, row in sorted(self.middles.items())
        }

    def __call__(self, rows: Vectors, langs: Sequence[str]) -> Vectors:
        """The rows without their languages' middles, each of length 1."""
        return unit(rows - self._starts(langs))

    def _starts(self, langs: Sequence[str]) -> Vectors:
        found = [self._middle(lang) for lang in langs]
        return np.vstack(found) if found else np.zeros_like(self.middles[""][:0])

    def _middle(self, lang: str) -> Vectors:
        known = (each for each in (lang, lang.partition("-")[0], "") if each in self.middles)
        return self.middles[next(known)]
