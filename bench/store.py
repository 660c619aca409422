"""Durable submissions a second: the store beside the naive ways, in one run on one disk.

    python bench/store.py [seconds]

32 senders, envelopes of 18 000 bytes, the same tables and pragmas (WAL, synchronous=FULL) for all.
Every sending is answered only after its COMMIT. Compare the ratios: the rates are the disk's.
"""

import asyncio
import os
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from voice.store.database import open_database
from voice.store.submissions import Arrival, save

SENDERS = 32
ROUND = "00112233445566aa"
INTO = "INSERT INTO receipts (key, round, mark, look_up, withdrawal) VALUES (?, ?, ?, ?, ?)"
ENVELOPE = "INSERT INTO submissions (key, round, week, envelope) VALUES (?, ?, ?, ?)"


async def make(path: Path) -> None:
    async with open_database(path) as db:

        async def job(connection) -> None:
            sql = "INSERT INTO organisations (key, slug) VALUES (1, 'northside')"
            await connection.execute_fetchall(sql)
            await connection.execute_fetchall(
                "INSERT INTO rounds (key, round, organisation, file, practice, state, weekday,"
                " hour, reading_days, opened_week, used_week, until_week) VALUES (1, ?,"
                " 'northside', x'00', 0, 'open', 4, 12, 7, '2026-W48', '2026-W48', '2027-W12')",
                (ROUND,),
            )

        await db.writer.alone(job)


async def ours(path: Path, seconds: float) -> list[float]:
    took: list[float] = []

    async def sender(db) -> None:
        while time.perf_counter() < end:
            start = time.perf_counter()
            random = os.urandom
            sent = Arrival(
                round=ROUND,
                week="2026-W48",
                envelope=random(18_000),
                mark=random(32),
                look_up=random(32),
                withdrawal=random(32),
            )
            assert await save(db, sent) == "new"
            took.append(time.perf_counter() - start)

    async with open_database(path) as db:
        end = time.perf_counter() + seconds
        await asyncio.gather(*(sender(db) for _ in range(SENDERS)))
    return took


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=60, check_same_thread=False)
    for pragma in ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def insert(connection: sqlite3.Connection) -> None:
    key = int.from_bytes(os.urandom(8), "big") >> 1
    connection.execute("BEGIN IMMEDIATE")
    row = (key, ROUND, os.urandom(32), os.urandom(32), os.urandom(32))
    connection.execute(INTO, row)
    connection.execute(ENVELOPE, (key, ROUND, "2026-W48", os.urandom(18_000)))
    connection.execute("COMMIT")


def commit_each(path: Path, seconds: float) -> list[float]:
    """One connection behind a lock, as many small services have it."""
    connection, lock = connect(path), threading.Lock()

    def send() -> None:
        with lock:
            insert(connection)

    took = threads(send, seconds)
    connection.close()
    return took


def connection_each(path: Path, seconds: float) -> list[float]:
    """A connection for every request, as the tutorials of web frameworks have it."""

    def send() -> None:
        connection = connect(path)
        insert(connection)
        connection.close()

    return threads(send, seconds)


def threads(send: Callable[[], None], seconds: float) -> list[float]:
    took: list[float] = []
    end = time.perf_counter() + seconds

    def sender() -> None:
        while (start := time.perf_counter()) < end:
            send()
            took.append(time.perf_counter() - start)

    senders = [threading.Thread(target=sender) for _ in range(SENDERS)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    return took


def measure(seconds: float) -> dict[str, list[float]]:
    """How long each sending took, in seconds, by way of writing."""
    ways: dict[str, Callable[[Path], list[float]]] = {
        "store": lambda path: asyncio.run(ours(path, seconds)),
        "commit each": lambda path: commit_each(path, seconds),
        "connection each": lambda path: connection_each(path, seconds),
    }
    found = {}
    with tempfile.TemporaryDirectory(dir=".") as folder:
        for way, run in ways.items():
            path = Path(folder) / f"{way.replace(' ', '-')}.db"
            asyncio.run(make(path))
            found[way] = run(path)
    return found


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
    found = measure(seconds)
    best = len(found["store"])
    print(f"{'':16}  a second  median ms   p99 ms   store is")
    for way, took in found.items():
        cuts = statistics.quantiles(took, n=100)
        print(
            f"{way:16}{len(took) / seconds:10.0f}{cuts[49] * 1000:11.1f}{cuts[98] * 1000:9.1f}"
            f"{best / len(took):9.1f} x"
        )


if __name__ == "__main__":
    main()
