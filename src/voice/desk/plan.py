"""`Plan`: the file a facilitator edits before a round, in TOML."""

import datetime
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from voice.errors import OperatorMustFix
from voice.forms.helplines import KnownHelpline
from voice.forms.round import Attestation

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class ReadOn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The fixed time of the week at which what waits is released to the readers."""

    weekday: Weekday
    hour: Annotated[int, Meta(ge=0, le=23)]
    """In UTC."""


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The plan's own words in one language; what is empty is said as everywhere."""

    service: str = ""
    readers: str = ""
    danger_contact: str = ""


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is decided for one round, before keys and words are put in."""

    form: str
    """The id of a form that comes with Voice, or the path of a form file, from this file."""
    organisation: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    service: str
    readers: str
    danger_contact: str
    nation: Literal["england", "wales", "scotland", "northern-ireland"]
    languages: tuple[str, ...]
    practice: bool
    reading_days: Annotated[int, Meta(ge=1, le=92)]
    release: ReadOn
    leave_to: str
    closes_on: datetime.date
    helplines: tuple[str, ...]
    """Ids of help lines, in the order people see them."""
    helplines_checked_on: datetime.date
    """The day on which somebody rang each of them, or read its own page."""
    promise: tuple[Attestation, ...] = ()
    sign_video: str = ""
    """The https address of the start page in a signed language, where somebody made one."""
    board: str = ""
    """The https address where people find what was heard and done, where there is one."""
    names: dict[str, Names] = {}
    """By language: what these are called there, where it is not what the plan says for all."""

    def gaps(self, tag: str) -> dict[str, str]:
        """What fills `{service}`, `{readers}` and `{danger_contact}` in language `tag`."""
        here = self.names.get(tag, Names())
        return {
            name: getattr(here, name) or getattr(self, name) for name in Names.__struct_fields__
        }


def load_plan(path: Path) -> Plan:
    """The plan in the file at `path`.

    Raises:
        OperatorMustFix: it cannot be read, is not TOML, or something in it does not fit.
    """
    try:
        found: Any = tomllib.loads(path.read_text("utf-8"))
        plan = msgspec.convert(found, Plan)
    except OSError as error:
        raise OperatorMustFix(
            "no-plan",
            f"cannot read the plan {path} ({error.strerror})",
            f"make one with: voice desk round plan {path}",
        ) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OperatorMustFix(
            "plan",
            f"the plan {path} does not fit: {error}",
            "put that line right; see docs/desk.md",
        ) from error
    unsaid = sorted(plan.names.keys() - set(plan.languages))
    if unsaid:
        raise OperatorMustFix(
            "plan",
            f"the plan {path} has names in {', '.join(unsaid)}, and does not offer it",
            "put it into languages, or take its names out",
        )
    return plan


def starter_plan(today: datetime.date, known: Iterable[KnownHelpline]) -> str:
    """A plan to begin with, for a round that closes three months from `today`.

    Its comments list the `known` help lines, with what to look at before one is named.
    """
    return _STARTER.format(
        today=today,
        closes_on=today + datetime.timedelta(days=91),
        known="\n".join(
            f"# {each.id}: {each.name}, {each.number} ({each.nation}), {each.source}"
            for each in known
        ),
    )


_STARTER = """\
# The plan of one round. docs/desk.md explains every line.

form = "default"
organisation = "northside"
service = "Northside Support"
readers = "the people who read answers at Northside Support"
danger_contact = "the person who keeps people safe at Northside Support"
nation = "england"
languages = ["en"]

# A practice round says so on every page, and is never counted with a real one.
practice = true

# The longest time between sending and reading that the start page promises.
reading_days = 14
release = {{ weekday = "wednesday", hour = 6 }}
closes_on = {closes_on}
leave_to = "https://www.bbc.co.uk/weather"

# Without this, a page in Arabic says the English words above. Any language, and any of the three:
# names.ar = {{ readers = "…", danger_contact = "…", service = "…" }}

# Where somebody says the start page in a signed language:
# sign_video = "https://www.example.org/signed"

# Where people can look up later what you heard and what you did:
# board = "https://www.example.org/what-we-did"

# Ring each line, or read its own page, before you name it here. People see them in your order.
# You can name these, by the word before the colon:
{known}
helplines = ["999"]
helplines_checked_on = {today}

# Say who attests that a promise is true here: a role, never a name. Nothing is attested until you
# take the # away. What nobody can attest stays as it is: the honest wording is shown in its place.
# no_change: the answers change nobody's support, home or any decision about them.
# home_office: answers are not sent to the Home Office. worker_apart: no reader supports people.
# [[promise]]
# promise = "no_change"
# by = "Service manager"
# on = {today}
#
# [[promise]]
# promise = "home_office"
# by = "Service manager"
# on = {today}
#
# [[promise]]
# promise = "worker_apart"
# by = "Service manager"
# on = {today}
"""
