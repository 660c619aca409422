import asyncio
import os
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.given import (
    ROUND,
    a_round,
    an_organisation_with_a_round,
    arrival,
    count,
    marks,
    on_disk,
)
from voice.store.database import open_database
from voice.store.maintenance import clear_log, tidy
from voice.store.submissions import save, withdraw

pytestmark = pytest.mark.anyio


async def test_a_retry_changes_nothing(db):
    await a_round(db)
    sent = arrival()
    assert await save(db, sent) == "new"
    assert await save(db, sent) == "again"
    assert await db.read("SELECT round, week, release, envelope FROM submissions") == [
        (ROUND, "2026-W48", None, sent.envelope)
    ]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60))
def test_however_retries_interleave_each_answer_is_new_once(tmp_path_factory, order):
    async def scenario():
        path = tmp_path_factory.mktemp("retries") / "voice.db"
        async with open_database(path) as db:
            await an_organisation_with_a_round(db)
            sent = [arrival(b"x" * 300) for _ in range(10)]
            outcomes = await asyncio.gather(*(save(db, sent[each]) for each in order))
            assert outcomes.count("new") == len(set(order))
            assert outcomes.count("again") == len(order) - len(set(order))
            assert await marks(db) == {sent[each].mark for each in order}
            assert await count(db, "submissions") == len(set(order))

    asyncio.run(scenario())


async def test_what_is_withdrawn_is_gone_and_stays_gone(db):
    await a_round(db)
    sent, other = arrival(), arrival()
    await save(db, sent)
    await save(db, other)
    assert await withdraw(db, sent.look_up, sent.withdrawal) is None
    assert await marks(db) == {other.mark}
    assert await db.read("SELECT envelope FROM submissions") == [(other.envelope,)]
    # the round ends in 2027-W08, and backups live for 4 weeks more
    assert await db.read("SELECT mark, round, until_week FROM tombstones") == [
        (sent.mark, ROUND, "2027-W12")
    ]
    assert await save(db, sent) == "withdrawn"
    assert await marks(db) == {other.mark}


async def test_one_receipt_takes_back_everything_that_was_sent_under_it(db):
    await a_round(db)
    first = arrival()
    second = arrival(look_up=first.look_up, withdrawal=first.withdrawal)
    await save(db, first)
    await save(db, second)
    await withdraw(db, first.look_up, first.withdrawal)
    assert await count(db, "submissions") == 0
    assert await count(db, "tombstones") == 2


@pytest.mark.parametrize("wrong", ["look_up", "withdrawal", "both"])
async def test_a_code_that_is_not_ours_changes_nothing_and_is_answered_alike(db, wrong):
    await a_round(db)
    sent = arrival()
    await save(db, sent)
    before = [row async for row in contents(db)]
    look_up = sent.look_up if wrong == "withdrawal" else os.urandom(32)
    withdrawal = sent.withdrawal if wrong == "look_up" else os.urandom(32)
    assert await withdraw(db, look_up, withdrawal) is None
    assert [row async for row in contents(db)] == before


async def contents(db):
    for table in ("receipts", "submissions", "tombstones"):
        for row in await db.read(f"SELECT * FROM {table} ORDER BY key"):
            yield row


async def test_a_code_that_is_not_ours_costs_the_same_work(db):
    await a_round(db)
    sent = arrival(os.urandom(20_000))
    for each in (sent, *(arrival(os.urandom(20_000)) for _ in range(20))):
        await save(db, each)
    ours, our_pages = await work_of(db, sent.look_up, sent.withdrawal)
    unknown, pages = await work_of(db, os.urandom(32), os.urandom(32))
    # beyond the decoy's two, the statements are the same ones
    planted = [each for each in unknown if each not in ours]
    assert len(planted) == 2
    assert all(each.startswith("INSERT") for each in planted)
    assert [each for each in unknown if each not in planted] == ours
    assert pages == pytest.approx(our_pages, abs=3)
    assert our_pages > 6


async def work_of(db, look_up, withdrawal):
    """The statements of one withdrawal without their values, and the pages it wrote."""
    statements = []
    pages = []

    async def watch(connection):
        await connection.set_trace_callback(statements.append)

    async def unwatch(connection):
        await connection.set_trace_callback(None)

    def log_pages():
        log = db.path.with_name(db.path.name + "-wal")
        return log.stat().st_size // 4096

    await clear_log(db)
    await db.writer.outside(watch)
    other = sqlite3.connect(db.path)  # an older reader keeps the log from being emptied
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM rounds").fetchone()
    await withdraw(db, look_up, withdrawal)
    pages.append(log_pages())
    other.close()
    await clear_log(db)
    await db.writer.outside(unwatch)
    kept = [" ".join(each.split()[:3]) for each in statements if "PRAGMA" not in each]
    return kept, pages[0]


async def test_deleted_bytes_are_in_no_file(db):
    await a_round(db)
    canary = b"lantern harbour " * 1100
    sent = arrival(canary)
    await save(db, sent)
    for _ in range(30):
        await save(db, arrival())
    await tidy(db)
    for each in (canary[:16], sent.look_up, sent.withdrawal):
        assert each in on_disk(db)
    await withdraw(db, sent.look_up, sent.withdrawal)
    for each in (canary[:16], sent.look_up, sent.withdrawal):
        assert each not in on_disk(db)


async def test_an_older_reader_keeps_deleted_bytes_in_the_log_until_the_next_try(db):
    await a_round(db)
    canary = b"lantern harbour " * 1100
    sent = arrival(canary)
    await save(db, sent)
    reader = sqlite3.connect(db.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM submissions").fetchone()
    await withdraw(db, sent.look_up, sent.withdrawal)
    assert canary[:16] in on_disk(db)
    assert not await clear_log(db, tries=1)
    reader.close()
    assert await clear_log(db)
    assert canary[:16] not in on_disk(db)


async def test_withdrawing_works_before_there_is_any_round(db):
    assert await withdraw(db, os.urandom(32), os.urandom(32)) is None
    assert await count(db, "tombstones") == 0
