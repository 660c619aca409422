"""`read`: bundles and identities → a `Reading`. The server's database is never needed."""

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import BinaryIO

import msgspec

from voice.desk.opening import OpenedAnswer, Opener, SetApart, open_many, opener_for
from voice.errors import Refused
from voice.forms.round import RoundFile
from voice.sealing.bundle import Bundle, read_bundle
from voice.sealing.identity import Identity
from voice.sealing.marks import mark
from voice.sealing.signed import read_signed

CHUNK = 256
ALONE_UP_TO = 2_000
"""Starting other processes costs more than it saves for fewer envelopes than this."""

Opened = list[OpenedAnswer | SetApart]
Progress = Callable[[int], None]


class Reading(msgspec.Struct, frozen=True):
    """What the bundles of one round hold, opened and checked."""

    round: RoundFile
    answers: tuple[OpenedAnswer, ...]
    set_apart: tuple[SetApart, ...]
    withdrawn: int
    """How many answers were taken back, as far as these bundles know."""


def read(
    streams: Sequence[BinaryIO],
    identities: Sequence[Identity],
    trusted: Collection[str],
    progress: Progress = lambda _: None,
) -> Reading:
    """Open every envelope of these bundles of one round; what does not fit is set apart.

    `trusted` are the public texts of the desks whose signature on the round file counts.
    `progress` is told how many envelopes were opened since it was last told.
    What any of the bundles says was withdrawn is left out of all of them.

    Raises:
        NotReadable: a bundle was cut or altered.
        Refused: no trusted signature on the round file, or bundles of two rounds.
    """
    bundles = [read_bundle(stream) for stream in streams]
    round_file = _one_round(bundles, trusted)
    withdrawn = {each for bundle in bundles for each in bundle.head.tombstones}
    opener = opener_for(round_file, tuple(each.text for each in identities))
    count = sum(bundle.head.count for bundle in bundles)
    found = _open_all(opener, _marked(bundles, withdrawn), count, progress)
    answers, set_apart = [], []
    for each in found:
        if isinstance(each, OpenedAnswer):
            answers.append(each)
        else:
            set_apart.append(each)
    return Reading(round_file, tuple(answers), tuple(set_apart), len(withdrawn))


def _one_round(bundles: Sequence[Bundle], trusted: Collection[str]) -> RoundFile:
    bodies = {read_signed(bundle.head.round_file, "round", trusted) for bundle in bundles}
    if len(bodies) != 1:
        raise Refused(
            "two-rounds",
            f"these bundles belong to {len(bodies)} rounds, not one",
            "read the bundles of one round at a time",
        )
    return msgspec.json.decode(bodies.pop(), type=RoundFile)


def _marked(bundles: Iterable[Bundle], withdrawn: set[bytes]) -> Iterator[tuple[str, bytes]]:
    """Each envelope once, with its mark; those taken back are left out."""
    seen = set(withdrawn)
    for bundle in bundles:
        for envelope in bundle.envelopes:
            its_mark = mark(bundle.head.mark_key, envelope)
            if its_mark not in seen:
                seen.add(its_mark)
                yield its_mark.hex(), envelope


def _open_all(
    opener: Opener, marked: Iterator[tuple[str, bytes]], count: int, progress: Progress
) -> Iterator[OpenedAnswer | SetApart]:
    chunks = iter(lambda: list(itertools.islice(marked, CHUNK)), [])
    results = (
        (open_many(opener, chunk) for chunk in chunks)
        if count <= ALONE_UP_TO
        else _by_processes(opener, chunks)
    )
    for opened in results:
        progress(len(opened))
        yield from opened


def _by_processes(opener: Opener, chunks: Iterator[list[tuple[str, bytes]]]) -> Iterator[Opened]:
    """The chunks opened by all processors, in order, with few chunks in memory at a time."""
    workers = os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting: deque[Future[Opened]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(open_many, opener, chunk))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
