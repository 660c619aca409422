"""Rounds as the server holds them: the signed file, whether they are open, when they release."""

import datetime
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from aiosqlite import Connection

from voice.errors import Refused
from voice.forms.round import Release, RoundFile
from voice.store.database import Database
from voice.store.weeks import first_day, last_time, week_of, weeks_later


class StoredRound(msgspec.Struct, frozen=True, kw_only=True):
    """One round, without opening its file. Weeks are ISO weeks (`2026-W48`)."""

    round: str
    organisation: str
    file: bytes
    """The signed round file, byte for byte."""
    practice: bool
    state: Literal["open", "closed"]
    release: Release
    reading_days: int
    opened_week: str
    used_week: str
    """The last week whose release time is used up."""
    fetched_week: str | None
    """The week in which a desk last fetched a bundle of this round."""


async def open_round(
    db: Database, file: RoundFile, signed: bytes, *, now: datetime.datetime, backup_weeks: int
) -> None:
    """Take in a round whose signature was checked. Its first release is at the next release time.

    `signed` is the file that `file` was read from. Receipts and tombstones are kept until
    `backup_weeks` after the round ends: as long as a backup that holds its answers may exist.

    Raises: Refused "round-known", "organisation-unknown".
    """
    row = (
        *(db.new_key(), file.id, file.organisation, signed, file.practice),
        *(file.release.weekday, file.release.hour, file.reading_days),
        week_of(now.astimezone(datetime.UTC)),
        week_of(last_time(file.release, now)),
        weeks_later(week_of(file.closes_on), backup_weeks),
    )

    async def job(connection: Connection) -> None:
        if await connection.execute_fetchall("SELECT 1 FROM rounds WHERE round = ?", (file.id,)):
            raise Refused(
                "round-known", f"Round {file.id} is here already.", "A changed round is a new one."
            )
        sql = "SELECT 1 FROM organisations WHERE slug = ?"
        if not await connection.execute_fetchall(sql, (file.organisation,)):
            raise Refused(
                "organisation-unknown", f"There is no {file.organisation} here.", "Add it first."
            )
        await connection.execute_fetchall(_INSERT, row)

    await db.writer.alone(job)


async def close_round(db: Database, round_id: str) -> None:
    """Take no new answers; what waits is still released at its time. Again is harmless."""

    async def job(connection: Connection) -> None:
        sql = "UPDATE rounds SET state = 'closed' WHERE round = ?"
        await connection.execute_fetchall(sql, (round_id,))

    await db.writer.alone(job)


async def find_round(db: Database, round_id: str) -> StoredRound | None:
    """The round with this id, or None."""
    rows = await db.read(f"{_SELECT} WHERE round = ?", (round_id,))
    return _stored(rows[0]) if rows else None


async def all_rounds(db: Database) -> tuple[StoredRound, ...]:
    """Every round, open or closed, in the order of their ids."""
    return tuple(_stored(row) for row in await db.read(f"{_SELECT} ORDER BY round"))


def paused(round_: StoredRound, today: datetime.date) -> bool:
    """Whether its doors must stop asking: nobody fetched for a week past the promise.

    Counted from the end of the week of the last fetch (of the opening, before any), because the
    day is not kept; so nobody who reads in time is ever stopped. Practice rounds go on.
    """
    sunday = first_day(round_.fetched_week or round_.opened_week) + datetime.timedelta(days=6)
    return not round_.practice and today > sunday + datetime.timedelta(days=round_.reading_days + 7)


_INSERT = """
INSERT INTO rounds (key, round, organisation, file, practice, state,
    weekday, hour, reading_days, opened_week, used_week, until_week)
VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?)
"""
_SELECT = """
SELECT round, organisation, file, practice, state, weekday, hour, reading_days, opened_week,
    used_week, (SELECT max(fetched_week) FROM releases WHERE releases.round = rounds.round)
FROM rounds
"""


def _stored(row: Sequence[Any]) -> StoredRound:
    round_id, organisation, file, practice, state, weekday, hour, *weeks = row
    reading_days, opened_week, used_week, fetched_week = weeks
    return StoredRound(
        round=round_id,
        organisation=organisation,
        file=file,
        practice=bool(practice),
        state=state,
        release=Release(weekday=weekday, hour=hour),
        reading_days=reading_days,
        opened_week=opened_week,
        used_week=used_week,
        fetched_week=fetched_week,
    )
