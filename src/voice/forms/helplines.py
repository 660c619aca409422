"""Ways to get help now. None is shown before somebody rang it or read its own page."""

import datetime
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix, PersonMustChange
from voice.forms.round_file import Helpline

STALE_AFTER = 90
"""Days after which a help line should be looked at again."""


class KnownHelpline(Helpline, frozen=True, kw_only=True):
    """A help line as it ships: off (`checked_on` left out) until somebody confirms it."""

    checked_on: datetime.date | None = None
    why_off: str = ""
    """What to look at before confirming it."""

    def for_round(self) -> Helpline:
        """The same without what only the person who confirms needs."""
        return Helpline(**{name: getattr(self, name) for name in Helpline.__struct_fields__})


class KnownHelplines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All help lines of a file, in the order in which people see them."""

    helpline: tuple[KnownHelpline, ...]

    def messages(self) -> Iterator[tuple[str, str]]:
        """Context and text of what can be put into other languages."""
        for each in self.helpline:
            yield f"helpline.{each.id}.name", each.name
            yield f"helpline.{each.id}.hours", each.hours


def load_helplines(path: Path) -> tuple[KnownHelpline, ...]:
    """The help lines in the file at `path`, danger first.

    Raises:
        OperatorMustFix: it is not readable, or does not fit.
    """
    try:
        found = msgspec.convert(tomllib.loads(path.read_text("utf-8")), KnownHelplines)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OperatorMustFix(
            "helplines", f"the help lines in {path} cannot be used: {error}", "put that file right"
        ) from error
    return found.helpline


def confirm(
    helplines: Iterable[KnownHelpline], chosen: Iterable[str], on: datetime.date
) -> tuple[Helpline, ...]:
    """Help lines for a round: the chosen ids in that order, each looked at on that day.

    Raises:
        PersonMustChange: one of the ids is not known.
    """
    known = {each.id: each for each in helplines}
    confirmed = []
    for each in chosen:
        if each not in known:
            raise PersonMustChange(
                "helpline-unknown",
                f"there is no help line {each!r}",
                "known are: " + ", ".join(known),
            )
        confirmed.append(msgspec.structs.replace(known[each].for_round(), checked_on=on))
    return tuple(confirmed)


def stale(
    helplines: Iterable[Helpline], today: datetime.date, days: int = STALE_AFTER
) -> tuple[Helpline, ...]:
    """Those that nobody looked at within the last `days`."""
    since = today - datetime.timedelta(days=days)
    return tuple(each for each in helplines if each.checked_on is None or each.checked_on < since)
