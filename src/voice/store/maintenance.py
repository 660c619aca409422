"""What keeps the file free of order and of deleted bytes, and makes backups of it."""

import asyncio
import datetime
import sqlite3
from pathlib import Path

from aiosqlite import Connection

from voice.store.copies import copy_into
from voice.store.database import BUSY_MILLISECONDS, Database, connected
from voice.store.weeks import week_of, weeks_later

_PATIENCE_MILLISECONDS = 100


async def tidy(db: Database) -> bool:
    """Rewrite the file in the order of its random keys, and empty the log. False: try again later.

    Until then pages lie in the order of arrival. Writing waits meanwhile; the rewriting takes as
    much memory as the file has bytes, for nothing may go to a temporary file.

    Raises: Busy "not-saved" while another process writes.
    """
    if not await clear_log(db):
        return False
    await db.writer.outside(_vacuum)
    return await clear_log(db)


async def clear_log(db: Database, tries: int = 5, pause: float = 0.1) -> bool:
    """Empty the write-ahead log, where deleted bytes live on. False: a reader kept it from it.

    `pause` is in seconds, between tries. When it gives False, call it again until it does not.
    """
    for turn in range(tries):
        if turn:
            await asyncio.sleep(pause)
        if await db.writer.outside(_truncate):
            return True
    return False


async def backup(db: Database, path: Path) -> None:
    """Write a whole copy to a new file. It needs sealing before it leaves the machine.

    Raises: OperatorMustFix "backup-exists", "backup-failed".
    """
    async with connected(db.path) as connection:
        await copy_into(connection, path)


async def erase_old(db: Database, today: datetime.date, released_weeks: int) -> None:
    """Erase what has been kept long enough.

    Envelopes go `released_weeks` after a desk fetched them; what was never fetched stays. Receipts
    and tombstones go when the week is past until which their round keeps them.
    """
    week = week_of(today)
    fetched = weeks_later(week, -released_weeks)

    async def job(connection: Connection) -> None:
        await connection.execute_fetchall(_ERASE_ENVELOPES, (fetched,))
        await connection.execute_fetchall(_ERASE_RECEIPTS, (week,))
        await connection.execute_fetchall("DELETE FROM tombstones WHERE until_week < ?", (week,))

    await db.writer.alone(job)
    await clear_log(db)


_ERASE_ENVELOPES = """
DELETE FROM submissions WHERE (round, release) IN
    (SELECT round, number FROM releases WHERE fetched_week < ?)
"""
_ERASE_RECEIPTS = """
DELETE FROM receipts WHERE round IN (SELECT round FROM rounds WHERE until_week < ?)
    AND NOT EXISTS (SELECT 1 FROM submissions WHERE submissions.key = receipts.key)
"""


async def _vacuum(connection: Connection) -> None:
    await connection.execute_fetchall("VACUUM")


async def _truncate(connection: Connection) -> bool:
    # the usual patience would hold up every writer behind one slow reader
    await connection.execute_fetchall(f"PRAGMA busy_timeout = {_PATIENCE_MILLISECONDS}")
    try:
        [(busy, _, _)] = await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError:
        return False
    finally:
        await connection.execute_fetchall(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return not busy
