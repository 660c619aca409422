import datetime

import pytest

from store.given import FRIDAY_NOON, MONDAY, NEXT_FRIDAY, ROUND, a_round
from voice.errors import Refused
from voice.store.releases import mark_fetched, release_due
from voice.store.rounds import all_rounds, close_round, find_round, paused

pytestmark = pytest.mark.anyio


async def test_a_round_is_found_again_with_its_file_byte_for_byte(db):
    await a_round(db)
    stored = await find_round(db, ROUND)
    assert stored.file == b"signed " + ROUND.encode()
    assert (stored.organisation, stored.state, stored.practice) == ("northside", "open", False)
    assert (stored.release, stored.reading_days) == (FRIDAY_NOON, 7)
    assert stored.opened_week == "2026-W48"
    assert await all_rounds(db) == (stored,)
    assert await find_round(db, "ffffffffffffffff") is None


async def test_a_round_is_loaded_once_and_for_an_organisation_that_is_here(db):
    await a_round(db)
    for changed, slug in (
        ({}, "round-known"),
        ({"id": "ffeeddccbbaa9988", "organisation": "southside"}, "organisation-unknown"),
    ):
        with pytest.raises(Refused) as caught:
            await a_round(db, **changed)
        assert caught.value.slug == slug
    assert len(await all_rounds(db)) == 1


async def test_closing_twice_is_closing(db):
    await a_round(db)
    await close_round(db, ROUND)
    await close_round(db, ROUND)
    assert (await find_round(db, ROUND)).state == "closed"


def day_of(week, weekday):
    return datetime.date.fromisocalendar(2026, week, weekday)


async def test_doors_stop_asking_when_nobody_fetched_for_a_week_past_the_promise(db):
    await a_round(db)  # opened in week 48; it promises reading within 7 days
    stored = await find_round(db, ROUND)
    assert not paused(stored, MONDAY.date())
    assert not paused(stored, day_of(50, 7))
    assert paused(stored, day_of(51, 1))


async def test_a_fetch_makes_doors_ask_again(db):
    await a_round(db)
    await release_due(db, NEXT_FRIDAY)
    await mark_fetched(db, ROUND, 1, day_of(51, 2))
    stored = await find_round(db, ROUND)
    assert not paused(stored, day_of(53, 7))
    assert paused(stored, day_of(53, 7) + datetime.timedelta(days=1))


async def test_a_longer_promise_gives_longer(db):
    await a_round(db, reading_days=14)
    stored = await find_round(db, ROUND)
    assert not paused(stored, day_of(51, 7))
    assert paused(stored, day_of(52, 1))


async def test_practice_goes_on_without_a_reader(db):
    await a_round(db, practice=True)
    assert not paused(await find_round(db, ROUND), datetime.date(2030, 1, 1))
