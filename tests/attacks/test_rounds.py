"""Rounds that are closed, over, forged or another organisation's."""

import datetime
import os
import sqlite3

import anyio
import httpx
import msgspec
import pytest

from attacks.given import service_of
from live import make_round, now, running, served
from sending import frame_of, release_now, sealed
from voice.cli.rounds import take_in
from voice.collect.app import create_app
from voice.collect.house import House
from voice.collect.pages import Pages
from voice.errors import Refused
from voice.languages.catalogue import load_catalogues
from voice.sealing.identity import new_identity
from voice.sealing.signed import new_signing_key, sign
from voice.store.database import open_database
from voice.store.doors import close_door
from voice.store.organisations import (
    add_organisation,
    give_token,
    install_desk_key,
    organisations,
    remove_desk_key,
)
from voice.store.rounds import close_round
from voice.web.static import StaticFiles


@pytest.fixture
def stopped(tmp_path):
    """What a service left behind: a round with its keys, and one answer in it."""
    with running(tmp_path, kind="x25519") as live, httpx.Client(base_url=live.url) as http:
        body = frame_of(live, sealed(live, "a lamp in the hall"))
        assert http.post("/send", content=body).status_code == 200
    return live


def changed(live, job) -> None:
    async def run() -> None:
        async with open_database(live.folder / "voice.db") as database:
            await job(database)

    anyio.run(run)


def kept(live) -> int:
    with sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True) as database:
        return database.execute("SELECT count(*) FROM submissions").fetchone()[0]


def takes_nothing(live, service) -> None:
    """The door does not ask, and neither way of sending keeps anything."""
    before = kept(live)
    with served(create_app(service)) as url, httpx.Client(base_url=url) as http:
        body = frame_of(live, sealed(live, "too late"))
        assert http.post("/send", content=body).status_code == 410
        plain = http.post(f"/{live.door}/en", data={"sealed_by": "server", "good": "too late"})
        assert plain.status_code in (404, 410)
        assert "<textarea" not in http.get(f"/{live.door}/en").text
        assert http.get("/help/en").status_code == 200
    assert kept(live) == before


def test_a_closed_round_takes_nothing(stopped):
    changed(stopped, lambda database: close_round(database, stopped.round.id))
    takes_nothing(stopped, service_of(stopped.folder))


def test_a_round_that_is_over_takes_nothing(stopped):
    after = now() + datetime.timedelta(days=200)
    takes_nothing(stopped, service_of(stopped.folder, now=lambda: after))


def test_a_round_whose_desk_is_trusted_no_more_takes_nothing(stopped):
    changed(stopped, lambda database: remove_desk_key(database, "northside", stopped.signer))
    takes_nothing(stopped, service_of(stopped.folder))


def test_a_service_without_any_round_still_shows_help(tmp_path):
    with served(create_app(service_of(tmp_path))) as url, httpx.Client(base_url=url) as http:
        for path in ("/help", "/help/en", "/help/ar"):
            reply = http.get(path)
            assert reply.status_code == 200
            assert "tel:999" in reply.text
        assert http.get("/left").status_code == 303


def test_a_closed_door_does_not_ask(stopped):
    changed(stopped, lambda database: close_door(database, stopped.door))
    with served(create_app(service_of(stopped.folder))) as url, httpx.Client(base_url=url) as http:
        assert "<textarea" not in http.get(f"/{stopped.door}/en").text
        plain = {"sealed_by": "server", "good": "too late"}
        assert http.post(f"/{stopped.door}/en", data=plain).status_code == 410


def test_trust_that_ends_while_the_service_runs_ends_there_too(stopped):
    seen = []

    async def job(database) -> None:
        service = service_of(stopped.folder)
        words = load_catalogues(service.locales)
        pages = Pages(words, StaticFiles(), service.receipt_salt, lambda *_: {})
        home = House(service, database, pages)
        for change in (None, remove_desk_key, install_desk_key):
            if change is not None:
                await change(database, "northside", stopped.signer)
            await home.refresh()
            seen.append((stopped.round.id in home.rounds, stopped.door in home.doors))

    changed(stopped, job)
    assert seen == [(True, True), (False, False), (True, True)]


