import pytest

from store.given import (
    NEXT_FRIDAY,
    ROUND,
    an_organisation_with_a_round,
    arrival,
    count,
    fetched,
    marks,
    on_disk,
)
from voice.store.database import open_database
from voice.store.maintenance import backup
from voice.store.releases import release_due
from voice.store.submissions import save, withdraw
from voice.store.tombstones import Tombstone, absorb_tombstones, all_tombstones

pytestmark = pytest.mark.anyio

CANARY = b"lantern harbour " * 1100


async def test_send_fetch_withdraw_retry_restore_and_it_is_nowhere(tmp_path):
    sent, other = arrival(CANARY), arrival()
    async with open_database(tmp_path / "voice.db") as db:
        await an_organisation_with_a_round(db)
        await save(db, sent)
        await save(db, other)
        await release_due(db, NEXT_FRIDAY)
        assert CANARY in await fetched(db)
        await backup(db, tmp_path / "older.db")
        await withdraw(db, sent.look_up, sent.withdrawal)
        assert await save(db, sent) == "withdrawn"
        assert CANARY not in await fetched(db)
        assert CANARY[:16] not in on_disk(db)
        tombstones = await all_tombstones(db)
    async with open_database(tmp_path / "older.db") as restored:
        assert CANARY[:16] in on_disk(restored)
        await absorb_tombstones(restored, tombstones)
        assert CANARY[:16] not in on_disk(restored)
        assert CANARY not in await fetched(restored)
        assert await save(restored, sent) == "withdrawn"
        assert await marks(restored) == {other.mark}
        assert await all_tombstones(restored) == tombstones


async def test_a_tombstone_outlives_a_backup_that_does_not_know_its_round(db):
    stone = Tombstone(mark=bytes(32), round=ROUND, until_week="2027-W12")
    await absorb_tombstones(db, [stone])
    await absorb_tombstones(db, [stone])
    assert await all_tombstones(db) == (stone,)
    assert await count(db, "rounds") == 0
