"""`locales/status.toml`: which languages a named role has read, and exactly which words."""

import datetime
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
import tomli_w

from voice.errors import OperatorMustFix

FILE_NAME = "status.toml"
Status = Literal["draft", "critical", "approved"]
"""`critical`: only the sentences that can harm where they are wrong were read and approved."""


class Standing(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """How far a language's words were checked. An approval holds for the words that were read."""

    status: Status = "draft"
    by: str = ""
    """The role of who read them: "Certified translator". Never a name."""
    on: datetime.date | None = None
    fingerprint: str = ""
    """Of all words that an approval covers, beside their English, as they were read."""
    critical: str = ""
    """The same, of the critical sentences alone."""
    drafted_by: str = ""
    english: str = ""
    """Fingerprint of the English that was put into this language."""
    stale_since: datetime.date | None = None
    """The day on which `voice words update` found that the English had changed."""

    def holds_for(self, fingerprint: str, critical: str) -> Status:
        """What still holds where the words have these fingerprints now."""
        if self.status == "approved" and self.fingerprint == fingerprint:
            return "approved"
        if self.status != "draft" and self.critical == critical:
            return "critical"
        return "draft"

    def lacking(self) -> str:
        """What an approval must name and this one does not; nothing where all is there."""
        needed = {
            "by (a role)": self.by.strip(),
            "on (a date)": self.on,
            "critical": self.critical,
            "fingerprint": self.fingerprint or self.status == "critical",
        }
        missing = [name for name, given in needed.items() if not given]
        return ", ".join(missing) if self.status != "draft" else ""


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
        if lacking := each.lacking():
            raise OperatorMustFix(
                "approval",
                f"{path} says that {tag} is approved, and lacks: {lacking}",
                f"approve it with: voice languages approve {tag}, or say draft",
            )
    return found


def write_standings(folder: Path, standings: Mapping[str, Standing]) -> None:
    """Write `status.toml` anew; the comment with which it begins stays."""
    path = folder / FILE_NAME
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    head = [line for line in lines if line.startswith("#")]
    tables = {tag: _told(each) for tag, each in sorted(standings.items())}
    folder.mkdir(parents=True, exist_ok=True)
    comment = "\n".join([*head, "", ""]) if head else ""
    path.write_text(comment + tomli_w.dumps(tables), "utf-8")


def fingerprint_words(words: Mapping[str, object]) -> str:
    """16 hexadecimal digits that stand for exactly these words, by context."""
    canonical = msgspec.json.encode(dict(words), order="deterministic")
    return hashlib.sha256(canonical).hexdigest()[:16]


def _told(standing: Standing) -> dict[str, object]:
    """Its status, and of the rest what there is."""
    rest = {name: each for name, each in msgspec.structs.asdict(standing).items() if each}
    return {"status": standing.status} | rest
