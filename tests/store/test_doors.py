import pytest

from store.given import ROUND, a_round
from voice.errors import Refused
from voice.store.doors import Door, close_door, doors_of, find_door, open_door

pytestmark = pytest.mark.anyio


async def test_a_door_leads_to_its_round_until_it_is_closed(db):
    await a_round(db)
    await open_door(db, "spring", ROUND, "nearby")
    await open_door(db, "autumn", ROUND, "paper")
    spring = Door(door="spring", round=ROUND, mode="nearby", closed=False)
    autumn = Door(door="autumn", round=ROUND, mode="paper", closed=False)
    assert await find_door(db, "spring") == spring
    assert await doors_of(db, ROUND) == (autumn, spring)
    await close_door(db, "spring")
    assert (await find_door(db, "spring")).closed
    assert not (await find_door(db, "autumn")).closed
    assert await find_door(db, "winter") is None


async def test_a_name_is_used_once_even_after_closing(db):
    await a_round(db)
    await open_door(db, "spring", ROUND, "self")
    await close_door(db, "spring")
    with pytest.raises(Refused) as caught:
        await open_door(db, "spring", ROUND, "self")
    assert caught.value.slug == "door-known"


async def test_there_is_no_door_to_nowhere(db):
    with pytest.raises(Refused) as caught:
        await open_door(db, "spring", ROUND, "self")
    assert caught.value.slug == "round-unknown"
