"""Rounds and arrivals to test with, all invented."""

import datetime
import os
import random

from voice.forms.model import Form, Words
from voice.forms.round import Release, RoundFile, TestEnvelope
from voice.store.bundles import bundle, plan_bundle
from voice.store.doors import open_door
from voice.store.organisations import (
    add_organisation,
    give_token,
    install_desk_key,
)
from voice.store.publications import StoredPublication, publish
from voice.store.releases import mark_fetched, release_due
from voice.store.rounds import open_round
from voice.store.submissions import Arrival, save, withdraw
from voice.store.weeks import week_of

MONDAY = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)  # the Monday of 2026-W48
FRIDAY_NOON = Release(weekday=4, hour=12)
ROUND = "00112233445566aa"
NEXT_FRIDAY = MONDAY + datetime.timedelta(days=4, hours=3)
MARK_KEY = bytes(range(32))


def round_file(**changed):
    return RoundFile(
        **{
            "id": ROUND,
            "organisation": "northside",
            "service": "Northside",
            "nation": "england",
            "practice": False,
            "form": Form(
                id="pulse",
                version=1,
                lang="en",
                title="How is it going?",
                minutes="2 minutes",
                questions=(Words(id="more", ask="Anything else?"),),
            ),
            "languages": (),
            "roster": (),
            "promises": (),
            "reading_days": 7,
            "release": FRIDAY_NOON,
            "helplines": (),
            "leave_to": "https://www.example.org/",
            "made_on": datetime.date(2026, 11, 20),
            "closes_on": datetime.date(2027, 2, 26),
            "test": TestEnvelope(sealed=b"", expects={}, proofs={}),
            **changed,
        }
    )


async def a_round(db, *, now=MONDAY, **changed):
    """Open a round, and give its id."""
    file = round_file(**changed)
    await open_round(db, file, b"signed " + file.id.encode(), now=now, backup_weeks=4)
    return file.id


async def an_organisation_with_a_round(db):
    await add_organisation(db, "northside")
    return await a_round(db)


def arrival(envelope=None, **changed):
    """An arrival with random hashes. Real envelopes are about this long."""
    return Arrival(
        **{
            "round": ROUND,
            "week": week_of(MONDAY),
            "envelope": envelope or os.urandom(18_000),
            "mark": os.urandom(32),
            "look_up": os.urandom(32),
            "withdrawal": os.urandom(32),
            **changed,
        }
    )


async def marks(db):
    return {mark for (mark,) in await db.read("SELECT mark FROM receipts")}


async def count(db, table):
    [(number,)] = await db.read(f"SELECT count(*) FROM {table}")
    return number


def on_disk(db):
    """Every byte of the database's files."""
    return b"".join(path.read_bytes() for path in sorted(db.path.parent.glob(db.path.name + "*")))


async def something_in_every_table(db, size=18_000):
    """What a few weeks of service leave; returns an arrival that is still kept."""
    await an_organisation_with_a_round(db)
    await give_token(db, "northside", "fetch")
    await install_desk_key(db, "northside", "voice-desk-1 AAAA")
    await open_door(db, "spring", ROUND, "nearby")
    kept, waiting, withdrawn = (arrival(os.urandom(size)) for _ in range(3))
    await save(db, kept)
    await save(db, withdrawn)
    await release_due(db, NEXT_FRIDAY)
    await mark_fetched(db, ROUND, 1, NEXT_FRIDAY)
    await withdraw(db, withdrawn.look_up, withdrawn.withdrawal)
    await save(db, waiting)
    await publish(db, StoredPublication(organisation="northside", number=1, body=b"signed"))
    return kept


async def fetched(db, number=1, start=0):
    """A bundle's bytes from `start` on, as a desk would get them."""
    plan = await plan_bundle(db, ROUND, number, MARK_KEY)
    return b"".join([piece async for piece in bundle(db, plan, start)])


def seeded(seed):
    """Random bytes that are the same in every run, so that a statistic is not a matter of luck."""
    return random.Random(seed).randbytes


def rank_correlation(positions):
    """Spearman's rho between a list's order and the order of its values, all different."""
    size = len(positions)
    rank = {value: place for place, value in enumerate(sorted(positions))}
    squares = sum((place - rank[value]) ** 2 for place, value in enumerate(positions))
    return 1 - 6 * squares / (size * (size**2 - 1))
