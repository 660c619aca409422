import asyncio
import io
import stat
import tempfile
from pathlib import Path

import pytest

from store.given import ROUND, arrival, count, fetched, something_in_every_table
from voice.errors import OperatorMustFix
from voice.sealing.bundle import read_bundle
from voice.store.database import connected, open_database
from voice.store.migrations import shipped_steps
from voice.store.rounds import find_round
from voice.store.submissions import save

pytestmark = pytest.mark.anyio

STORED = Path(__file__).parent / "version_1.sql"
SCHEMA = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
LATER = (
    "ALTER TABLE doors ADD COLUMN place TEXT NOT NULL DEFAULT '';",
    "UPDATE doors SET place = 'front'; CREATE INDEX doors_place ON doors (place);",
)


async def an_old_database(path):
    """The database that version 1 of the schema left, as it was stored with that version."""
    async with connected(path) as connection:
        await connection.execute_fetchall("PRAGMA foreign_keys = OFF")  # it is in order of names
        await connection.executescript(STORED.read_text("utf-8"))
        await connection.execute_fetchall("PRAGMA user_version = 1")


async def version(path):
    async with connected(path) as connection:
        [(number,)] = await connection.execute_fetchall("PRAGMA user_version")
        return number


async def test_a_stored_old_database_becomes_what_a_new_one_is(tmp_path):
    await an_old_database(tmp_path / "old.db")
    async with open_database(tmp_path / "old.db") as old, open_database(tmp_path / "new.db") as new:
        assert await old.read(SCHEMA) == await new.read(SCHEMA)
        assert (await find_round(old, ROUND)).organisation == "northside"
        assert read_bundle(io.BytesIO(await fetched(old))).head.count == 1
        assert await save(old, arrival()) == "new"


async def test_later_steps_run_once_and_a_copy_is_made_before(tmp_path):
    path = tmp_path / "voice.db"
    await an_old_database(path)
    for _ in range(2):
        async with open_database(path, steps=(*shipped_steps(), *LATER)) as db:
            assert await db.read("SELECT door, place FROM doors") == [("spring", "front")]
    copy = tmp_path / "voice.db.before-3"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert await version(copy) == 1
    async with open_database(copy) as old:
        assert read_bundle(io.BytesIO(await fetched(old))).head.count == 1


async def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path):
    path = tmp_path / "voice.db"
    await an_old_database(path)
    broken = "ALTER TABLE doors ADD COLUMN place TEXT; INSERT INTO nowhere VALUES (1);"
    with pytest.raises(OperatorMustFix) as caught:
        async with open_database(path, steps=(*shipped_steps(), broken)):
            pass
    assert caught.value.slug == "database-step"
    assert await version(path) == 1
    async with open_database(path) as db:
        assert len(await db.read("PRAGMA table_info(doors)")) == 5


async def test_a_step_may_make_a_table_anew_without_emptying_the_others(tmp_path):
    path = tmp_path / "voice.db"
    await an_old_database(path)
    anew = """
    CREATE TABLE fresh (key INTEGER PRIMARY KEY, round TEXT NOT NULL REFERENCES rounds (round),
        mark BLOB NOT NULL UNIQUE, look_up BLOB NOT NULL, withdrawal BLOB NOT NULL) STRICT;
    INSERT INTO fresh SELECT key, round, mark, look_up, withdrawal FROM receipts;
    DROP TABLE receipts;
    ALTER TABLE fresh RENAME TO receipts;
    """
    async with open_database(path, steps=(*shipped_steps(), anew)) as db:
        assert await count(db, "submissions") == 2
        assert await db.read("PRAGMA foreign_key_check") == []
        assert await db.writer.outside(foreign_keys) == 1


async def foreign_keys(connection):
    [(value,)] = await connection.execute_fetchall("PRAGMA foreign_keys")
    return value


async def test_a_new_database_needs_no_copy(tmp_path):
    async with open_database(tmp_path / "voice.db", steps=(*shipped_steps(), *LATER)):
        assert not list(tmp_path.glob("*before*"))


async def test_a_database_newer_than_the_code_is_refused_untouched(tmp_path):
    path = tmp_path / "voice.db"
    async with open_database(path, steps=(*shipped_steps(), *LATER)) as db:
        await something_in_every_table(db)
    before = path.read_bytes()
    with pytest.raises(OperatorMustFix) as caught:
        async with open_database(path):
            pass
    assert caught.value.slug == "database-newer"
    assert "3" in caught.value.message
    assert "1" in caught.value.message
    assert path.read_bytes() == before


if __name__ == "__main__":  # writes the stored database again: only when there is a new version 1

    async def dump(path):
        async with open_database(path) as db:
            await something_in_every_table(db, size=200)
        async with connected(path) as connection:
            return "\n".join([line async for line in connection.iterdump()])

    with tempfile.TemporaryDirectory() as folder:
        STORED.write_text(asyncio.run(dump(Path(folder) / "voice.db")), "utf-8")
