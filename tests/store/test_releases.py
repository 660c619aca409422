import asyncio
import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.given import (
    FRIDAY_NOON,
    MONDAY,
    NEXT_FRIDAY,
    ROUND,
    a_round,
    an_organisation_with_a_round,
    arrival,
    count,
)
from voice.store.database import open_database
from voice.store.releases import due, mark_fetched, release, release_due, releases
from voice.store.rounds import close_round, find_round
from voice.store.submissions import save

pytestmark = pytest.mark.anyio

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
NOON = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)  # the first release time


async def numbers(db):
    rows = await db.read("SELECT release FROM submissions")
    return sorted((number for (number,) in rows), key=lambda each: (each is None, each))


async def test_what_waits_is_released_at_the_fixed_hour_and_not_before(db):
    await a_round(db)
    await save(db, arrival())
    await save(db, arrival())
    assert not await due(db, ROUND, NOON - HOUR / 60)
    assert await release_due(db, NOON - HOUR / 60) == ()
    assert await due(db, ROUND, NOON)
    assert await release_due(db, NOON) == ((ROUND, 1),)
    assert await numbers(db) == [1, 1]
    assert [each.week for each in await releases(db, ROUND)] == ["2026-W48"]


async def test_the_hour_is_in_utc_wherever_the_server_stands(db):
    await a_round(db)
    nairobi = datetime.timezone(3 * HOUR)
    assert not await due(db, ROUND, (NOON - HOUR / 60).astimezone(nairobi))
    assert await due(db, ROUND, NOON.astimezone(nairobi))


async def test_ten_thousand_polls_in_a_week_make_one_bundle(db):
    await a_round(db)
    await release_due(db, NOON)
    await save(db, arrival())
    made = []
    for turn in range(10_000):
        made.append(await release(db, ROUND, NOON + (turn + 1) * WEEK / 10_000))
        if turn % 1000 == 0:
            await save(db, arrival(b"x" * 300))
    assert [each for each in made if each is not None] == [2]
    assert made[-1] == 2  # at noon on the next Friday
    assert await numbers(db) == [2] * 11


async def test_an_answer_after_an_empty_release_waits_for_the_next_one(db):
    await a_round(db)
    assert await release_due(db, NOON) == ((ROUND, 1),)
    await save(db, arrival())
    assert await release_due(db, NOON + HOUR) == ()
    assert await numbers(db) == [None]
    assert await release_due(db, NOON + WEEK) == ((ROUND, 2),)


async def test_a_round_opened_between_two_release_times_waits_for_the_next(db):
    await a_round(db, now=NOON + HOUR)
    await save(db, arrival())
    assert not await due(db, ROUND, NOON + 2 * HOUR)
    assert await due(db, ROUND, NOON + WEEK)


async def test_polls_at_the_same_moment_make_one_release(db):
    await a_round(db)
    await save(db, arrival())
    made = await asyncio.gather(*(release(db, ROUND, NOON) for _ in range(20)))
    assert sorted(made, key=str) == [1] + [None] * 19


async def test_a_practice_round_releases_at_once_but_never_nothing(db):
    await a_round(db, practice=True)
    assert await release_due(db, MONDAY) == ()
    for number in (1, 2):
        await save(db, arrival())
        assert await release_due(db, MONDAY) == ((ROUND, number),)
    assert await release_due(db, MONDAY) == ()


async def test_a_closed_round_releases_what_still_waits_and_then_no_more(db):
    await a_round(db)
    await save(db, arrival())
    await close_round(db, ROUND)
    assert await release_due(db, NOON - HOUR) == ()
    assert await release_due(db, NOON) == ((ROUND, 1),)
    assert await release_due(db, NOON + WEEK) == ()


async def test_an_unknown_round_releases_nothing(db):
    assert not await due(db, ROUND, NOON)
    assert await release(db, ROUND, NOON) is None


async def test_a_fetch_is_remembered_by_its_week(db):
    await a_round(db)
    await release_due(db, NOON)
    assert (await find_round(db, ROUND)).fetched_week is None
    await mark_fetched(db, ROUND, 1, NEXT_FRIDAY)
    assert (await find_round(db, ROUND)).fetched_week == "2026-W48"
    assert [each.fetched_week for each in await releases(db, ROUND)] == ["2026-W48"]


POLLS = st.lists(st.integers(1, 20 * 24), min_size=1, max_size=30)
"""Hours from one time that the server runs to the next: it may be off for up to 20 days."""


@given(POLLS)
def test_whatever_keeps_the_server_off_releases_lie_at_least_six_days_apart(tmp_path_factory, gaps):
    async def scenario():
        path = tmp_path_factory.mktemp("polls") / "voice.db"
        async with open_database(path) as db:
            await an_organisation_with_a_round(db)
            now, made = MONDAY, []
            for gap in gaps:
                now += gap * HOUR
                if await release(db, ROUND, now) is not None:
                    made.append(now)
            assert all(later - earlier >= 6 * DAY for earlier, later in pairwise(made))

    asyncio.run(scenario())


@given(st.lists(st.integers(1, 23), min_size=30, max_size=80))
def test_with_a_poll_every_day_nothing_waits_longer_than_a_week_and_a_day(tmp_path_factory, gaps):
    async def scenario():
        path = tmp_path_factory.mktemp("polls") / "voice.db"
        async with open_database(path) as db:
            await an_organisation_with_a_round(db)
            now = last = MONDAY
            for gap in gaps:
                now += gap * HOUR
                if await release(db, ROUND, now) is not None:
                    last = now
                assert now - last <= WEEK + DAY

    asyncio.run(scenario())


async def test_releases_are_counted_for_each_round_apart(db):
    await a_round(db)
    other = await a_round(db, id="ffeeddccbbaa9988", release=FRIDAY_NOON)
    await save(db, arrival(round=other))
    assert await release_due(db, NOON) == ((ROUND, 1), (other, 1))
    assert await release_due(db, NOON + WEEK) == ((ROUND, 2), (other, 2))
    assert await count(db, "releases") == 4
