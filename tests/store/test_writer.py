import asyncio
import sqlite3

import pytest

from store.given import a_round, an_organisation_with_a_round, arrival, count, marks
from voice.errors import Busy, Refused
from voice.store.database import open_database
from voice.store.submissions import save

pytestmark = pytest.mark.anyio


async def all_of(*coroutines):
    return await asyncio.gather(*coroutines, return_exceptions=True)


def writer_task():
    [task] = [each for each in asyncio.all_tasks() if each.get_name() == "voice store writer"]
    return task


async def test_what_arrives_together_is_committed_together(db):
    await a_round(db)
    statements = []
    await db.writer.outside(lambda connection: connection.set_trace_callback(statements.append))
    assert await all_of(*(save(db, arrival(b"x" * 500)) for _ in range(300))) == ["new"] * 300
    assert 1 <= statements.count("COMMIT") <= 5
    assert await count(db, "submissions") == 300


async def test_an_answer_is_given_only_when_others_can_read_the_row(db):
    await a_round(db)

    async def send():
        sent = arrival(b"x" * 500)
        await save(db, sent)
        with sqlite3.connect(db.path) as other:
            sql = "SELECT count(*) FROM submissions JOIN receipts USING (key) WHERE mark = ?"
            [seen] = other.execute(sql, (sent.mark,)).fetchone()
        other.close()
        return seen

    assert await all_of(*(send() for _ in range(60))) == [1] * 60


async def test_rows_that_cannot_be_kept_do_not_fail_their_neighbours(db):
    await a_round(db)
    good = [arrival(b"x" * 500) for _ in range(20)]
    bad = [
        arrival(round="ffffffffffffffff"),
        arrival(mark=b"short"),
        arrival(envelope="not bytes"),
        arrival(withdrawal=2**70),
    ]
    mixed = [*good[:7], bad[0], *good[7:11], bad[1], bad[2], *good[11:], bad[3]]
    outcomes = await all_of(*(save(db, each) for each in mixed))
    for sent, outcome in zip(mixed, outcomes, strict=True):
        if sent in good:
            assert outcome == "new"
        else:
            assert isinstance(outcome, Exception)
    assert await marks(db) == {each.mark for each in good}
    assert await count(db, "submissions") == len(good)


async def test_a_job_that_refuses_leaves_nothing_behind(db):
    await a_round(db)

    async def job(connection):
        await connection.execute_fetchall("DELETE FROM rounds")
        raise Refused("changed-my-mind", "Not after all.")

    with pytest.raises(Refused) as caught:
        await db.writer.alone(job)
    assert caught.value.slug == "changed-my-mind"
    assert await count(db, "rounds") == 1
    assert await save(db, arrival()) == "new"


async def test_more_than_may_wait_are_told_to_ask_again(tmp_path):
    async with open_database(tmp_path / "voice.db", most_waiting=10) as db:
        await an_organisation_with_a_round(db)
        sent = [arrival(b"x" * 500) for _ in range(50)]
        outcomes = await all_of(*(save(db, each) for each in sent))
        kept = {each.mark for each, saved in zip(sent, outcomes, strict=True) if saved == "new"}
        refused = [each.slug for each in outcomes if isinstance(each, Busy)]
        assert len(kept) == 10
        assert refused == ["queue-full"] * 40
        assert await marks(db) == kept
        assert await save(db, sent[-1]) == "new"


async def test_closing_writes_what_still_waits(tmp_path):
    sent = [arrival(b"x" * 500) for _ in range(500)]
    async with open_database(tmp_path / "voice.db") as db:
        await an_organisation_with_a_round(db)
        tasks = [asyncio.create_task(save(db, each)) for each in sent]
        await asyncio.sleep(0)
    assert await all_of(*tasks) == ["new"] * 500
    async with open_database(tmp_path / "voice.db") as again:
        assert await marks(again) == {each.mark for each in sent}


async def test_when_the_writer_dies_nobody_is_told_that_it_was_kept(db):
    await a_round(db)
    sent = [arrival(b"x" * 500) for _ in range(300)]
    tasks = [asyncio.create_task(save(db, each)) for each in sent]
    await asyncio.sleep(0)  # they wait in the queue now
    writer_task().cancel()
    outcomes = await all_of(*tasks)
    told = {each.mark for each, saved in zip(sent, outcomes, strict=True) if saved == "new"}
    assert all(each == "new" or each.slug == "writer-gone" for each in outcomes)
    assert len(told) < 300
    assert told <= await marks(db)
    with pytest.raises(Busy) as caught:
        await save(db, arrival())
    assert caught.value.slug == "writer-gone"


async def test_a_caller_who_goes_away_does_not_stop_the_others(db):
    await a_round(db)
    tasks = [asyncio.create_task(save(db, arrival(b"x" * 500))) for _ in range(40)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    outcomes = await all_of(*tasks)
    assert outcomes[1::2] == ["new"] * 20
    assert all(isinstance(each, asyncio.CancelledError) for each in outcomes[::2])


async def test_a_full_disk_is_an_answer_and_asking_again_is_safe(db):
    await a_round(db)

    async def most_pages(pages):
        async def job(connection):
            await connection.execute_fetchall(f"PRAGMA max_page_count = {pages}")

        await db.writer.outside(job)

    await most_pages(1)  # it cannot shrink: this means "no page more than there are"
    sent = [arrival() for _ in range(5)]
    outcomes = await all_of(*(save(db, each) for each in sent))
    assert [each.slug for each in outcomes] == ["not-saved"] * 5
    assert await count(db, "receipts") == 0
    await most_pages(1_000_000)
    assert await all_of(*(save(db, each) for each in sent)) == ["new"] * 5
