"""The demo's desk: three keys, a signing key, and signed practice rounds."""

import datetime
import os
from pathlib import Path
from typing import NamedTuple

import msgspec

from voice.cli.private import write_private
from voice.desk.keys import Card, NewHolder, Role, new_holder, new_signer, noise_key, prove
from voice.desk.plan import load_plan
from voice.desk.reading import Reading, read
from voice.desk.report import report
from voice.desk.rounds import Occasion, draft_round, sign_round
from voice.sealing.identity import Identity, unlock_identity
from voice.sealing.signed import SigningKey, unlock_signing_key
from voice.themes.codebook_file import load_codebook

ORGANISATION = "harbour"
LEAD = "lead-reader"
"""The first member's files."""

WORK_FACTOR = 10
"""A real key file costs 2^18 rounds of scrypt for each guess; the demo must not take minutes."""

PLAN = """\
form = "{form}"
organisation = "{organisation}"
service = "Harbour Support"
readers = "the people who read answers at Harbour Support"
danger_contact = "the person who keeps people safe at Harbour Support"
nation = "england"
languages = {languages}
practice = true
reading_days = 14
release = {{ weekday = "wednesday", hour = 6 }}
closes_on = {closes_on}
leave_to = "https://www.bbc.co.uk/weather"
helplines = ["999"]
helplines_checked_on = {today}
promise = [
  {{ promise = "no_change", by = "Service manager", on = {today} }},
  {{ promise = "home_office", by = "Service manager", on = {today} }},
  {{ promise = "worker_apart", by = "Service manager", on = {today} }},
]
"""

# a draft, as the demo's Arabic pages say of all their words
ARABIC_NAMES = """
[names.ar]
service = "دعم المرفأ"
readers = "الأشخاص الذين يقرؤون الإجابات في دعم المرفأ"
danger_contact = "الشخص المسؤول عن سلامة الناس في دعم المرفأ"
"""

MEMBERS: tuple[tuple[Role, str], ...] = (
    ("holder", "Lead reader"),
    ("holder", "Safeguarding lead"),
    ("recovery", "Trustee"),
)


class DemoDesk(NamedTuple):
    """A desk's folder with the keys in it, unlocked."""

    folder: Path
    identities: tuple[Identity, ...]
    cards: tuple[Card, ...]
    signing: SigningKey


def make_desk(folder: Path) -> DemoDesk:
    """Two holders, a recovery identity and a signing key, locked in `folder` as real ones are."""
    folder.mkdir(mode=0o700)
    holders = [
        new_holder(role, label, os.urandom, work_factor=WORK_FACTOR) for role, label in MEMBERS
    ]
    for holder in holders:
        stem = holder.card.label.lower().replace(" ", "-")
        write_private(folder / f"{stem}.identity", holder.locked)
        write_private(folder / f"{stem}.card.json", msgspec.json.encode(holder.card))
    # a real one is on paper only; here it lets a person open what these answers say
    write_private(folder / f"{LEAD}.passphrase", holders[0].passphrase.encode())
    signer = new_signer(os.urandom, WORK_FACTOR)
    write_private(folder / "desk.signing", signer.locked)
    write_private(folder / "desk.public", signer.public.encode())
    return DemoDesk(
        folder,
        tuple(map(_unlocked, holders)),
        tuple(holder.card for holder in holders),
        unlock_signing_key(signer.locked, signer.passphrase),
    )


def make_round(
    desk: DemoDesk, form: str, languages: tuple[str, ...], today: datetime.date
) -> bytes:
    """A signed practice round of `form`, proved by every member."""
    path = desk.folder / f"{form}.plan.toml"
    text = PLAN.format(
        form=form,
        organisation=ORGANISATION,
        languages=msgspec.json.encode(languages).decode(),
        today=today,
        closes_on=today + datetime.timedelta(days=28),
    )
    write_private(path, (text + (ARABIC_NAMES if "ar" in languages else "")).encode())
    occasion = Occasion(desk.folder, today, os.urandom)
    draft = draft_round(load_plan(path), desk.cards, occasion)
    signed = sign_round(
        draft, [prove(draft, each) for each in desk.identities], desk.signing, today
    )
    write_private(desk.folder / f"{form}.round.json", signed)
    return signed


def read_all(desk: DemoDesk, bundles: list[Path]) -> Reading:
    """The reading of these bundles with the first holder's key."""
    streams = [path.open("rb") for path in bundles]
    try:
        return read(streams, desk.identities[:1], {desk.signing.public})
    finally:
        for stream in streams:
            stream.close()


def write_report(desk: DemoDesk, reading: Reading, today: datetime.date, path: Path) -> str:
    """The report of `reading`, written to `path` as well."""
    noise = noise_key(reading.round, desk.identities[0])
    page = report(reading, noise, load_codebook(), today, checked=True)
    write_private(path, page.encode())
    return page


def _unlocked(holder: NewHolder) -> Identity:
    return unlock_identity(holder.locked, holder.passphrase)
