"""`Ledger`: every quarter that was published, once. A file to which lines are only ever added.

A frozen quarter is never published again: the difference of two counts of the same answers tells
about single people. What is counted anew stays at the desk, and the series says where it begins.

Source: docs/decisions/0010-disclosure-limits.md.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from voice.disclosure.limits import Screen
from voice.disclosure.publication import Draft, Hex, Publication, publish
from voice.errors import OperatorMustFix, Refused

Quarter = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-Q[1-4]\Z")]
COUNTED_ANEW = "counted a new way from here"


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One published quarter: which round, and by which list of themes it was counted."""

    quarter: Quarter
    round: Hex
    number: int
    codebook: Hex
    counting: Hex
    """What the list of themes counts by: the same where two lists count alike."""
    digest: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    """SHA-256 of the publication."""


class Point(msgspec.Struct, frozen=True):
    """One quarter in a series. `note` says so where it was counted another way than the last."""

    frozen: Frozen
    note: str = ""


class Ledger:
    """The published quarters in the file at `path`.

    Raises:
        OperatorMustFix: "ledger-unreadable", naming the line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.frozen = tuple(_read(path))

    def publish(self, quarter: str, counting: str, draft: Draft, screen: Screen) -> Publication:
        """Publishes a quarter of a round and freezes it.

        Raises:
            Refused: "quarter-frozen", when it was published before, by whichever list of themes;
                "quarter-shape"; and as `voice.disclosure.publication.publish`.
        """
        self.refuse_if_frozen(quarter, draft.round)
        publication = publish(draft, screen)
        entry = msgspec.convert(
            {
                "quarter": quarter,
                "round": draft.round,
                "number": draft.number,
                "codebook": draft.codebook,
                "counting": counting,
                "digest": hashlib.sha256(publication.to_bytes()).hexdigest(),
            },
            Frozen,
        )
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(entry, order="deterministic") + b"\n")
        self.frozen += (entry,)
        return publication

    def refuse_if_frozen(self, quarter: str, round_id: str) -> None:
        """Raises `Refused` where this quarter of the round was published, or is no quarter."""
        try:
            msgspec.convert(quarter, Quarter)
        except msgspec.ValidationError as problem:
            raise Refused(
                "quarter-shape", f"{quarter!r} is not a quarter", "Write it so: 2026-Q4."
            ) from problem
        if any(each.quarter == quarter and each.round == round_id for each in self.frozen):
            raise Refused(
                "quarter-frozen",
                f"{quarter} of round {round_id} was published and is frozen.",
                "Count it anew at the desk only; the next quarter may be published the new way.",
            )

    def series(self, rounds: Iterable[str]) -> tuple[Point, ...]:
        """The quarters of these rounds in order of time, with a note where the counting changed."""
        wanted = set(rounds)
        found = sorted(
            (each for each in self.frozen if each.round in wanted),
            key=lambda each: (each.quarter, each.number),
        )
        before = [None, *(each.counting for each in found)]
        return tuple(
            Point(each, COUNTED_ANEW if last not in (None, each.counting) else "")
            for last, each in zip(before, found, strict=False)
        )


def _read(path: Path) -> Iterable[Frozen]:
    if not path.exists():
        return
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            yield msgspec.json.decode(line, type=Frozen)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            raise OperatorMustFix(
                "ledger-unreadable",
                f"{path}:{number} is not a published quarter: {problem}",
                "Take the file from a backup. Without it nothing may be published.",
            ) from problem
