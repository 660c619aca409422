"""A real round on a real server: keys, roster, signed file, uvicorn on loopback, real SQLite."""

import datetime
import os
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import anyio
import msgspec
import uvicorn

from voice.collect.app import create_app
from voice.collect.service import Service
from voice.desk.keys import prove
from voice.desk.rounds import test_envelope, with_proofs
from voice.forms.helplines import load_helplines
from voice.forms.load import load_form
from voice.forms.messages import round_messages
from voice.forms.model import Form
from voice.forms.promises import shipped_promises, time_phrase
from voice.forms.round_file import Attestation, Member, Offered, Release, RoundFile
from voice.languages.catalogue import load_catalogue
from voice.languages.offer import offered_words
from voice.sealing.identity import Identity, new_identity
from voice.sealing.recipient import parse_roster
from voice.sealing.signed import new_signing_key, sign
from voice.shipped import shipped
from voice.store.database import open_database
from voice.store.doors import open_door
from voice.store.organisations import add_organisation, give_token, install_desk_key
from voice.store.rounds import open_round

T = TypeVar("T")

PEPPER = bytes(range(32))
SALT = b"a salt for tests, 32 bytes long."
DOOR = "d2345672"
PULSE_DOOR = "p2345672"
HANDED_OVER = {"nearby": "n2345672", "writing": "w2345672", "phone": "t2345672"}
READING_DAYS = 30


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass
class Live:
    """One running service and the keys that only a desk would have."""

    folder: Path
    url: str
    rounds: dict[str, RoundFile]
    identities: tuple[Identity, ...]
    token: str
    door: str = DOOR
    pulse_door: str = PULSE_DOOR
    doors: dict[str, str] = field(default_factory=lambda: dict(HANDED_OVER))
    """Mode → door of the default round, for the modes in which someone is near."""
    signer: str = field(default="")

    @property
    def round(self) -> RoundFile:
        return next(iter(self.rounds.values()))


def make_round(
    form_id: str,
    identities: Sequence[Identity],
    *,
    languages: Sequence[str] = ("en", "ar"),
    practice: bool = True,
    locales: Path | None = None,
) -> RoundFile:
    """A round file for tests, all promises attested and all proofs given."""
    form = load_form(shipped("forms") / f"{form_id}.toml")
    promises = shipped_promises()
    attested = [each.id for each in promises.promise if each.attested]
    texts = [each.recipient.text for each in identities]
    today = now().date()
    draft = RoundFile(
        id=os.urandom(8).hex(),
        organisation="northside",
        service="Northside",
        nation="england",
        practice=practice,
        form=form,
        languages=tuple(words_in(tag, form, attested, locales) for tag in languages),
        roster=tuple(
            Member(
                recipient=text,
                role="recovery" if place == len(texts) - 1 else "holder",
                label=f"Reader {place}",
            )
            for place, text in enumerate(texts)
        ),
        promises=tuple(
            Attestation(promise=each, by="Service manager", on=today) for each in attested
        ),
        reading_days=READING_DAYS,
        release=Release(weekday=0, hour=9),
        helplines=tuple(
            each.for_round()
            for each in load_helplines(shipped("forms") / "helplines.toml")
            if each.checked_on
        ),
        leave_to="https://www.bbc.co.uk/weather",
        board="https://www.example.org/what-we-did",
        made_on=today,
        closes_on=today + datetime.timedelta(days=90),
        test=test_envelope(parse_roster(texts), os.urandom),
    )
    return with_proofs(draft, [prove(draft, each) for each in identities])


def words_in(tag: str, form: Form, attested: Sequence[str], locales: Path | None = None) -> Offered:
    """The round's words in one language, with the names that tests use."""
    promises = shipped_promises()
    wording = offered_words(
        round_messages(form, promises, promises.chosen(attested, READING_DAYS)),
        load_catalogue(tag, locales or shipped("locales")),
        {
            "service": "Northside",
            "readers": "the Northside feedback team",
            "danger_contact": "the safeguarding lead",
        },
        {"when": f"promise.{time_phrase(READING_DAYS)}"},
    )
    assert wording.whole, wording.missing
    return Offered(tag=tag, status=wording.status, words=wording.words)


def run_apart(job: Callable[[], Awaitable[T]]) -> T:
    """Run a coroutine to its end in a thread of its own: a driven browser may hold this one's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, job).result()


@contextmanager
def running(
    folder: Path,
    *,
    kind: str = "mlkem768x25519",
    languages: Sequence[str] = ("en", "ar"),
    forms: Sequence[str] = ("default", "pulse"),
    locales: Path | None = None,
) -> Iterator[Live]:
    """A service with two rounds, each behind one door; the first one's also in every mode."""
    identities = tuple(new_identity(kind) for _ in range(3))
    key = new_signing_key()
    rounds = {
        form: make_round(form, identities, languages=languages, locales=locales) for form in forms
    }

    async def set_up() -> str:
        async with open_database(folder / "voice.db") as db:
            await add_organisation(db, "northside")
            await install_desk_key(db, "northside", key.public)
            for door, file in zip((DOOR, PULSE_DOOR), rounds.values(), strict=True):
                signed = sign("round", msgspec.json.encode(file), key)
                await open_round(db, file, signed, now=now(), backup_weeks=5)
                await open_door(db, door, file.id, "self")
            for mode, door in HANDED_OVER.items():
                await open_door(db, door, rounds[forms[0]].id, mode)
            return await give_token(db, "northside", "fetch")

    token = run_apart(set_up)
    service = Service(
        data=folder,
        pepper=PEPPER,
        receipt_salt=SALT,
        locales=locales or shipped("locales"),
        now=now,
        random=os.urandom,
    )
    with served(create_app(service)) as url:
        yield Live(folder, url, rounds, identities, token, signer=key.public)


@contextmanager
def served(app) -> Iterator[str]:
    """Any app behind a real uvicorn on a free loopback port; gives its address."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="warning", access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started:
            if not thread.is_alive() or time.monotonic() > until:
                raise RuntimeError("the service did not start")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)
