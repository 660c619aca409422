"""`Database`: one SQLite file, with one connection that writes and one that reads."""

import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite

from voice.errors import Busy, OperatorMustFix
from voice.store.migrations import migrate, shipped_steps
from voice.store.writer import Writer

BUSY_MILLISECONDS = 10_000

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
)


@dataclass(frozen=True)
class Database:
    """An open database. Writing goes through `writer`: one transaction at a time."""

    path: Path
    writer: Writer
    random: Callable[[int], bytes]
    """Gives random bytes: of keys, tokens and decoys."""
    _reader: aiosqlite.Connection

    async def read(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one SELECT. No snapshot stays open after it.

        Raises: Busy "not-read".
        """
        try:
            return [tuple(row) for row in await self._reader.execute_fetchall(sql, parameters)]
        except sqlite3.Error as error:
            raise Busy(
                "not-read",
                f"The database could not read: {error}.",
                "Ask again. If it goes on, look at the disk.",
            ) from error

    def new_key(self) -> int:
        """A random key for a new row, 63 bits: sorting by it shuffles."""
        return int.from_bytes(self.random(8), "big") >> 1


@asynccontextmanager
async def open_database(
    path: Path,
    *,
    steps: Sequence[str] | None = None,
    random: Callable[[int], bytes] = os.urandom,
    most_waiting: int = 2000,
) -> AsyncIterator[Database]:
    """Open or make the database at `path`, and bring it up to date.

    Leaving writes what still waits. `steps` are migrations (the shipped ones where None);
    `most_waiting` is how many writes may wait before more are told to ask again.

    Raises: OperatorMustFix "database-unreadable", "database-newer", "database-foreign".
    """
    _keep_private(path)
    async with connected(path) as writing, connected(path) as reading:
        await migrate(writing, path, shipped_steps() if steps is None else steps)
        await reading.execute_fetchall("PRAGMA query_only = ON")
        async with Writer(writing, most_waiting) as writer:
            yield Database(path, writer, random, reading)


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    """A connection of its own to a database file, with every pragma the store relies on."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        try:
            await prepare(connection)
        except sqlite3.DatabaseError as error:
            raise OperatorMustFix(
                "database-unreadable",
                f"{path.name} cannot be opened as a database: {error}.",
                "Check the path; if the file is damaged, restore a backup.",
            ) from error
        yield connection


async def prepare(connection: aiosqlite.Connection) -> None:
    """Issue the pragmas. Whether deleted bytes are overwritten must not hang on a build's default.

    Raises: OperatorMustFix "secure-delete" where SQLite does not obey.
    """
    for pragma in _PRAGMAS:
        await connection.execute_fetchall(pragma)
    if list(await connection.execute_fetchall("PRAGMA secure_delete")) != [(1,)]:
        raise OperatorMustFix(
            "secure-delete",
            "This SQLite does not overwrite what is deleted.",
            "Use a SQLite that knows PRAGMA secure_delete.",
        )


def _keep_private(path: Path) -> None:
    # SQLite gives its -wal and -shm files the mode of the database
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)
