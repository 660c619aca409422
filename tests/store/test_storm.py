import subprocess
import sys
from pathlib import Path

import pytest

from store.given import an_organisation_with_a_round, marks
from voice.store.database import open_database

pytestmark = pytest.mark.anyio

STORM = Path(__file__).parent / "storm.py"


def storm_killed_after(path, lines):
    """The marks that were acknowledged before the process was killed, without any warning."""
    command = [sys.executable, str(STORM), str(path)]
    env = {"PYTHONPATH": str(STORM.parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
        told = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        told += process.stdout.readlines()
    assert process.returncode == -9
    # the last line may be cut
    return {bytes.fromhex(line.decode()) for line in told if line.endswith(b"\n")}


async def test_what_was_acknowledged_is_there_after_a_kill_in_the_middle_of_a_storm(tmp_path):
    path = tmp_path / "voice.db"
    async with open_database(path) as db:
        await an_organisation_with_a_round(db)
    told = set()
    for lines in (1, 150, 700):
        told |= storm_killed_after(path, lines)
        async with open_database(path) as db:
            kept = await marks(db)
            assert told <= kept
            assert await db.read("PRAGMA integrity_check") == [("ok",)]
            assert await db.read("PRAGMA foreign_key_check") == []
    assert len(told) > 850
