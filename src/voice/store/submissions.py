"""Sealed answers: kept when they arrive, gone when they are withdrawn."""

import hmac
from collections.abc import Sequence
from typing import Literal

import msgspec
from aiosqlite import Connection

from voice.store.database import Database
from voice.store.maintenance import clear_log

Saved = Literal["new", "again", "withdrawn"]

_DECOY_BYTES = 20_000
_DIGEST_BYTES = 32


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """What the server keeps of one sending. The three hashes are keyed, of 32 bytes."""

    round: str
    week: str
    envelope: bytes
    mark: bytes
    """Stands for the envelope: a retry has the same one."""
    look_up: bytes
    withdrawal: bytes


async def save(db: Database, arrival: Arrival) -> Saved:
    """Keep an answer; what this returns is true on the disk.

    "again": its mark was here already, and nothing was changed. "withdrawn": a tombstone refuses
    it; the sender must not be able to tell.

    Raises: Busy (ask again), Refused "row-refused" (no such round, a hash of the wrong length).
    """
    return await db.writer.together(_save_all, (db.new_key(), arrival))


async def withdraw(db: Database, look_up: bytes, withdrawal: bytes) -> None:
    """Erase what was sent under a receipt, and leave its tombstone.

    A code that is not ours takes the same path: a decoy is planted and withdrawn in its stead, so
    that neither the reply nor the work tells which it was.

    Raises: Busy (ask again).
    """
    hashes = (look_up, withdrawal)
    decoy = (db.new_key(), db.random(_DIGEST_BYTES))

    async def job(connection: Connection) -> None:
        keys = await _matching(connection, *hashes)
        if not keys:
            await _plant(connection, decoy, hashes)
        gone = [(key, db.new_key()) for key in keys or [decoy[0]]]
        await connection.executemany(_BURY, [(stone, key) for key, stone in gone])
        await connection.executemany("DELETE FROM receipts WHERE key = ?", [(k,) for k, _ in gone])
        await connection.execute_fetchall("DELETE FROM tombstones WHERE mark = ?", (decoy[1],))

    await db.writer.alone(job)
    await clear_log(db)


_KEEP_RECEIPT = """
INSERT INTO receipts (key, round, mark, look_up, withdrawal)
SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE mark = ?3)
ON CONFLICT (mark) DO NOTHING
"""
_KEEP_ENVELOPE = """
INSERT INTO submissions (key, round, week, envelope)
SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM receipts WHERE key = ?1)
"""
_BURY = """
INSERT INTO tombstones (key, mark, round, until_week)
SELECT ?1, mark, round, until_week FROM receipts JOIN rounds USING (round) WHERE receipts.key = ?2
ON CONFLICT (mark) DO NOTHING
"""
_PLANT_RECEIPT = """
INSERT INTO receipts (key, round, mark, look_up, withdrawal)
SELECT ?, round, ?, ?, ? FROM rounds LIMIT 1
"""
_PLANT_ENVELOPE = """
INSERT INTO submissions (key, round, week, envelope)
SELECT ?, round, until_week, zeroblob(?) FROM rounds LIMIT 1
"""


async def _save_all(
    connection: Connection, items: Sequence[tuple[int, Arrival]]
) -> Sequence[Saved]:
    await connection.executemany(
        _KEEP_RECEIPT, [(key, a.round, a.mark, a.look_up, a.withdrawal) for key, a in items]
    )
    await connection.executemany(
        _KEEP_ENVELOPE, [(key, a.round, a.week, a.envelope) for key, a in items]
    )
    new = await _among(connection, "submissions", "key", [key for key, _ in items])
    if len(new) == len(items):
        return ["new"] * len(items)
    withdrawn = await _among(connection, "tombstones", "mark", [a.mark for _, a in items])

    def outcome(key: int, mark: bytes) -> Saved:
        if key in new:
            return "new"
        return "withdrawn" if mark in withdrawn else "again"

    return [outcome(key, arrival.mark) for key, arrival in items]


async def _among(
    connection: Connection,
    table: Literal["submissions", "tombstones"],
    column: Literal["key", "mark"],
    values: Sequence[int | bytes],
) -> set[int | bytes]:
    marks = ", ".join("?" * len(values))
    sql = f"SELECT {column} FROM {table} WHERE {column} IN ({marks})"  # noqa: S608 - our own names
    return {value for (value,) in await connection.execute_fetchall(sql, values)}


async def _matching(connection: Connection, look_up: bytes, withdrawal: bytes) -> list[int]:
    sql = "SELECT key, withdrawal FROM receipts WHERE look_up = ?"
    rows = await connection.execute_fetchall(sql, (look_up,))
    return [key for key, kept in rows if hmac.compare_digest(kept, withdrawal)]


async def _plant(
    connection: Connection, decoy: tuple[int, bytes], hashes: tuple[bytes, bytes]
) -> None:
    await connection.execute_fetchall(_PLANT_RECEIPT, (*decoy, *hashes))
    await connection.execute_fetchall(_PLANT_ENVELOPE, (decoy[0], _DECOY_BYTES))
