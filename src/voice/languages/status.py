"""`locales/status.toml`: which languages a named person has read, and exactly which words."""

import datetime
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from voice.errors import OperatorMustFix

FILE_NAME = "status.toml"
Status = Literal["draft", "approved"]


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a language's words were checked. An approval holds for the words that were read."""

    status: Status = "draft"
    by: str = ""
    """The role of who read them: "Certified translator". Never a name."""
    on: datetime.date | None = None
    fingerprint: str = ""
    """Of the words as they were read; see `fingerprint_words`."""
    drafted_by: str = ""

    def holds_for(self, fingerprint: str) -> Status:
        """`approved` where the words are still those that were read, else `draft`."""
        unchanged = self.status == "approved" and self.fingerprint == fingerprint
        return "approved" if unchanged else "draft"


def load_standings(folder: Path) -> dict[str, Standing]:
    """Standing by language tag; nothing where there is no file.

    Raises:
        OperatorMustFix: the file does not fit, or an approval lacks its role, date or words.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return {}
    try:
        found = msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, Standing])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OperatorMustFix(
            "status", f"{path} cannot be used: {error}", "put that line right"
        ) from error
    for tag, each in found.items():
        if each.status == "approved" and not (each.by and each.on and each.fingerprint):
            raise OperatorMustFix(
                "approval",
                f"{path} says that {tag} is approved, but not by whom, when and which words",
                "add by (a role), on (a date) and fingerprint, or say draft",
            )
    return found


def fingerprint_words(words: Mapping[str, str]) -> str:
    """16 hexadecimal digits that stand for exactly these words, by context."""
    canonical = msgspec.json.encode(dict(words), order="deterministic")
    return hashlib.sha256(canonical).hexdigest()[:16]
