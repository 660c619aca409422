import asyncio
import datetime
import sqlite3
import stat

import pytest

from store.given import (
    NEXT_FRIDAY,
    ROUND,
    a_round,
    an_organisation_with_a_round,
    arrival,
    count,
    fetched,
    marks,
    on_disk,
    rank_correlation,
    seeded,
    something_in_every_table,
)
from voice.errors import OperatorMustFix
from voice.store.copies import copy_into
from voice.store.database import connected, open_database
from voice.store.maintenance import backup, clear_log, erase_old, tidy
from voice.store.releases import mark_fetched, release_due
from voice.store.submissions import save, withdraw

pytestmark = pytest.mark.anyio


def places(db, sent):
    """Where in the database file each envelope lies."""
    data = db.path.read_bytes()
    # an envelope is longer than a page; its own middle lies on a page of its own
    return [data.index(each.envelope[6_000:6_016]) for each in sent]


async def many(db, amount):
    sent = [arrival() for _ in range(amount)]
    for each in sent:
        await save(db, each)
    return sent


async def test_pages_lie_in_the_order_of_arrival_until_it_is_tidied(tmp_path):
    async with open_database(tmp_path / "voice.db", random=seeded(7)) as db:
        await an_organisation_with_a_round(db)
        sent = await many(db, 500)
        await clear_log(db)
        assert rank_correlation(places(db, sent)) > 0.95
        assert await tidy(db)
        assert abs(rank_correlation(places(db, sent))) < 0.15


async def test_a_release_leaves_no_order_of_arrival_in_the_file(tmp_path):
    async with open_database(tmp_path / "voice.db", random=seeded(8)) as db:
        await an_organisation_with_a_round(db)
        sent = await many(db, 500)
        await release_due(db, NEXT_FRIDAY)
        assert abs(rank_correlation(places(db, sent))) < 0.15


async def test_tidying_waits_for_an_older_reader_and_says_so(db):
    await a_round(db)
    await many(db, 3)
    reader = sqlite3.connect(db.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM submissions").fetchone()
    await save(db, arrival())
    assert not await tidy(db)
    reader.close()
    assert await tidy(db)
    assert await count(db, "submissions") == 4


async def test_a_backup_is_whole_and_only_its_owner_may_read_it(tmp_path):
    async with open_database(tmp_path / "voice.db") as db:
        await something_in_every_table(db)
        await backup(db, tmp_path / "copy.db")
        bundle = await fetched(db)
        known = await marks(db)
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    async with open_database(tmp_path / "copy.db") as copy:
        assert await fetched(copy) == bundle
        assert await marks(copy) == known


async def test_a_backup_never_takes_the_place_of_another_file(db, tmp_path):
    (tmp_path / "copy.db").write_bytes(b"a letter")
    with pytest.raises(OperatorMustFix) as caught:
        await backup(db, tmp_path / "copy.db")
    assert caught.value.slug == "backup-exists"
    assert (tmp_path / "copy.db").read_bytes() == b"a letter"


async def test_a_backup_that_cannot_be_finished_leaves_no_half_of_a_file(tmp_path):
    async with open_database(tmp_path / "voice.db") as db:
        await something_in_every_table(db)
        async with connected(db.path) as connection:
            # within a transaction SQLite refuses to copy
            await connection.execute_fetchall("BEGIN")
            with pytest.raises(OperatorMustFix) as caught:
                await copy_into(connection, tmp_path / "copy.db")
        assert caught.value.slug == "backup-failed"
        assert not list(tmp_path.glob("copy.db*"))


async def test_answers_may_arrive_while_a_backup_is_made(db, tmp_path):
    await a_round(db)
    await many(db, 50)
    sent = [arrival() for _ in range(50)]
    saved = await asyncio.gather(
        backup(db, tmp_path / "copy.db"), *(save(db, each) for each in sent)
    )
    assert saved[1:] == ["new"] * 50


async def test_what_was_fetched_long_ago_is_erased_and_can_still_be_withdrawn(db):
    await a_round(db)
    [sent] = await many(db, 1)
    await release_due(db, NEXT_FRIDAY)
    await mark_fetched(db, ROUND, 1, NEXT_FRIDAY)
    [waiting] = await many(db, 1)
    last_kept = NEXT_FRIDAY + datetime.timedelta(weeks=6)
    await erase_old(db, last_kept, released_weeks=6)
    assert await count(db, "submissions") == 2
    await erase_old(db, last_kept + datetime.timedelta(weeks=1), released_weeks=6)
    assert await db.read("SELECT envelope FROM submissions") == [(waiting.envelope,)]
    assert sent.envelope[:16] not in on_disk(db)
    assert await save(db, sent) == "again"
    await withdraw(db, sent.look_up, sent.withdrawal)
    assert await db.read("SELECT mark FROM tombstones") == [(sent.mark,)]


async def test_what_was_never_fetched_is_never_erased(db):
    await a_round(db)
    [sent] = await many(db, 1)
    await release_due(db, NEXT_FRIDAY)
    await erase_old(db, NEXT_FRIDAY + datetime.timedelta(weeks=200), released_weeks=1)
    assert await marks(db) == {sent.mark}
    assert await count(db, "submissions") == 1


async def test_tombstones_and_receipts_go_when_their_time_is_over(db):
    await a_round(db)  # kept until the end of 2027-W12
    sent, withdrawn = await many(db, 2)
    await withdraw(db, withdrawn.look_up, withdrawn.withdrawal)
    await release_due(db, NEXT_FRIDAY)
    await mark_fetched(db, ROUND, 1, NEXT_FRIDAY)
    await erase_old(db, datetime.date.fromisocalendar(2027, 12, 7), released_weeks=1)
    assert (await count(db, "tombstones"), await count(db, "receipts")) == (1, 1)
    await erase_old(db, datetime.date.fromisocalendar(2027, 13, 1), released_weeks=1)
    assert (await count(db, "tombstones"), await count(db, "receipts")) == (0, 0)
    for gone in (withdrawn.mark, sent.mark, sent.look_up):
        assert gone not in on_disk(db)
