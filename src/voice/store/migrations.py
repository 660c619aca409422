"""The steps that bring a database file to the form this code knows; forward only."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from aiosqlite import Connection

from voice.errors import OperatorMustFix
from voice.store.copies import copy_into

_STEPS = ("schema.sql",)


def shipped_steps() -> tuple[str, ...]:
    """The SQL of every step, oldest first. Step n brings a database from n - 1 to version n."""
    here = Path(__file__).parent
    return tuple((here / name).read_text(encoding="utf-8") for name in _STEPS)


async def migrate(connection: Connection, path: Path, steps: Sequence[str]) -> None:
    """Run the steps that `path` has not had, each in one transaction.

    A database that holds something is copied first, to `<path>.before-<version>`: like any backup
    it may hold what is withdrawn later, so erase it once the new version has shown that it works.

    Raises: OperatorMustFix "database-newer", "database-foreign", "database-step",
    "backup-exists" or "backup-failed".
    """
    version = await _number(connection, "PRAGMA user_version")
    if version > len(steps):
        raise OperatorMustFix(
            "database-newer",
            f"{path.name} has version {version}; this copy of Voice knows up to {len(steps)}.",
            "Install the newer Voice again, or open the copy made before the change.",
        )
    if version == 0 and await _number(connection, "SELECT count(*) FROM sqlite_schema"):
        raise OperatorMustFix(
            "database-foreign",
            f"{path.name} is a database, but not one of Voice's.",
            "Give the path of another file.",
        )
    if 0 < version < len(steps):
        await copy_into(connection, path.with_name(f"{path.name}.before-{len(steps)}"))
    # a step that makes a table anew drops the old one; that must not empty those that refer to it
    await connection.execute_fetchall("PRAGMA foreign_keys = OFF")
    for number, step in enumerate(steps[version:], start=version + 1):
        await _run(connection, step, number)
    await connection.execute_fetchall("PRAGMA foreign_keys = ON")


async def _run(connection: Connection, step: str, number: int) -> None:
    script = f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;"
    try:
        await connection.executescript(script)
    except sqlite3.Error as error:
        await connection.rollback()
        raise OperatorMustFix(
            "database-step",
            f"Bringing the database to version {number} failed: {error}.",
            "It is as it was before. Go back to the Voice that it worked with, and report this.",
        ) from error


async def _number(connection: Connection, sql: str) -> int:
    [(number,)] = await connection.execute_fetchall(sql)
    return int(number)
