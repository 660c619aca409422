"""`Plan`: the file a facilitator edits before a round, in TOML."""

import datetime
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from voice.errors import OperatorMustFix
from voice.forms.round import Attestation

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class ReadOn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The fixed time of the week at which what waits is released to the readers."""

    weekday: Weekday
    hour: Annotated[int, Meta(ge=0, le=23)]
    """In UTC."""


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
    promise: tuple[Attestation, ...] = ()


def load_plan(path: Path) -> Plan:
    """The plan in the file at `path`.

    Raises:
        OperatorMustFix: it cannot be read, is not TOML, or something in it does not fit.
    """
    try:
        found: Any = tomllib.loads(path.read_text("utf-8"))
        return msgspec.convert(found, Plan)
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
