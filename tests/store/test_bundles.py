import io

import pytest

from store.given import (
    MARK_KEY,
    NEXT_FRIDAY,
    ROUND,
    a_round,
    arrival,
    fetched,
)
from voice.errors import Busy, NotReadable, Refused
from voice.sealing.bundle import read_bundle
from voice.store.bundles import bundle, plan_bundle
from voice.store.maintenance import tidy
from voice.store.releases import release_due
from voice.store.submissions import save, withdraw

pytestmark = pytest.mark.anyio


async def released(db, amount, size=400):
    """A round with one release of `amount` answers."""
    await a_round(db)
    sent = [arrival(number.to_bytes(2, "big") * (size // 2)) for number in range(amount)]
    for each in sent:
        await save(db, each)
    await release_due(db, NEXT_FRIDAY)
    return sent


def opened(data):
    read = read_bundle(io.BytesIO(data))
    return read.head, list(read.envelopes)


async def test_a_bundle_holds_every_envelope_once_and_what_the_desk_needs(db):
    sent = await released(db, 100)
    await save(db, arrival())  # waits for the next release
    head, envelopes = opened(await fetched(db))
    assert sorted(envelopes) == sorted(each.envelope for each in sent)
    assert (head.round, head.release, head.count) == (ROUND, 1, 100)
    assert head.mark_key == MARK_KEY
    assert head.round_file == b"signed " + ROUND.encode()
    assert head.tombstones == ()


@pytest.mark.parametrize("amount", [0, 1, 31, 32, 33])
async def test_any_number_of_answers_makes_a_whole_bundle(db, amount):
    await released(db, amount)
    data = await fetched(db)
    assert len(opened(data)[1]) == amount
    assert (await plan_bundle(db, ROUND, 1, MARK_KEY)).length == len(data)


async def test_the_bytes_are_the_same_every_time(db):
    await released(db, 70)
    first, plan = await fetched(db), await plan_bundle(db, ROUND, 1, MARK_KEY)
    await save(db, arrival())
    await tidy(db)
    assert await fetched(db) == first
    assert (await plan_bundle(db, ROUND, 1, MARK_KEY)).etag == plan.etag


async def test_a_fetch_may_go_on_from_any_byte(db):
    await released(db, 40)
    whole = await fetched(db)
    for start in (0, 1, 20, len(whole) // 2, len(whole) - 33, len(whole) - 1, len(whole)):
        assert await fetched(db, start=start) == whole[start:]


async def test_the_order_is_not_the_order_of_arrival(db):
    sent = await released(db, 60)
    _, envelopes = opened(await fetched(db))
    assert envelopes != [each.envelope for each in sent]


async def test_what_is_withdrawn_leaves_the_bundle_and_its_tombstone_travels(db):
    sent = await released(db, 5)
    before = await plan_bundle(db, ROUND, 1, MARK_KEY)
    await withdraw(db, sent[2].look_up, sent[2].withdrawal)
    after = await plan_bundle(db, ROUND, 1, MARK_KEY)
    head, envelopes = opened(await fetched(db))
    assert head.count == 4
    assert sent[2].envelope not in envelopes
    assert head.tombstones == (sent[2].mark,)
    assert after.etag != before.etag


async def test_a_tombstone_travels_in_every_bundle_of_its_round_and_in_no_other(db):
    sent = await released(db, 2)
    other = await a_round(db, id="ffeeddccbbaa9988", practice=True)
    await save(db, arrival(round=other))
    await release_due(db, NEXT_FRIDAY)
    waiting = arrival()
    await save(db, waiting)
    for each in (sent[0], waiting):
        await withdraw(db, each.look_up, each.withdrawal)
    tombstones = tuple(sorted((sent[0].mark, waiting.mark)))
    assert (await plan_bundle(db, ROUND, 1, MARK_KEY)).head.tombstones == tombstones
    assert (await plan_bundle(db, other, 1, MARK_KEY)).head.tombstones == ()


async def test_a_withdrawal_in_the_middle_of_a_fetch_breaks_it_off(db):
    sent = await released(db, 100)
    plan = await plan_bundle(db, ROUND, 1, MARK_KEY)
    stream = bundle(db, plan)
    pieces = [await anext(stream), await anext(stream)]
    for each in sent:
        await withdraw(db, each.look_up, each.withdrawal)
    with pytest.raises(Busy) as caught:
        while True:
            pieces.append(await anext(stream))
    assert caught.value.slug == "bundle-changed"
    with pytest.raises(NotReadable):
        read_bundle(io.BytesIO(b"".join(pieces)))
    assert opened(await fetched(db))[0].count == 0


async def test_a_slow_fetch_does_not_keep_the_log_from_being_emptied(db):
    await released(db, 100)
    stream = bundle(db, await plan_bundle(db, ROUND, 1, MARK_KEY))
    await anext(stream)
    await anext(stream)
    late = arrival()
    await save(db, late)
    await withdraw(db, late.look_up, late.withdrawal)
    log = db.path.with_name(db.path.name + "-wal")
    assert log.stat().st_size == 0
    await stream.aclose()


async def test_few_envelopes_are_held_at_a_time(db):
    await released(db, 100)
    plan = await plan_bundle(db, ROUND, 1, MARK_KEY)
    reads = []
    await db._reader.set_trace_callback(reads.append)
    assert len([piece async for piece in bundle(db, plan)]) == 102
    assert len(reads) == 4  # 100 envelopes, 32 at a time


async def test_a_release_that_was_never_made_is_refused(db):
    await released(db, 1)
    for round_id, number in ((ROUND, 2), ("ffeeddccbbaa9988", 1)):
        with pytest.raises(Refused) as caught:
            await plan_bundle(db, round_id, number, MARK_KEY)
        assert caught.value.slug == "release-unknown"
