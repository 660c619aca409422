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
EVERY = 3
"""Of the training sentences, the first of each three is read: 234 a language."""
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


class Kept:
    """An encoder that keeps what it made, in the temporary folder, by model and texts."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.gettempdir()) / "voice-bench-vectors"
        self._folder.mkdir(exist_ok=True)
        self._encoder: Encoder | None = None

    def vectors(self, texts: list[str]) -> Vectors:
        """One row for each text."""
        told = "\0".join([FILES["e5-small-q4.bin"], *texts]).encode()
        path = self._folder / f"{hashlib.sha256(told).hexdigest()}.npy"
        if path.exists():
            return np.load(path)
        if self._encoder is None:
            self._encoder = load_encoder()
        print(f"reading {len(texts)} texts …", file=sys.stderr, flush=True)
        rows = self._encoder.vectors(texts)
        np.save(path, rows)
        return rows
