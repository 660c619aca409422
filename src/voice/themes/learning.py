"""`learn`: comments that people coded → `Learned`; needs the extra `learn`.

In three steps. A ridge regression learns all themes from words, hits and vectors. One logistic
regression for all themes learns how far to trust it beside the codebook's hits. Then each theme
gets the place from which on it is suggested. Whatever a step learns from another one comes from
texts that the other had not seen.

Source: docs/decisions/0021-learning.md.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from voice.themes.codebook import Codebook
from voice.themes.learned import SHARE, Learned, Numbers, Weights, packed, unpacked, with_scores
from voice.themes.odds import Line, best_cut, chances, logistic, odds
from voice.themes.ridge import ridge
from voice.themes.seen import Floats, Seen, Sight, Text, alike, teach

ENOUGH = 8
"""Codings of a theme from which on it is learnt; invented ones count what they weigh."""
DRAWN = 10.0
"""Codings at which a theme's own chances and the common ones weigh the same."""
INVENTED = 100.0
"""Coded comments at which an invented one counts as much as a real one; with more, less."""
FOLDS = 5
STEPS = 4
_SMALL = 1e-5

Marks = npt.NDArray[np.bool_]


class Example(Text, frozen=True, kw_only=True):
    """A text with the themes that people gave it; `invented` if somebody made it up to teach."""

    themes: frozenset[str]
    invented: bool = False


class _Chance(NamedTuple):
    """From values to log-odds of each theme, 0 being the place from which on it is suggested."""

    slope: Floats
    start: Floats


class Lesson(NamedTuple):
    """What is learnt from."""

    examples: Sequence[Example]
    uncoded: Sequence[Text] = ()
    """Texts that nobody coded: by their vectors they teach which words a hit goes with."""
    vectors: Floats | None = None
    """A row for each example, then for each uncoded text, centred by `middles`; or none."""
    middles: dict[str, Numbers] | None = None


def learn(
    lesson: Lesson, codebook: Codebook, progress: Callable[[int], None] = lambda _: None
) -> Learned:
    """Learns themes with eight codings or more; keeps those that do better than the codebook alone.

    Better is measured on codings that were not learnt from. `progress` is told `STEPS` steps.
    """
    every = [each.id for each in codebook.active]
    examples, vectors = lesson.examples, lesson.vectors
    if vectors is not None:
        vectors = unpacked(packed(vectors), vectors.shape[1])
    marks = np.array([[theme in each.themes for theme in every] for each in examples], bool)
    weigh = _weigh(examples)
    at = np.flatnonzero(weigh @ marks.reshape(-1, len(every)) >= ENOUGH)
    texts = [*examples, *lesson.uncoded]
    sight = Sight.of(texts, every, vectors)
    progress(1)
    told = Learned(
        codebook=codebook.fingerprint,
        counting=codebook.counting,
        middles=lesson.middles or {},
        sight=sight,
        trust=(0.0,),
        themes={},
    )
    if not len(at):
        return told
    size = len(examples)
    weak = None if vectors is None else _apart(vectors, sight.hit(texts))[:size]
    seen = sight.see(examples, None if vectors is None else vectors[:size], weak)
    seen = Seen(seen.rows, seen.vectors, seen.own[:, at], seen.clues[:, at])
    trust, themes = _fit(seen, marks[:, at], weigh, list(sight.features), progress)
    invented = marks[[each.invented for each in examples]].sum(axis=0)
    kept = {every[at[n]]: _of_these(fit, int(invented[at[n]])) for n, fit in themes.items()}
    learnt_from = b"" if seen.vectors is None else packed(seen.vectors)
    return msgspec.structs.replace(told, trust=trust, themes=kept, vectors=learnt_from)


