"""Doors: the links and QR codes through which a round is answered."""

import msgspec
from aiosqlite import Connection

from voice.errors import Refused
from voice.forms.inside import Mode
from voice.store.database import Database


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """One door. Nothing stored tells which answers came through it."""

    door: str
    """The slug in the link."""
    round: str
    mode: Mode
    closed: bool


async def open_door(db: Database, door: str, round_id: str, mode: Mode) -> None:
    """Make a door to a round.

    Raises: Refused "door-known", "round-unknown".
    """

    async def job(connection: Connection) -> None:
        if await connection.execute_fetchall("SELECT 1 FROM doors WHERE door = ?", (door,)):
            raise Refused("door-known", f"There is a door {door} already.", "Choose another name.")
        sql = "SELECT 1 FROM rounds WHERE round = ?"
        if not await connection.execute_fetchall(sql, (round_id,)):
            raise Refused("round-unknown", f"There is no round {round_id} here.", "Load it first.")
        sql = "INSERT INTO doors (key, door, round, mode) VALUES (?, ?, ?, ?)"
        await connection.execute_fetchall(sql, (db.new_key(), door, round_id, mode))

    await db.writer.alone(job)


async def close_door(db: Database, door: str) -> None:
    """Ask nothing at this door any more. Again is harmless."""

    async def job(connection: Connection) -> None:
        await connection.execute_fetchall("UPDATE doors SET closed = 1 WHERE door = ?", (door,))

    await db.writer.alone(job)


async def find_door(db: Database, door: str) -> Door | None:
    """The door with this slug, open or closed; None where there never was one."""
    rows = await db.read(f"{_SELECT} WHERE door = ?", (door,))
    return _door(*rows[0]) if rows else None


async def doors_of(db: Database, round_id: str) -> tuple[Door, ...]:
    """All doors of a round, in the order of their slugs."""
    rows = await db.read(f"{_SELECT} WHERE round = ? ORDER BY door", (round_id,))
    return tuple(_door(*row) for row in rows)


_SELECT = "SELECT door, round, mode, closed FROM doors"


def _door(door: str, round_id: str, mode: Mode, closed: int) -> Door:
    return Door(door=door, round=round_id, mode=mode, closed=bool(closed))
