"""What is measured on: SIB-200 and NHS comments from a folder, and their vectors, kept once made.

SIB-200: github.com/dadelani/sib-200 (text FLORES-200, CC BY-SA 4.0), as `sib200/<lang>.<part>.tsv`
with the columns index_id, category, text. NHS Friends and Family comments: the pxtextmining project
(MIT), as `nhs/feedback-dev.csv` with id, question, text, sentiment, themes separated by "|".
Neither is part of Voice.
"""

import argparse
import csv
import hashlib
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

from voice.themes.encoder import FILES, Encoder, Vectors, load_encoder

LANGUAGES = "en sq vi ro ar fa ti am ur hi bn pl pt es fr uk zh-Hans ckb ps yo".split()
"""The twenty of the lab and of the published outputs of GPT-4."""
MORE = "so om pa ku fa-AF".split()
"""Languages of Voice beside them."""
CODEBOOKS = Path(__file__).parent / "codebooks"
AS = "query"
"""How the encoder is told to read: its vectors depend on it."""
_TRIVIAL = "Labelling not possible"
_NO_THEME = "Not assigned"
_LEAST_CODINGS = 20


class Sentence(NamedTuple):
    """A sentence; the same `index` in every language."""

    index: int
    topic: str
    text: str


class Comments(NamedTuple):
    """NHS comments and, one column a theme, which themes people gave them."""

    texts: list[str]
    questions: list[str]
    themes: list[str]
    coded: np.ndarray


def data_folder(told: str) -> Path:
    """The folder given as --data."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--data", required=True, type=Path, help="folder with sib200/ and nhs/")
    return parser.parse_args().data


def sib(data: Path, lang: str, part: str) -> list[Sentence]:
    """The sentences of one language, in the order of their index."""
    with (data / "sib200" / f"{lang}.{part}.tsv").open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    return sorted(Sentence(int(index), topic, text) for index, topic, text in rows)


def nhs(data: Path) -> Comments:
    """The comments that could be labelled, with the themes that 20 or more of them have."""
    with (data / "nhs" / "feedback-dev.csv").open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["text"].strip()]
    rows = [row for row in rows if _TRIVIAL not in row["themes"]]
    given = [row["themes"].split("|") for row in rows]
    every = [theme for themes in given for theme in themes]
    names = sorted(t for t in set(every) if every.count(t) >= _LEAST_CODINGS and t != _NO_THEME)
    coded = np.array([[name in themes for name in names] for themes in given])
    questions = [" ".join(row["question"].split()) for row in rows]
    return Comments([row["text"] for row in rows], questions, names, coded)


def invented() -> list[tuple[str, str, frozenset[str]]]:
    """Made-up comments for the NHS codebook: text, question, ids of themes."""
    with (CODEBOOKS / "nhs-invented.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return [(row["text"], row["question"], frozenset(row["themes"].split("|"))) for row in rows]


class Kept:
    """An encoder that keeps what it made, in the temporary folder, by model and text."""

    def __init__(self) -> None:
        self._file = Path(tempfile.gettempdir()) / "voice-bench-vectors.npz"
        self._encoder: Encoder | None = None
        self._rows: dict[str, Vectors] = {}
        if self._file.exists():
            with np.load(self._file) as kept:
                self._rows = dict(zip(kept["names"].tolist(), kept["rows"], strict=True))

    def vectors(self, texts: list[str]) -> Vectors:
        """One row for each text."""
        names = [self._name(text) for text in texts]
        new = {
            name: text for name, text in zip(names, texts, strict=True) if name not in self._rows
        }
        if new:
            self._read(new)
        return np.stack([self._rows[name] for name in names])

    def _read(self, new: dict[str, str]) -> None:
        print(f"reading {len(new)} texts …", file=sys.stderr, flush=True)
        if self._encoder is None:
            self._encoder = load_encoder()
        rows = self._encoder.vectors(list(new.values()))
        self._rows |= dict(zip(new, rows, strict=True))
        names, every = list(self._rows), np.stack(list(self._rows.values()))
        np.savez(self._file, names=np.array(names), rows=every)

    def _name(self, text: str) -> str:
        told = "\0".join([FILES["e5-small-q4.bin"], AS, text])
        return hashlib.sha256(told.encode()).hexdigest()[:32]