def _fit(
    seen: Seen, marks: Marks, weigh: Floats, names: list[str], progress: Callable[[int], None]
) -> tuple[Numbers, dict[int, Weights]]:
    """The clues' common weights, and each theme that does better than its hits."""
    like = seen.rows @ seen.rows.T
    if seen.vectors is not None:
        like += alike(seen.vectors, seen.vectors)
    learnt, unseen = ridge(like, seen.own, marks.astype(float), weigh)
    weights = seen.rows.T @ learnt.alike
    progress(1)
    told = with_scores(seen.clues, unseen)
    line = _trust(told, marks, weigh)
    values = line(told)
    progress(1)
    chance = _chance(values, marks, weigh)
    f1 = _f1(values * chance.slope + chance.start > 0, marks, weigh)
    by_codebook = _f1(seen.own[..., 0] > 0, marks, weigh)
    progress(1)
    return _numbers([*line.weights, line.bias]), {
        int(n): Weights(
            bias=round(float(learnt.bias[n]), 5),
            features={
                name: round(float(weight), 5)
                for name, weight in zip(names, weights[:, n], strict=True)
                if abs(weight) >= _SMALL
            },
            alike=b"" if seen.vectors is None else learnt.alike[:, n].astype(np.float32).tobytes(),
            own=_numbers(learnt.own[n]),
            slope=round(float(chance.slope[n]), 5),
            start=round(float(chance.start[n]), 5),
            coded=int(marks[:, n].sum()),
            f1=round(float(f1[n]), 3),
            f1_codebook=round(float(by_codebook[n]), 3),
        )
        for n in np.flatnonzero(f1 > by_codebook)
    }


def _of_these(weights: Weights, invented: int) -> Weights:
    return msgspec.structs.replace(weights, coded=weights.coded - invented, invented=invented)


def _weigh(examples: Sequence[Example]) -> Floats:
    """How much each counts: the more people have coded, the less what somebody made up."""
    real = sum(not each.invented for each in examples)
    invented = min(1.0, INVENTED / max(real, 1))
    return np.array([invented if each.invented else 1.0 for each in examples])


def _apart(vectors: Floats, hits: Floats) -> Floats:
    """What hits teach the vectors, said of each text by the others."""
    fold = np.arange(len(vectors)) % FOLDS
    said = np.zeros(hits.shape)
    for at in range(FOLDS):
        told = teach(vectors[fold != at], hits[fold != at])
        said[fold == at] = vectors[fold == at] @ told[:-1] + told[-1]
    return said


def _trust(clues: Floats, marks: Marks, weigh: Floats) -> Line:
    """How far to trust each clue, the same for all themes."""
    flat = clues.reshape(-1, clues.shape[2])
    middle, spread = flat.mean(axis=0), flat.std(axis=0) + 1e-9
    often = np.repeat(weigh, marks.shape[1])
    line = logistic((flat - middle) / spread, marks.ravel().astype(float), often)
    weights = (1 - SHARE) * line.weights / spread
    bias = (1 - SHARE) * line.bias - float(weights @ middle)
    # what the regression says stands before the last clue
    weights[-2] += SHARE
    return Line(weights, bias)


def _chance(values: Floats, marks: Marks, weigh: Floats) -> _Chance:
    """First for all themes alike, by how frequent each is; then each by its own codings."""
    often = np.log((weigh @ marks) / weigh.sum() + 1e-3)
    beside = np.stack([values, often * np.ones_like(values)], axis=2).reshape(-1, 2)
    every = np.repeat(weigh, marks.shape[1])
    common = logistic(beside, marks.ravel().astype(float), every, soft=0.1)
    slope = np.full(marks.shape[1], common.weights[0])
    start = common.weights[1] * often + common.bias
    for theme in range(marks.shape[1]):
        odd = values[:, theme] * slope[theme] + start[theme]
        own = _own_chance(odd, marks[:, theme], weigh)
        slope[theme], start[theme] = own.weights[0] * slope[theme], own(start[[theme]][:, None])[0]
        chance = chances(values[:, theme] * slope[theme] + start[theme])
        start[theme] -= float(odds(np.array(best_cut(chance, weigh))))
    return _Chance(slope, start)


def _own_chance(odd: Floats, marks: Marks, weigh: Floats) -> Line:
    """A theme's codings, and some that stand for what is usual."""
    drawn, chance = DRAWN / max(float(weigh @ marks), 1.0), chances(odd)
    has, lacks = marks + drawn * chance, ~marks + drawn * (1 - chance)
    counts = np.concatenate([weigh * has, weigh * lacks])
    sides = np.repeat([1.0, 0.0], len(odd))
    return logistic(np.concatenate([odd, odd])[:, None], sides, counts, soft=0.1)


def _f1(found: Marks, marks: Marks, weigh: Floats) -> Floats:
    both = weigh @ (found & marks)
    return np.asarray(2 * both / np.maximum(weigh @ found + weigh @ marks, 1e-9))


def _numbers(values: Sequence[float] | Floats) -> Numbers:
    return tuple(round(float(each), 5) for each in values)
