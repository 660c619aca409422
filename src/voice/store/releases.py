"""Releases: what waits goes to the desk at one fixed time of the week, and never more often."""

import datetime

import msgspec
from aiosqlite import Connection

from voice.store.database import Database
from voice.store.maintenance import tidy
from voice.store.rounds import StoredRound, all_rounds, find_round
from voice.store.weeks import last_time, used_by, week_of


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """One release of a round. `fetched_week` is None until a desk fetched it."""

    round: str
    number: int
    week: str
    fetched_week: str | None


async def due(db: Database, round_id: str, now: datetime.datetime) -> bool:
    """Whether the round has something to release now. `now` has a time zone."""
    stored = await find_round(db, round_id)
    return stored is not None and _is_due(stored, await _waiting(db, round_id), now)


async def release_due(db: Database, now: datetime.datetime) -> tuple[tuple[str, int], ...]:
    """Release every round whose time has come, then tidy. Gives (round, number) of each.

    Call it as often as you like. An open round releases each week even when nothing waits: if an
    empty week were left out, one answer later in that week would be released at once, alone.

    Raises: Busy; what was released by then stays so, and `maintenance.tidy` is still to be done.
    """
    made: list[tuple[str, int]] = []
    real = False
    for stored in await all_rounds(db):
        number = await release(db, stored.round, now)
        if number is not None:
            made.append((stored.round, number))
            real = real or not stored.practice
    if real:
        await tidy(db)
    return tuple(made)


async def release(db: Database, round_id: str, now: datetime.datetime) -> int | None:
    """Put what waits into the round's next release, if its time has come; gives its number.

    Its rows lie in the order of arrival until `maintenance.tidy`; `release_due` sees to both.

    Raises: Busy (ask again).
    """
    stored = await find_round(db, round_id)
    if stored is None or not _is_due(stored, await _waiting(db, round_id), now):
        return None
    used = max(stored.used_week, used_by(stored.release, now))

    async def job(connection: Connection) -> int | None:
        # whoever else found it due at the same moment has moved `used_week` or emptied the queue
        claim = await connection.execute_fetchall(_CLAIM, (used, round_id, stored.used_week))
        if not claim:
            return None
        row = (db.new_key(), week_of(now.astimezone(datetime.UTC)), round_id)
        [(number,)] = await connection.execute_fetchall(_MAKE, row)
        await connection.execute_fetchall(_FILL, (number, round_id))
        return int(number)

    return await db.writer.alone(job)


async def releases(db: Database, round_id: str) -> tuple[Released, ...]:
    """All releases of a round, the oldest first."""
    sql = "SELECT number, week, fetched_week FROM releases WHERE round = ? ORDER BY number"
    return tuple(
        Released(round=round_id, number=number, week=week, fetched_week=fetched)
        for number, week, fetched in await db.read(sql, (round_id,))
    )


async def mark_fetched(db: Database, round_id: str, number: int, today: datetime.date) -> None:
    """Note the week in which a desk took a bundle to its end. Keeps the round's doors asking."""

    async def job(connection: Connection) -> None:
        sql = "UPDATE releases SET fetched_week = ? WHERE round = ? AND number = ?"
        await connection.execute_fetchall(sql, (week_of(today), round_id, number))

    await db.writer.alone(job)


_CLAIM = """
UPDATE rounds SET used_week = ?1 WHERE round = ?2 AND used_week = ?3
    AND (NOT practice OR EXISTS
        (SELECT 1 FROM submissions WHERE round = ?2 AND release IS NULL))
RETURNING round
"""
_MAKE = """
INSERT INTO releases (key, week, round, number)
SELECT ?1, ?2, ?3, 1 + coalesce(max(number), 0) FROM releases WHERE round = ?3
RETURNING number
"""
_FILL = "UPDATE submissions SET release = ? WHERE round = ? AND release IS NULL"


def _is_due(stored: StoredRound, waiting: bool, now: datetime.datetime) -> bool:
    if stored.practice:
        return waiting
    if stored.state == "closed" and not waiting:
        return False
    return stored.used_week < week_of(last_time(stored.release, now))


async def _waiting(db: Database, round_id: str) -> bool:
    sql = "SELECT 1 FROM submissions WHERE round = ? AND release IS NULL LIMIT 1"
    return bool(await db.read(sql, (round_id,)))