def test_what_was_said_can_be_fetched_though_the_desk_is_trusted_no_more(stopped):
    changed(stopped, lambda database: remove_desk_key(database, "northside", stopped.signer))
    number = release_now(stopped)
    allowed = {"authorization": f"Bearer {stopped.token}"}
    with served(create_app(service_of(stopped.folder))) as url, httpx.Client(base_url=url) as http:
        reply = http.get(f"/releases/{stopped.round.id}/{number}", headers=allowed)
    assert reply.content.startswith(b"voice-bundle-1\n")


def test_a_round_that_cannot_be_read_stops_no_other(stopped):
    with sqlite3.connect(stopped.folder / "voice.db") as database:
        database.execute(
            "INSERT INTO rounds SELECT 1, '00000000000000ff', organisation, ?, 0, state, weekday,"
            " hour, reading_days, opened_week, used_week, until_week FROM rounds LIMIT 1",
            (b'{"v":1,"kind":"round"}',),
        )
        key = new_signing_key()
        odd = sign("round", b'{"id":"00000000000000fe","of":"tomorrow"}', key)
        database.execute(
            "INSERT INTO rounds SELECT 2, '00000000000000fe', organisation, ?, 0, state, weekday,"
            " hour, reading_days, opened_week, used_week, until_week FROM rounds LIMIT 1",
            (odd,),
        )
    changed(stopped, lambda database: install_desk_key(database, "northside", key.public))
    with served(create_app(service_of(stopped.folder))) as url, httpx.Client(base_url=url) as http:
        assert "<textarea" in http.get(f"/{stopped.door}/en").text


@pytest.fixture
def two_desks(tmp_path):
    """Two organisations on one server, each with its own desk: slug → signing key."""
    keys = {slug: new_signing_key() for slug in ("northside", "southside")}
    tokens = {}

    async def job() -> None:
        async with open_database(tmp_path / "voice.db") as database:
            for slug, key in keys.items():
                await add_organisation(database, slug)
                await install_desk_key(database, slug, key.public)
                tokens[slug] = await give_token(database, slug, "fetch")

    anyio.run(job)
    return tmp_path, keys, tokens


def opened(folder, signed: bytes) -> None:
    async def job() -> None:
        async with open_database(folder / "voice.db") as database:
            assert len(await organisations(database)) == 2
            await take_in(database, signed, now(), 5)

    anyio.run(job)


def test_only_its_own_organisations_desk_can_open_a_round(two_desks):
    folder, keys, _ = two_desks
    file = msgspec.json.encode(make_round("pulse", [new_identity("x25519") for _ in range(2)]))
    signed = sign("round", file, keys["northside"])
    forged = {
        "by the other's desk": sign("round", file, keys["southside"]),
        "by a stranger": sign("round", file, new_signing_key()),
        "as something else": sign("publication", file, keys["northside"]),
        "another body": signed.replace(b'"service":"Northside"', b'"service":"Northsidf"'),
        "another kind": sign("publication", file, keys["northside"]).replace(
            b'"kind":"publication"', b'"kind":"round"'
        ),
        "another's name on it": signed.replace(
            keys["northside"].public.encode(), keys["southside"].public.encode()
        ),
        "not signed": file,
        "cut": signed[:-9],
        "nested": b'{"v":1,"kind":"round","body":' + b"[" * 100_000,
    }
    for name, each in forged.items():
        with pytest.raises(Refused):
            opened(folder, each)
            pytest.fail(name)
    opened(folder, signed)


def test_a_token_opens_nothing_of_another_organisation(two_desks):
    folder, keys, tokens = two_desks
    file = make_round("pulse", [new_identity("x25519") for _ in range(2)])
    opened(folder, sign("round", msgspec.json.encode(file), keys["northside"]))
    with served(create_app(service_of(folder))) as url, httpx.Client(base_url=url) as http:
        for path in (f"/releases/{file.id}", f"/releases/{file.id}/1"):
            replies = [
                http.get(path, headers={"authorization": f"Bearer {token}"})
                for token in (tokens["southside"], "voice-fetch-x", tokens["northside"] + "x")
            ]
            nowhere = http.get(f"/releases/{os.urandom(8).hex()}")
            assert {each.status_code for each in replies} == {404}
            assert {each.content for each in replies} == {nowhere.content}
        allowed = {"authorization": f"Bearer {tokens['northside']}"}
        assert http.get(f"/releases/{file.id}", headers=allowed).json() == []
