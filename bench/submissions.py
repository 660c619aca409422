"""Durable answers a second over HTTP: ours beside Flask, gunicorn and sqlite3, turn by turn.

    python bench/submissions.py [--seconds 5] [--turns 3]

32 connections, real sealed frames, each answered only after its COMMIT. Budget: at least 2.5
times Flask's best, and our p99 below Flask's median. Flask is tried twice: looking at nothing, and
with the checks and tables that ours has.
"""

import argparse
import sqlite3
import tempfile
from contextlib import ExitStack
from pathlib import Path

from load import Asking, Rate
from place import frame_for, make_place, serving
from turns import in_turns, rival, show

FRAMES = 64
OURS = "Voice, one process"


def rows(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT count(*) FROM submissions").fetchone()[0]


def judge(ours: Rate, others: list[Rate]) -> str:
    """Our figures beside the budget's."""
    ratio = ours.per_second / max(each.per_second for each in others)
    median = min(each.milliseconds(50) for each in others)
    return (
        f"budget 2.5 x or more: {ratio:.1f} x; "
        f"p99 under Flask's median of {median:.0f} ms: {ours.milliseconds(99):.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--turns", type=int, default=3)
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
        print(f"Durable answers of {len(frames[0])} bytes, 32 connections")
        show(found, OURS)
        ours, *others = found.values()
        print("beside Flask that looks at nothing:", judge(ours, others[:2]))
        print("beside Flask that does the same:   ", judge(ours, others[2:]))
        print(f"answers kept by Voice: {rows(place.data / 'voice.db')}")


if __name__ == "__main__":
    main()
