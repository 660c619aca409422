"""`House`: what one collecting service holds while it runs, refreshed from its database."""

import asyncio
import datetime
import gzip
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from voice.collect.pages import Page, Pages
from voice.collect.service import Service
from voice.errors import Busy, OperatorMustFix, VoiceError
from voice.forms.inside import Mode
from voice.forms.round_file import RoundFile
from voice.sealing.padding import PADDED_BYTES
from voice.sealing.recipient import Recipient, parse_roster
from voice.sealing.seal import sealed_length
from voice.sealing.signed import read_signed
from voice.store.database import Database
from voice.store.doors import doors_of
from voice.store.organisations import desk_keys
from voice.store.rounds import StoredRound, all_rounds, close_round, paused
from voice.store.weeks import week_of

log = logging.getLogger("voice.collect")

NEUTRAL = "https://www.bbc.co.uk/weather"
"""Where Leave this page goes while no round says otherwise."""

WITHDRAWALS_WAITING = 100


class OpenRound(msgspec.Struct, frozen=True, kw_only=True):
    """A round as the running service knows it."""

    file: RoundFile
    trusted: tuple[str, ...]
    """The desks' keys under which the file was checked."""
    roster: tuple[Recipient, ...]
    envelope_bytes: int
    keys: Page
    paused: bool
    """It takes no answers: closed, past its end, or nobody has fetched for too long."""


class OpenDoor(msgspec.Struct, frozen=True, kw_only=True):
    """A door and the round behind it."""

    slug: str
    mode: Mode
    closed: bool
    round: OpenRound


class House:
    """Database, pages, and a picture of rounds and doors that is seconds old at most."""

    def __init__(self, service: Service, database: Database, pages: Pages) -> None:
        self.service = service
        self.database = database
        self.pages = pages
        self.rounds: dict[str, OpenRound] = {}
        self.doors: dict[str, OpenDoor] = {}
        self._one_withdrawal = asyncio.Semaphore(1)
        self._withdrawing = 0

    def week(self) -> str:
        """The ISO week of now: the finest time that is kept with an answer."""
        return week_of(self.service.now())

    def any_round(self) -> RoundFile | None:
        """A round whose help lines serve pages outside of any door: the one that ends last."""
        files = [opened.file for opened in self.rounds.values()]
        return max(files, key=lambda file: (not file.practice, file.closes_on), default=None)

    def leave_to(self) -> str:
        """The neutral address that Leave this page goes to."""
        file = self.any_round()
        return file.leave_to if file else NEUTRAL

    async def refresh(self) -> None:
        """Read rounds and doors anew: the command line may have changed them."""
        rounds: dict[str, OpenRound] = {}
        doors: dict[str, OpenDoor] = {}
        today = self.service.now().date()
        for stored in await all_rounds(self.database):
            try:
                opened = await self._opened(stored, today)
            except (VoiceError, msgspec.DecodeError) as error:
                # Its desk is trusted no more, or it has a form that this copy does not know:
                # nothing is asked in its name, and the others go on.
                slug = error.slug if isinstance(error, VoiceError) else "round-unreadable"
                log.warning("round left out slug=%s", slug)
                continue
            rounds[stored.round] = opened
            if stored.state == "open" and today > opened.file.closes_on:
                await close_round(self.database, stored.round)  # what waits is still released
            for door in await doors_of(self.database, stored.round):
                doors[door.door] = OpenDoor(
                    slug=door.door, mode=door.mode, closed=door.closed, round=opened
                )
        self.rounds, self.doors = rounds, doors

    @asynccontextmanager
    async def withdrawal(self) -> AsyncIterator[None]:
        """One withdrawal at a time: each costs a write, whoever asks.

        Raises:
            Busy: too many wait already.
        """
        if self._withdrawing >= WITHDRAWALS_WAITING:
            raise Busy("withdrawals", f"{self._withdrawing} withdrawals wait", "ask again")
        self._withdrawing += 1
        try:
            async with self._one_withdrawal:
                yield
        finally:
            self._withdrawing -= 1

    def _sayable(self, file: RoundFile) -> RoundFile:
        """The round in those of its languages in which the pages themselves are whole.

        Raises:
            OperatorMustFix: there is none.
        """
        spoken = self.pages.spoken()
        offered = tuple(each for each in file.languages if each.tag in spoken)
        if not offered:
            raise OperatorMustFix(
                "no-language", f"no page speaks a language of round {file.id}", "run voice doctor"
            )
        return msgspec.structs.replace(file, languages=offered)

    async def _opened(self, stored: StoredRound, today: datetime.date) -> OpenRound:
        shut = stored.state == "closed" or paused(stored, today)
        trusted = await desk_keys(self.database, stored.organisation)
        known = self.rounds.get(stored.round)
        if known is not None and known.trusted == trusted:
            # A round file never changes: only whether it takes answers does.
            return msgspec.structs.replace(known, paused=shut or today > known.file.closes_on)
        body = read_signed(stored.file, "round", trusted)
        file = self._sayable(msgspec.json.decode(body, type=RoundFile))
        roster = parse_roster([member.recipient for member in file.roster])
        keys = msgspec.json.encode([recipient.text for recipient in roster])
        return OpenRound(
            file=file,
            trusted=trusted,
            roster=roster,
            envelope_bytes=sealed_length(PADDED_BYTES, roster),
            keys=Page(plain=keys, packed=gzip.compress(keys, 9, mtime=0)),
            paused=shut or today > file.closes_on,
        )
