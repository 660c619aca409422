import re
import stat

import aiosqlite
import pytest

from store.given import (
    a_round,
    an_organisation_with_a_round,
    arrival,
    count,
    seeded,
    something_in_every_table,
)
from voice.errors import Busy, OperatorMustFix, Refused
from voice.store.database import connected, open_database, prepare
from voice.store.submissions import save

pytestmark = pytest.mark.anyio


async def pragma(connection, name):
    [(value,)] = await connection.execute_fetchall(f"PRAGMA {name}")
    return value


async def test_the_pragmas_are_issued_whatever_the_build_has_by_default(tmp_path):
    async with aiosqlite.connect(tmp_path / "plain.db", isolation_level=None) as connection:
        for other in ("secure_delete = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            await connection.execute_fetchall(f"PRAGMA {other}")
        assert await pragma(connection, "secure_delete") == 0
        await prepare(connection)
        assert await pragma(connection, "secure_delete") == 1
        assert await pragma(connection, "synchronous") == 2
        assert await pragma(connection, "foreign_keys") == 1
        assert await pragma(connection, "journal_mode") == "wal"
        assert await pragma(connection, "trusted_schema") == 0
        assert await pragma(connection, "temp_store") == 2


async def test_both_connections_of_a_database_overwrite_what_they_delete(db):
    assert await db.read("PRAGMA secure_delete") == [(1,)]
    assert await db.writer.outside(lambda each: pragma(each, "secure_delete")) == 1


async def test_the_reading_connection_cannot_write(db):
    with pytest.raises(Busy, match="readonly") as caught:
        await db.read("DELETE FROM organisations")
    assert caught.value.slug == "not-read"
    assert await count(db, "organisations") == 1


async def test_only_its_owner_may_read_the_files(tmp_path):
    path = tmp_path / "voice.db"
    path.touch(0o644)
    async with open_database(path) as db:
        await an_organisation_with_a_round(db)
        files = list(tmp_path.glob("voice.db*"))
        assert len(files) == 3
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_keys_are_random_and_have_63_bits(db):
    keys = [db.new_key() for _ in range(2000)]
    assert len(set(keys)) == 2000
    assert all(0 <= key < 2**63 for key in keys)
    assert sum(key.bit_count() for key in keys) / 2000 == pytest.approx(31.5, abs=1)


async def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "voice.db"
    path.write_bytes(b"a shopping list" * 500)
    with pytest.raises(OperatorMustFix) as caught:
        async with open_database(path):
            pass
    assert caught.value.slug == "database-unreadable"


async def test_a_database_of_something_else_is_left_alone(tmp_path):
    path = tmp_path / "voice.db"
    async with connected(path) as connection:
        await connection.execute_fetchall("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(OperatorMustFix) as caught:
        async with open_database(path):
            pass
    assert caught.value.slug == "database-foreign"


async def test_a_closed_database_takes_nothing_more(tmp_path):
    async with open_database(tmp_path / "voice.db") as db:
        await an_organisation_with_a_round(db)
    with pytest.raises(Busy) as caught:
        await save(db, arrival())
    assert caught.value.slug == "writer-gone"


TABLES = (
    "organisations",
    "rounds",
    "doors",
    "receipts",
    "submissions",
    "tombstones",
    "releases",
    "publications",
)
FINER = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|\d{8}T|W\d{2}-?\d")


async def test_nothing_in_any_column_tells_a_time_finer_than_a_week(tmp_path):
    async with open_database(tmp_path / "voice.db", random=seeded(1)) as db:
        await something_in_every_table(db)
        for table in TABLES:
            columns = await db.read(f"PRAGMA table_info({table})")
            assert await count(db, table) > 0
            for _, column, *_ in columns:
                for (value,) in await db.read(f"SELECT {column} FROM {table}"):
                    if isinstance(value, str):
                        assert not FINER.search(value), (table, column, value)
                    if isinstance(value, int) and column != "key":
                        assert value < 10_000, (table, column, value)  # no clock is this small


async def test_the_tables_are_the_ones_that_are_documented(db):
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    assert [name for (name,) in await db.read(sql)] == sorted(TABLES)


async def test_beside_a_submission_stand_no_door_language_or_mode(db):
    columns = {
        table: {name for _, name, *_ in await db.read(f"PRAGMA table_info({table})")}
        for table in ("submissions", "receipts", "tombstones")
    }
    assert columns == {
        "submissions": {"key", "round", "week", "release", "envelope"},
        "receipts": {"key", "round", "mark", "look_up", "withdrawal"},
        "tombstones": {"key", "mark", "round", "until_week"},
    }


@pytest.mark.parametrize("week", ["2026-11-27", "2026-W48-5", "1764237600", ""])
async def test_the_schema_itself_refuses_a_finer_time(db, week):
    await a_round(db)
    with pytest.raises(Refused) as caught:
        await save(db, arrival(week=week))
    assert caught.value.slug == "row-refused"
