import pytest

from store.given import on_disk
from voice.errors import Refused
from voice.store.organisations import (
    add_organisation,
    bearer,
    desk_keys,
    give_token,
    install_desk_key,
    organisations,
    remove_desk_key,
    revoke_token,
)

pytestmark = pytest.mark.anyio


async def test_a_token_opens_one_purpose_of_one_organisation(db):
    await add_organisation(db, "southside")
    token = await give_token(db, "northside", "fetch")
    other = await give_token(db, "southside", "fetch")
    assert await bearer(db, "fetch", token) == "northside"
    assert await bearer(db, "fetch", other) == "southside"
    assert await bearer(db, "publish", token) is None
    assert await bearer(db, "fetch", token[:-1]) is None
    assert await bearer(db, "fetch", "") is None


async def test_a_new_token_ends_the_old_one_and_revoking_ends_both(db):
    old = await give_token(db, "northside", "publish")
    new = await give_token(db, "northside", "publish")
    assert new != old
    assert await bearer(db, "publish", old) is None
    assert await bearer(db, "publish", new) == "northside"
    await revoke_token(db, "northside", "publish")
    assert await bearer(db, "publish", new) is None


async def test_no_token_is_on_the_disk(db):
    token = await give_token(db, "northside", "fetch")
    assert token.encode() not in on_disk(db)
    assert token.removeprefix("voice-fetch-").encode() not in on_disk(db)


async def test_desk_keys_come_and_go(db):
    for key in ("voice-desk-1 B", "voice-desk-1 A", "voice-desk-1 B"):
        await install_desk_key(db, "northside", key)
    assert await desk_keys(db, "northside") == ("voice-desk-1 A", "voice-desk-1 B")
    await remove_desk_key(db, "northside", "voice-desk-1 A")
    assert await desk_keys(db, "northside") == ("voice-desk-1 B",)


async def test_an_organisation_is_added_once(db):
    with pytest.raises(Refused) as caught:
        await add_organisation(db, "northside")
    assert caught.value.slug == "organisation-known"
    assert await organisations(db) == ("northside",)


async def test_an_organisation_that_is_not_here_is_named(db):
    for asked in (
        give_token(db, "southside", "fetch"),
        revoke_token(db, "southside", "fetch"),
        desk_keys(db, "southside"),
        install_desk_key(db, "southside", "voice-desk-1 A"),
    ):
        with pytest.raises(Refused) as caught:
            await asked
        assert caught.value.slug == "organisation-unknown"
        assert "southside" in caught.value.message
