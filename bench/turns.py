"""Servers side by side: the rival to be beaten, turns that share the noise, and the table."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from subprocess import Popen

from load import Asking, Rate, joined, measure
from place import Served, free_port, processor_seconds, running

from store import make

BENCH = Path(__file__).resolve().parent
Turn = tuple[Popen[bytes], Asking]


@contextmanager
def rival(folder: Path, workers: int, page: bytes = b"") -> Iterator[Served]:
    """Flask under gunicorn with its sync workers, and a database of its own."""
    folder.mkdir()
    (folder / "page.html.gz").write_bytes(page)
    asyncio.run(make(folder / "whole.db"))
    os.environ["RIVAL_FOLDER"] = str(folder.resolve())
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--chdir", str(BENCH), "--workers", str(workers)]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error", "rival:app"]
    with running(command, port) as served:
        yield served


def in_turns(servers: dict[str, Turn], seconds: float, turns: int) -> dict[str, Rate]:
    """Each server for some seconds, then all of them again, so that noise falls on all."""
    found: dict[str, list[Rate]] = {name: [] for name in servers}
    for _ in range(turns):
        for name, (process, asking) in servers.items():
            looked = partial(processor_seconds, process)
            found[name].append(measure(asking, seconds, processor=looked))
    return {name: joined(rates) for name, rates in found.items()}


def show(found: dict[str, Rate], ours: str) -> None:
    """A table with ratios to `ours`: over all turns, and of the best turn of each."""
    first = found[ours]
    print(f"{'':33}a second     (best)   p50 ms   p99 ms   CPU ms   odd    first is     (best)")
    for name, rate in found.items():
        print(
            f"{name:33}{rate.per_second:8.0f}{rate.best:11.0f}{rate.milliseconds(50):9.1f}"
            f"{rate.milliseconds(99):9.1f}{rate.processor_ms:9.2f}{rate.other:6}"
            f"{ratio(first, [rate])}"
        )


def ratio(ours: Rate, others: list[Rate]) -> str:
    """How many times the best of the others: over all turns, and best turn beside best turn."""
    whole = ours.per_second / max(each.per_second for each in others)
    best = ours.best / max(each.best for each in others)
    return f"{whole:10.1f} x{best:9.1f} x"
