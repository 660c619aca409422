"""What `voice doctor` says about rounds: what was promised, and whether it still holds."""

import datetime
from collections.abc import Iterator

import msgspec

from voice.cli.emergency import ONLY_EMERGENCY, only_emergency
from voice.cli.finding import Finding
from voice.errors import VoiceError
from voice.forms.helplines import STALE_AFTER, stale
from voice.forms.round import RoundFile, check_round
from voice.sealing.signed import read_signed
from voice.store.database import Database
from voice.store.doors import Door, doors_of
from voice.store.organisations import desk_keys
from voice.store.releases import due
from voice.store.rounds import StoredRound, all_rounds, paused
from voice.store.weeks import week_of


async def look_at_rounds(database: Database, now: datetime.datetime) -> list[Finding]:
    """Findings about every round, and about the clock that rounds are kept by."""
    found: list[Finding] = []
    stored_rounds = await all_rounds(database)
    found.append(clock(stored_rounds, now))
    for stored in stored_rounds:
        doors = await doors_of(database, stored.round)
        trusted = await desk_keys(database, stored.organisation)
        waiting = await due(database, stored.round, now)
        found += look_at_round(stored, trusted, now.date())
        found += running(stored, doors, waiting, now.date())
    return found


def clock(stored_rounds: tuple[StoredRound, ...], now: datetime.datetime) -> Finding:
    """The clock has not gone back behind what was done before."""
    weeks = [week for each in stored_rounds for week in (each.opened_week, each.fetched_week or "")]
    latest, this = max(weeks, default=""), week_of(now)
    detail = f"it is {now:%Y-%m-%d %H:%M} UTC"
    if latest > this:
        detail += f", but something was done in {latest}"
    return Finding("clock", latest <= this, detail, "set the clock; releases go by it")


def look_at_round(
    stored: StoredRound, trusted: tuple[str, ...], today: datetime.date
) -> Iterator[Finding]:
    """The round file is signed by a trusted desk, keeps the rules, and is not stale."""
    name = f"round {stored.round}"
    try:
        file = msgspec.json.decode(read_signed(stored.file, "round", trusted), type=RoundFile)
    except VoiceError as error:
        yield Finding.from_error(name, error)
        return
    if stored.state == "open":
        try:
            check_round(file, today)
        except VoiceError as error:
            yield Finding.from_error(name, error)
        else:
            yield Finding(name, True, "signed, opened by every member, keeps the rules")
        yield from staleness(name, file, today)


def staleness(name: str, file: RoundFile, today: datetime.date) -> Iterator[Finding]:
    """Promises and help lines were looked at within 90 days."""
    since = today - datetime.timedelta(days=STALE_AFTER)
    old = [each.promise for each in file.promises if each.on < since]
    well = "attested lately" if file.promises else "none attested; the honest sentences are shown"
    yield Finding(
        f"{name}, promises",
        not old,
        f"not attested for {STALE_AFTER} days: {', '.join(old)}" if old else well,
        "ask who attested them whether they are still true; then make the next round",
    )
    lines = [each.name for each in stale(file.helplines, today)]
    if not lines and only_emergency(file.helplines):
        yield Finding(f"{name}, help lines", True, *ONLY_EMERGENCY, note=True)
        return
    yield Finding(
        f"{name}, help lines",
        not lines,
        f"not looked at for {STALE_AFTER} days: {', '.join(lines)}"
        if lines
        else "looked at lately",
        "ring each of them; then make the next round",
    )


def running(
    stored: StoredRound, doors: tuple[Door, ...], waiting: bool, today: datetime.date
) -> Iterator[Finding]:
    """The round is answered, released and read as promised."""
    name = f"round {stored.round}"
    if stored.state == "open" and all(door.closed for door in doors):
        hint = f"make one with: voice door new {stored.round}"
        yield Finding(f"{name}, doors", False, "it has no open door", hint)
    if waiting and not stored.practice:
        yield Finding(
            f"{name}, release",
            False,
            "its time has come, but it was not released",
            "see whether voice serve runs; it releases by itself",
        )
    if paused(stored, today):
        yield Finding(
            f"{name}, reading",
            False,
            "nobody fetched it for a week past the promise, so its doors do not ask",
            "ask the desk to fetch and read; the doors open again then",
        )
