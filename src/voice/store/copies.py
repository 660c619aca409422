"""Whole copies of a database, made while it is in use."""

import os
import sqlite3
from pathlib import Path

from aiosqlite import Connection

from voice.errors import OperatorMustFix


async def copy_into(connection: Connection, path: Path) -> None:
    """Write what the database holds now to a new file that only its owner may read.

    Rows lie in the order of their random keys, and nothing deleted comes along.

    A copy never takes the place of another file.

    Raises: OperatorMustFix "backup-exists", "backup-failed".
    """
    _new_file(path)
    try:
        await connection.execute_fetchall("VACUUM INTO ?", (str(path),))
        _flush(path)
    except (sqlite3.Error, OSError) as error:
        _discard(path)
        raise OperatorMustFix(
            "backup-failed",
            f"{path.name} could not be written: {error}.",
            "See that there is room on the disk, and try again.",
        ) from error


def _new_file(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise OperatorMustFix(
            "backup-exists", f"{path.name} exists already.", "Choose a name that is not in use."
        ) from error


def _flush(path: Path) -> None:
    # VACUUM INTO leaves its file to the system's own time of writing
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _discard(path: Path) -> None:
    path.unlink(missing_ok=True)
