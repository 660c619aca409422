"""A round that nobody reads asks nothing: the door says so before anyone writes."""

import datetime
import os
from contextlib import contextmanager

import anyio
import httpx
import msgspec
import pytest

from live import PEPPER, SALT, Live, make_round, now, served
from sending import frame_of, sealed
from voice.collect.app import create_app
from voice.collect.service import Service
from voice.sealing.identity import new_identity
from voice.sealing.signed import new_signing_key, sign
from voice.shipped import shipped
from voice.store.database import open_database
from voice.store.doors import open_door
from voice.store.organisations import add_organisation, install_desk_key
from voice.store.rounds import open_round

DOOR = "d2345672"
LONG_AGO = datetime.timedelta(weeks=12)


@contextmanager
def unread(folder):
    """A real round that was opened twelve weeks ago, and whose answers nobody fetched since."""
    identities = tuple(new_identity() for _ in range(3))
    key = new_signing_key()
    file = make_round("default", identities, practice=False)

    async def set_up() -> None:
        async with open_database(folder / "voice.db") as db:
            await add_organisation(db, "northside")
            await install_desk_key(db, "northside", key.public)
            signed = sign("round", msgspec.json.encode(file), key)
            await open_round(db, file, signed, now=now() - LONG_AGO, backup_weeks=5)
            await open_door(db, DOOR, file.id, "self")

    anyio.run(set_up)
    service = Service(
        data=folder,
        pepper=PEPPER,
        receipt_salt=SALT,
        locales=shipped("locales"),
        now=now,
        random=os.urandom,
    )
    with served(create_app(service)) as url:
        yield Live(folder, url, {"default": file}, identities, "")


@pytest.fixture(scope="module")
def paused(tmp_path_factory):
    with unread(tmp_path_factory.mktemp("paused")) as service:
        yield service


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_door_says_so_before_anyone_writes_and_shows_help(paused, tag):
    reply = httpx.get(f"{paused.url}/{DOOR}/{tag}")
    assert reply.status_code == 200
    assert "<form" not in reply.text
    assert "<textarea" not in reply.text
    assert f'href="/help/{tag}"' in reply.text
    if tag == "en":
        assert "We are not reading answers now" in reply.text
        assert "So we do not ask you to write." in reply.text
    assert "tel:999" in httpx.get(f"{paused.url}/help/{tag}").text


def test_what_is_sent_all_the_same_is_not_taken_and_it_is_told(paused):
    sent = httpx.post(f"{paused.url}/send", content=frame_of(paused, sealed(paused, "a lamp")))
    assert (sent.status_code, sent.content.strip()) == (410, b"closed")
    plain = {"sealed_by": "server", "good": "a lamp"}
    typed = httpx.post(f"{paused.url}/{DOOR}/en", data=plain)
    assert typed.status_code == 410
    assert "These questions are closed" in typed.text
    assert "a lamp" not in typed.text
