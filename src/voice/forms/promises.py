"""What the start page promises, and the honest wording where nobody attests that it is true."""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from voice.errors import OperatorMustFix
from voice.forms.round_file import RoundFile
from voice.shipped import shipped

CONTEXT = "promise."
PLACEHOLDERS = frozenset({"service", "readers", "danger_contact", "when"})
_TIMES = ((7, "when_one_week"), (14, "when_two_weeks"), (30, "when_one_month"))
LONGEST_WAIT = _TIMES[-1][0]
"""The most days between sending and reading for which there is a phrase."""


class Promise(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One sentence or two. `instead` is the id of what is said where nobody attests it."""

    id: str
    on: Literal["start", "words", "thanks", "phrase"]
    """Where it is read (`words`: beside a box for words); a phrase is put into other sentences."""
    text: str
    attested: bool = False
    instead: str = ""


class Promises(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All promises Voice knows, in the order in which they are read."""

    promise: tuple[Promise, ...]

    def find(self, promise_id: str) -> Promise | None:
        """The promise with this id, or None."""
        return next((each for each in self.promise if each.id == promise_id), None)

    def messages(self) -> Iterator[tuple[str, str]]:
        """Context and text of every promise."""
        for each in self.promise:
            yield CONTEXT + each.id, each.text

    def chosen(self, attested: Collection[str], reading_days: int) -> tuple[str, ...]:
        """Ids of the promises for a round where these are attested, in reading order.

        A promise that needs to be attested and is not gives way to its `instead`. Of the time
        phrases only the one for `reading_days` is chosen.
        """
        stand_ins = {each.instead: each.id for each in self.promise if each.instead}
        when = time_phrase(reading_days)

        def fits(promise: Promise) -> bool:
            if promise.on == "phrase":
                return promise.id == when
            if promise.attested:
                return promise.id in attested
            return stand_ins.get(promise.id) not in attested

        return tuple(each.id for each in self.promise if fits(each))


def load_promises(path: Path) -> Promises:
    """The promises in the file at `path`.

    Raises:
        OperatorMustFix: it is not readable, or does not fit.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Promises)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OperatorMustFix(
            "promises", f"the promises in {path} cannot be used: {error}", "put that file right"
        ) from error


def shipped_promises() -> Promises:
    """The promises that came with this copy of Voice."""
    return load_promises(shipped("forms") / "promises.toml")


def promises_on(round_file: RoundFile, place: Literal["start", "words"]) -> tuple[str, ...]:
    """Ids of the promises that the round says at `place`, in reading order."""
    given = {
        context.removeprefix(CONTEXT)
        for offered in round_file.languages[:1]
        for context in offered.words
        if context.startswith(CONTEXT)
    }
    known = shipped_promises().promise
    return tuple(each.id for each in known if each.on == place and each.id in given)


def time_phrase(reading_days: int) -> str:
    """The id of the phrase for that many days; the longest phrase for more than a month."""
    return next((phrase for days, phrase in _TIMES if reading_days <= days), _TIMES[-1][1])
