"""Coded comments as lessons to learn from, and what was learnt as reasons beside comments.

Numpy is needed (extra `learn`); vectors come from an encoder, where one is given.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from voice.themes.codebook import Codebook
from voice.themes.coding import Reason
from voice.themes.counts import Coded
from voice.themes.encoder import Encoder
from voice.themes.learned import Learned
from voice.themes.learning import Example, Lesson, learn
from voice.themes.seen import Floats, Text
from voice.themes.suggest import shipped_reach
from voice.themes.vectors import Centre, read, shipped_middles

_AT_ONCE = 1_000

Done = Callable[[int], None]


class Spoken(NamedTuple):
    """A comment as it was read, and the language of its form."""

    coded: Coded
    lang: str


class Given(NamedTuple):
    """A comment and the themes that people gave it; `invented` if somebody made it up to teach."""

    spoken: Spoken
    themes: frozenset[str]
    invented: bool


def learn_from(
    given: Sequence[Given],
    uncoded: Sequence[Spoken],
    codebook: Codebook,
    encoder: Encoder | None,
    done: tuple[Done, Done],
) -> Learned:
    """Learns; `done` is told how many texts were read, and of `STEPS` steps of learning."""
    examples = [_example(each) for each in given]
    texts = [_text(each.coded) for each in uncoded]
    rows, middles = None, None
    if encoder:
        every = [*(each.spoken for each in given), *uncoded]
        langs = [each.lang for each in every]
        read_rows = read(encoder, [each.coded.text for each in every], done[0])
        centre = Centre.learn(read_rows, langs, shipped_middles())
        rows, middles = centre(read_rows, langs).astype(np.float64), centre.numbers()
    return learn(Lesson(examples, texts, rows, middles), codebook, done[1])


def reasons(
    spoken: Sequence[Spoken], learned: Learned, encoder: Encoder | None, done: Done
) -> list[tuple[Reason, ...]]:
    """What was learnt says of each comment. The encoder is needed if it was learnt with one.

    Nothing in languages in which the encoder was measured to be weak, or was not measured: there
    the terms do better alone (bench/themes/found.py).
    """
    reach = shipped_reach()
    found: list[tuple[Reason, ...]] = []
    for start in range(0, len(spoken), _AT_ONCE):
        some = spoken[start : start + _AT_ONCE]
        rows = _rows(some, learned, encoder, done) if encoder else None
        said = learned.suggest([_text(each.coded) for each in some], rows)
        found += [
            () if encoder and reach.weak(each.lang) else reasons
            for each, reasons in zip(some, said, strict=True)
        ]
    return found


def _rows(some: Sequence[Spoken], learned: Learned, encoder: Encoder, done: Done) -> Floats:
    centre = Centre.of_numbers(learned.middles)
    rows = read(encoder, [each.coded.text for each in some], done)
    return centre(rows, [each.lang for each in some]).astype(np.float64)


def _example(given: Given) -> Example:
    text = _text(given.spoken.coded)
    return Example(text.text, text.hits, text.asked, themes=given.themes, invented=given.invented)


def _text(coded: Coded) -> Text:
    return Text(coded.text, coded.hits, coded.said.question)
