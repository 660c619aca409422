"""`Coverage`: how much of a language is written and approved, and whether it is stale."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from voice.languages.catalogue import PLACE, Catalogue, Key, all_messages, load_catalogue
from voice.languages.registry import LANGUAGES, SOURCE
from voice.languages.status import (
    Standing,
    Status,
    fingerprint_words,
    load_standings,
    write_standings,
)


class Coverage(msgspec.Struct, frozen=True):
    """One language that has words."""

    tag: str
    done: int
    of: int
    """Texts that have words, of all that forms, promises, help lines and pages say."""
    status: Status
    fingerprint: str
    standing: Standing
    stale: bool
    """Whether the English has changed since it was put into this language."""

    @property
    def stale_since(self) -> str:
        """The day, as far as `voice words update` has noted it."""
        day = self.standing.stale_since
        return str(day) if day else "the English changed"


def coverage(
    locales: Path, read: Callable[[str, Path], Catalogue] = load_catalogue
) -> list[Coverage]:
    """Every language with a catalogue in `locales`, in the registry's order.

    `read` gives the catalogue of a tag where an organisation's own words go over these.

    Raises:
        OperatorMustFix: a catalogue or `status.toml` cannot be read.
    """
    needed = all_messages(locales)
    english = english_fingerprint(needed)
    found = []
    for tag in written_tags(locales):
        words = read(tag, locales)
        done = len(needed) - len(words.missing(needed))
        found.append(
            Coverage(
                tag=tag,
                done=done,
                of=len(needed),
                status=words.status,
                fingerprint=words.fingerprint,
                standing=words.standing,
                stale=done < len(needed) or words.standing.english not in ("", english),
            )
        )
    return found


def written_tags(locales: Path) -> list[str]:
    """Tags with a catalogue in `locales`, in the registry's order, the source language apart."""
    tags = [each.tag for each in LANGUAGES if each.tag != SOURCE]
    return [tag for tag in tags if (locales / tag / PLACE).exists()]


def english_fingerprint(needed: Iterable[Key]) -> str:
    """Stands for all that is said in English, by context."""
    return fingerprint_words({f"{context}\n{english}": "" for context, english in needed})


def note_changes(locales: Path, today: datetime.date) -> None:
    """Write into `status.toml` which English each language has now, or since when it lacks some.

    Raises:
        OperatorMustFix: a catalogue or `status.toml` cannot be read.
    """
    english = english_fingerprint(all_messages(locales))
    standings = load_standings(locales)
    for each in coverage(locales):
        standings[each.tag] = msgspec.structs.replace(each.standing, **_note(each, english, today))
    write_standings(locales, standings)


def _note(each: Coverage, english: str, today: datetime.date) -> Mapping[str, object]:
    if each.done == each.of:
        return {"english": english, "stale_since": None}
    return {"stale_since": each.standing.stale_since or today}
