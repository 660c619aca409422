"""What `voice demo --check` looks for: words where none may be, and answers where they must be."""

import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from voice.cli.demo_phone import Heard
from voice.cli.demo_stage import Told
from voice.cli.demo_visit import Sent

WINDOW_BYTES = 48
WINDOWS = 40


@contextmanager
def observed(folder: Path) -> Iterator[None]:
    """Within, everything that is logged (at the finest level) and every temporary file is kept."""
    log = logging.FileHandler(folder / "voice.log", encoding="utf-8")
    root, before, place = logging.getLogger(), logging.getLogger().level, tempfile.tempdir
    (folder / "tmp").mkdir()
    tempfile.tempdir = str(folder / "tmp")
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(log)
        tempfile.tempdir = place
        log.close()


def words_seen(folder: Path, heard: Sequence[Heard], sent: Sequence[Sent]) -> Iterator[str]:
    """Faults: a text or canary in the server's files, its log, a temporary file or a reply."""
    places = {str(path.relative_to(folder)): path.read_bytes() for path in _files(folder)}
    places |= {
        f"reply {number}": reply.headers.encode() + reply.body for number, reply in enumerate(heard)
    }
    needles = {text.encode() for each in sent for text in (*each.invented.texts, each.canary)}
    for place, content in places.items():
        if any(needle in content for needle in needles):
            yield f"words that were sent are in {place}"


def misread(told: Told, kept: Sequence[Sent], gone: Sequence[Sent]) -> Iterator[str]:
    """Faults: an answer that was sent is not read just as it was, or one taken back is."""
    read = [answer.inside for answer in told.reading.answers]
    missing = [each for each in kept if each.invented.inside not in read]
    if missing:
        yield f"{len(missing)} of {len(kept)} answers were not read as they were sent"
    if len(read) != len(kept):
        yield f"{len(read)} answers were read, {len(kept)} were sent and not taken back"
    if told.reading.set_apart:
        reasons = {each.reason for each in told.reading.set_apart}
        yield f"{len(told.reading.set_apart)} were set apart: {', '.join(reasons)}"
    if any(each.invented.inside in read for each in gone):
        yield "an answer that was taken back is read"
    if told.reading.withdrawn != len(gone):
        yield f"{told.reading.withdrawn} answers are known to be taken back, not {len(gone)}"


def misreported(told: Told, sent: Sequence[Sent]) -> Iterator[str]:
    """Faults: the report lacks ticked or suggested themes, or holds anyone's own words."""
    page = told.report.read_text("utf-8")
    for sign in (
        "Practice round",
        'class="card"',
        "not added to the ticks:",
        "A safe place to live",
    ):
        if sign not in page:
            yield f"the report does not say {sign!r}"
    if any(text in page for each in sent for text in (*each.invented.texts, each.canary)):
        yield "the report holds somebody's own words"


def left_behind(
    folder: Path, bundle: Path, kept: Sequence[Sent], gone: Sequence[Sent]
) -> Iterator[str]:
    """Faults: what was taken back is still in the store's files, or in a new bundle.

    The look itself is tried on answers that must be there.
    """
    places = {path.name: path.read_bytes() for path in _files(folder / "server" / "data")}
    places["the bundle"] = bundle.read_bytes()
    for name, content in places.items():
        if any(_pieces_in(each.envelope, content) for each in gone):
            yield f"an answer that was taken back is in {name}"
    if not any(_pieces_in(kept[0].envelope, content) for content in places.values()):
        yield "the look for envelopes finds nothing at all"


def _pieces_in(envelope: bytes, content: bytes) -> bool:
    """Whether any of many short pieces is there: a database cuts what it stores into pages."""
    step = max(len(envelope) // WINDOWS, 1)
    starts = range(0, len(envelope) - WINDOW_BYTES, step) if envelope else ()
    return any(envelope[at : at + WINDOW_BYTES] in content for at in starts)


def _files(folder: Path) -> Iterator[Path]:
    desk = folder / "desk"
    return (path for path in folder.rglob("*") if path.is_file() and desk not in path.parents)
