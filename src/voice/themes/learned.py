"""`Learned`: what people's codes taught, theme by theme. It only suggests.

Source: docs/decisions/0021-learning.md.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from voice.errors import OperatorMustFix, Refused
from voice.themes.codebook import Codebook
from voice.themes.coding import Reason
from voice.themes.odds import Line, chances, odds
from voice.themes.ridge import Ridge
from voice.themes.seen import Floats, Seen, Sight, Text, alike, shown

SHARE = 0.3
"""Of the regression's own word, beside what all themes share."""
_MOST_REASONS = 3

Numbers = tuple[float, ...]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one theme is known."""

    bias: float
    features: dict[str, float]
    """Weights of what stands in a text; what is left out weighs nothing."""
    alike: bytes
    """Weights of likeness to each text learnt from, 32-bit floats; empty without vectors."""
    own: Numbers
    slope: float
    """From its values to log-odds, where 0 is the place from which on it is suggested."""
    start: float
    coded: int
    """How many comments people gave this theme."""
    invented: int = 0
    """How many invented ones have it."""
    f1: float
    """How well it did on comments it had not learnt from; 1 is perfect."""
    f1_codebook: float
    """How well the codebook alone did on the same."""


class Learned(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that was learnt with one codebook."""

    v: int = 2
    codebook: str
    """Its fingerprint."""
    counting: str
    middles: dict[str, Numbers] = {}
    """Language tag → what was taken away from its vectors. None: learnt without an encoder."""
    sight: Sight
    vectors: bytes = b""
    """Of the texts that were learnt from, 16-bit floats. Like the texts, for few eyes only."""
    trust: Numbers
    """Weights of the clues that all themes share, and the bias last."""
    themes: dict[str, Weights]

    def suggest(self, texts: Sequence[Text], vectors: Floats | None) -> list[tuple[Reason, ...]]:
        """Each learnt theme's score for each text, themes in order of their ids.

        The vectors are centred by `middles`; there are none where it was learnt without.
        """
        if not self.themes:
            return [() for _ in texts]
        seen = self.sight.see(texts, vectors)
        scores = self._scores(seen)
        return [
            tuple(
                Reason(theme, round(float(score), 3), tuple(_most(self.themes[theme], told)))
                for theme, score in zip(self.themes, row, strict=True)
            )
            for row, told in zip(scores, map(self.sight.weighed, texts), strict=True)
        ]

    def _scores(self, seen: Seen) -> Floats:
        learnt = list(self.themes.values())
        at = [self.sight.themes.index(theme) for theme in self.themes]
        weights = [[each.features.get(f, 0.0) for f in self.sight.features] for each in learnt]
        said = seen.rows @ np.array(weights).T
        told: Floats = np.stack(
            [np.frombuffer(each.alike, np.float32).astype(np.float64) for each in learnt], axis=1
        )
        if seen.vectors is not None:
            known = unpacked(self.vectors, seen.vectors.shape[1])
            said = said + alike(seen.vectors, known) @ told
        fitted = Ridge(
            told, np.array([each.own for each in learnt]), np.array([each.bias for each in learnt])
        )
        clues = with_scores(seen.clues[:, at], fitted.scores(said, seen.own[:, at]))
        slope = np.array([each.slope for each in learnt])
        start = np.array([each.start for each in learnt])
        return chances(Line(np.array(self.trust[:-1]), self.trust[-1])(clues) * slope + start)


def packed(vectors: Floats) -> bytes:
    """Vectors as they are kept."""
    return vectors.astype(np.float16).tobytes()


def unpacked(kept: bytes, width: int) -> Floats:
    """Vectors that were kept."""
    return np.frombuffer(kept, np.float16).astype(np.float64).reshape(-1, width)


def with_scores(clues: Floats, scores: Floats) -> Floats:
    """The clues that all themes share, and what the regression says (text, theme, clue)."""
    said = odds(scores)
    return np.concatenate([clues, said[..., None], (clues[..., 0] * said)[..., None]], axis=2)


def load_learned(path: Path, codebook: Codebook) -> Learned:
    """What was learnt with this codebook.

    Raises:
        OperatorMustFix: "learned-unreadable".
        Refused: "learned-other": the codebook counts another way than the one it was learnt with.
    """
    try:
        learned = msgspec.json.decode(path.read_bytes(), type=Learned)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise OperatorMustFix(
            "learned-unreadable",
            f"{path} cannot be read: {problem}",
            "make it anew with: voice themes learn",
        ) from problem
    if learned.counting != codebook.counting:
        raise Refused(
            "learned-other",
            f"{path} was learnt with another version of the codebook ({learned.codebook})",
            "learn anew with this one, or name the other",
        )
    return learned


def _most(weights: Weights, present: dict[str, float]) -> Iterator[str]:
    counted = {each: weights.features.get(each, 0.0) * value for each, value in present.items()}
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    told = [shown(each) for each, value in ranked if value > 0]
    yield from [word for word in dict.fromkeys(told) if word][:_MOST_REASONS]
