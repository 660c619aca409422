"""Durable answers a second over HTTP: ours beside Flask, gunicorn and sqlite3, turn by turn.

    python bench/submissions.py [--seconds 1] [--turns 12]

32 connections, real sealed frames, each answered only after its COMMIT. Budget: at least 2.5
times Flask's best, and our p99 below Flask's median. Flask is tried twice: looking at nothing, and
with the checks and tables that ours has.
"""

import argparse
import os
import sqlite3
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from load import Asking, Rate
from place import frame_for, make_place, serving
from turns import in_turns, ratio, rival, show

FRAMES = 64
OURS = "Voice, one process"


def rows(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT count(*) FROM submissions").fetchone()[0]


def flush_ms(folder: Path) -> float:
    """The middle time that the disk takes to make 4 KB safe: what a group of answers shares."""
    took = []
    with (folder / "flushed").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(os.urandom(4096))
            began = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def judge(ours: Rate, others: list[Rate]) -> str:
    """Our figures beside the budget's."""
    median = min(each.milliseconds(50) for each in others)
    return (
        f"{ratio(ours, others)} (budget 2.5 x);"
        f" p99 {ours.milliseconds(99):.0f} ms, its median {median:.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--turns", type=int, default=12)
    given = parser.parse_args()
    # on the disk this is run from: a folder in memory would measure no disk at all
    with tempfile.TemporaryDirectory(dir=".") as name, ExitStack() as servers:
        folder = Path(name)
        place = make_place(folder / "ours")
        frames = tuple(frame_for(place, b"A bench, and nobody's answer.") for _ in range(FRAMES))
        voice = servers.enter_context(serving(place.config))
        one = servers.enter_context(rival(folder / "one", 1))
        two = servers.enter_context(rival(folder / "two", 2))
        turns = {
            name: (server.process, Asking(server.port, path, frames, unique=True))
            for name, server, path in (
                (OURS, voice, "/send"),
                ("Flask, gunicorn sync x 1", one, "/send"),
                ("Flask, gunicorn sync x 2", two, "/send"),
                ("Flask x 1, same checks and tables", one, "/send-checked"),
                ("Flask x 2, same checks and tables", two, "/send-checked"),
            )
        }
        found = in_turns(turns, given.seconds, given.turns)
        print(f"Durable answers of {len(frames[0])} bytes, 32 connections;", end=" ")
        print(f"the disk makes 4 KB safe in {flush_ms(folder):.2f} ms")
        show(found, OURS)
        ours, *others = found.values()
        print("beside Flask that looks at nothing", judge(ours, others[:2]))
        print("beside Flask that does the same   ", judge(ours, others[2:]))
        print(f"answers kept by Voice: {rows(place.data / 'voice.db')}")


if __name__ == "__main__":
    main()
