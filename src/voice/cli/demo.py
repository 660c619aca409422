"""`voice demo`: everything, through the real path, on this machine."""

import shlex
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from voice.cli.demo_check import left_behind, misread, misreported, observed, words_seen
from voice.cli.demo_desk import LEAD
from voice.cli.demo_stage import Stage, Told, running, tell
from voice.cli.demo_visit import Sent, answer_all
from voice.errors import NotReadable


@click.command()
@click.option(
    "--check", is_flag=True, help="Look at all of it without a screen; exit 1 for a fault."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Any free one, when not given."
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Do it in this new folder, and leave it there.",
)
@click.option(
    "--answers",
    type=click.IntRange(40, 5000),
    default=80,
    show_default=True,
    help="How many to invent.",
)
def demo(check: bool, port: int, keep: Path | None, answers: int) -> None:
    """A form, a server, invented answers and the report for a panel, on this machine.

    Keys are made, a practice round is signed, answers are sealed and sent, a few are taken back,
    the rest is released, fetched and read: all as in earnest. Only the keys' passphrases are
    cheaper to guess than real ones, so that it starts quickly.
    """
    with _ended_in_order(), _folder(keep) as folder:
        if check:
            _check(folder, port, answers)
        else:
            _show(folder, port, answers)


def _show(folder: Path, port: int, answers: int) -> None:
    click.echo(f"Making keys, a signed practice round and a server in {folder} …")
    with running(folder, port) as stage:
        click.echo(f"Sending {answers} invented answers …")
        sent = answer_all(stage.phone, stage.server, answers)
        gone = _take_back(stage, _first(stage, sent))
        told = tell(stage, "first")
        click.echo(f"{len(told.reading.answers)} were read, {len(gone)} were taken back.\n")
        for round_file, door in zip(stage.server.rounds, stage.server.doors, strict=True):
            click.echo(f"{round_file.form.title:20} {stage.address}/{door}")
        click.echo(f"{'Report for a panel':20} {told.report.as_uri()}")
        click.echo(f"{'Open a number of it':20} {_opening(stage, told)}\n")
        click.echo("Nobody gave these answers. Press Ctrl-C to end.")
        _wait(stage)


def _opening(stage: Stage, told: Told) -> str:
    """The command that opens the first theme of the report, whole, to be pasted."""
    desk = stage.desk.folder
    command = [sys.executable, "-m", "voice", "desk", "read", told.bundle]
    command += ["--public", desk / "desk.public", "--identity", desk / f"{LEAD}.identity"]
    command += ["--passphrase-file", desk / f"{LEAD}.passphrase", "--theme", "better.home"]
    return shlex.join(map(str, command))


def _check(folder: Path, port: int, answers: int) -> None:
    with observed(folder), running(folder, port) as stage:
        sent = answer_all(stage.phone, stage.server, answers)
        first = _first(stage, sent)
        gone = _take_back(stage, first)
        kept = [each for each in first if each not in gone]
        faults = [*misread(told := tell(stage, "first"), kept, gone), *misreported(told, sent)]
        # someone changes their mind after the desk has read
        gone += _take_back(stage, kept)
        kept = [each for each in kept if each not in gone]
        told = tell(stage, "second")
        faults += misread(told, kept, gone)
        faults += left_behind(folder, told.bundle, kept, gone)
        _look_around(stage)
        faults += words_seen(folder, stage.phone.heard, sent)
    for fault in faults:
        click.echo(f"fault: {fault}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    for line in _counted(stage, sent, kept, gone):
        click.echo(line)


def _counted(stage: Stage, sent: list[Sent], kept: list[Sent], gone: list[Sent]) -> Iterator[str]:
    """What became of every answer that was sent; the numbers add up."""
    yield f"{len(sent)} answers sent:"
    for round_file in stage.server.rounds:
        count = sum(each.round == round_file.id for each in sent)
        told = f"{len(kept)} read, {len(gone)} taken back by who sent them"
        if round_file is not stage.server.rounds[0]:
            told = "released; the desk of this demo does not fetch them"
        yield f"  {count} to the form {round_file.form.id}: {told}"
    yield "All of them as they should be, and words nowhere else: no fault."


def _first(stage: Stage, sent: list[Sent]) -> list[Sent]:
    """What was sent in the first round."""
    return [each for each in sent if each.round == stage.server.rounds[0].id]


def _take_back(stage: Stage, sent: list[Sent]) -> list[Sent]:
    """Half of those who asked for a code delete what they sent."""
    gone = [each for each in sent if each.receipt][::2]
    for each in gone:
        if each.receipt:
            stage.phone.withdraw(each.receipt)
    return gone


def _look_around(stage: Stage) -> None:
    """Fetch every kind of page, so that its bytes are looked at too."""
    door = stage.server.doors[0]
    for path in (f"/{door}", f"/{door}/en", "/next/en", "/help/en", "/withdraw/en", "/health"):
        stage.phone.get(path)


def _wait(stage: Stage) -> None:
    try:
        while stage.service.is_alive():
            time.sleep(1)
    except KeyboardInterrupt:
        click.echo("")
    else:
        raise NotReadable("stopped", "the service stopped by itself", "run the demo again")


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Within, a demo that is told to end says so, and leaves no folder behind."""

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        click.echo(f"Ended by {signal.Signals(number).name}.", err=True)
        raise SystemExit(128 + number)

    names = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    before = {
        each: signal.signal(each, end) for name in names if (each := getattr(signal, name, None))
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(mode=0o700, parents=True)
        yield keep.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="voice-demo-") as made:
            yield Path(made)
