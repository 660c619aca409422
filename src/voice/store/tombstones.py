"""Tombstones: the marks of what was withdrawn, so that it never comes back."""

from collections.abc import Iterable

import msgspec
from aiosqlite import Connection

from voice.store.database import Database
from voice.store.maintenance import clear_log


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """One envelope's mark (32 bytes) and the week to whose end it is kept."""

    mark: bytes
    round: str
    until_week: str


async def all_tombstones(db: Database) -> tuple[Tombstone, ...]:
    """Every tombstone: take them along when an older backup is put in this database's place."""
    rows = await db.read("SELECT mark, round, until_week FROM tombstones ORDER BY mark")
    return tuple(Tombstone(mark=m, round=r, until_week=u) for m, r, u in rows)


async def absorb_tombstones(db: Database, tombstones: Iterable[Tombstone]) -> None:
    """Take over tombstones, and erase whatever they stand for: do it first after a restore.

    Raises: Busy (ask again).
    """
    stones = list(tombstones)

    async def job(connection: Connection) -> None:
        await connection.executemany(
            "INSERT INTO tombstones (key, mark, round, until_week) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (mark) DO NOTHING",
            [(db.new_key(), each.mark, each.round, each.until_week) for each in stones],
        )
        await connection.executemany(
            "DELETE FROM receipts WHERE mark = ?", [(each.mark,) for each in stones]
        )

    await db.writer.alone(job)
    await clear_log(db)
