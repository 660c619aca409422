"""`Screen`: what may be said about a group of people, to whom.

Nothing else in Voice turns people into numbers that leave the desk.

Source: docs/decisions/0010-disclosure-limits.md, which says why each limit is what it is.
"""

from typing import Annotated, Literal

import msgspec

from voice.disclosure.cells import Cell, People, Sides
from voice.disclosure.noise import cell_noise

DESK = 5
"""Under this many answers even a reader sees no counts."""
THEME = 5
"""A panel is told of a theme from here on."""
NUMBER = 8
"""From here on a number may be shown, and quotes may be picked."""
BAR = 20
"""Under this a theme has one word for how it was, no bar and no change."""
STEP = 5
"""Every number shown is a multiple of this."""
GRACE = 2
"""The true count may lie at most this far under a limit that only noise carried it over."""

Rounded = Annotated[int, msgspec.Meta(ge=10, multiple_of=STEP)]
"""Any number that is shown. The smallest is ten: eight, to the nearest five."""

Mood = Literal["good", "mixed", "hard"]
Reason = Literal["few", "unclear"]
Side = Literal["helped", "mixed", "hard"]


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many, as far as it may be said: some people, many people, or about `about` of `of`.

    `many` stands where the number would tell that (nearly) everyone did.
    """

    people: Literal["some", "many", "about"]
    about: Rounded | None = None
    of: Rounded | None = None


class Hidden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing may be said, and why: too `few` people, or too `unclear` to say it truthfully."""

    reason: Reason


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One shown side of a bar, rounded."""

    side: Side
    about: Rounded


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that may be said about one theme.

    Where there is a bar, `people` is the sum of its parts: a total beside its parts is never said.
    """

    people: Shown | Hidden
    mood: Mood | Hidden = Hidden("few")
    bar: tuple[Part, ...] = ()


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The limits with one round's noise.

    `burst` holds answers that look like one hand sending many. They count nowhere until a person
    at the desk has looked and taken them out of this set.
    """

    noise_key: bytes
    burst: People = frozenset()

    def open_to_panel(self, answered: Cell) -> bool:
        """Whether there are enough answers for any count: at least five, told without noise."""
        return len(answered.people - self.burst) >= DESK

    def passes(self, cell: Cell, limit: int) -> bool:
        """Whether the noisy count reaches the limit and the true one is at most two short of it."""
        counted = self._counted(cell)
        true = len(counted.people)
        return true >= limit - GRACE and true + cell_noise(self.noise_key, counted) >= limit

    def about(self, cell: Cell) -> int:
        """The noisy count to the nearest five. Only for cells that pass their limit."""
        counted = self._counted(cell)
        noisy = len(counted.people) + cell_noise(self.noise_key, counted)
        return _nearest(max(noisy, 0))

    def told(self, cell: Cell, base: Cell) -> Shown | Hidden:
        """What a panel may be told about a group out of all who answered."""
        return self._number(cell, base) if self.passes(cell, THEME) else Hidden("few")

    def told_publicly(self, cell: Cell, base: Cell) -> Shown:
        """What anyone may be told: "some people" up to seven, else a number to the nearest five."""
        return self._number(cell, base)

    def theme(self, name: str, sides: Sides, base: Cell) -> Told:
        """What a panel may be told about a theme: how many, one word, and a bar where it may be."""
        people = self.told(Cell(name, sides.people), base)
        return self._with_sides(people, name, sides)

    def theme_publicly(self, name: str, sides: Sides, base: Cell) -> Told:
        """As `theme`, for anyone."""
        return self._with_sides(self.told_publicly(Cell(name, sides.people), base), name, sides)

    def _counted(self, cell: Cell) -> Cell:
        return Cell(cell.name, cell.people - self.burst)

    def _number(self, cell: Cell, base: Cell) -> Shown:
        if not (self.passes(cell, NUMBER) and self.passes(base, NUMBER)):
            return Shown("some")
        about, of = self.about(cell), self.about(base)
        rest = Cell(f"{cell.name}/rest", base.people - cell.people)
        if about >= of or not self.passes(rest, THEME):
            return Shown("many")
        return Shown("about", about, of)

    def _with_sides(self, people: Shown | Hidden, name: str, sides: Sides) -> Told:
        if isinstance(people, Hidden) or people.people == "some":
            return Told(people)
        cells = {
            "helped": Cell(f"{name}/helped", sides.helped),
            "mixed": Cell(f"{name}/mixed", sides.mixed),
            "hard": Cell(f"{name}/hard", sides.hard),
        }
        rounded = {side: self.about(cell) for side, cell in cells.items()}
        sure = {side for side, cell in cells.items() if self.passes(cell, NUMBER)}
        mood = _mood(rounded, sure)
        bar = _bar(people, {side: about for side, about in rounded.items() if side in sure})
        if not bar or people.of is None:
            return Told(people, mood)
        return Told(Shown("about", sum(part.about for part in bar), people.of), mood, bar)


def at_desk(answers: int) -> int | Hidden:
    """The exact count for a reader, who reads the answers anyway; nothing under five."""
    return answers if answers >= DESK else Hidden("few")


def a_few(happenings: int) -> int | None:
    """A count of happenings without ids (withdrawals, unreadable files) to the nearest five.

    None stands for fewer than five, none included.
    """
    return _nearest(happenings) if happenings >= THEME else None


def _nearest(number: int) -> int:
    return (number + STEP // 2) // STEP * STEP


def _mood(rounded: dict[str, int], sure: set[str]) -> Mood | Hidden:
    """A side leads only by ten or more: noise and rounding together cannot turn the word round."""
    helped, mixed, hard = rounded["helped"], rounded["mixed"], rounded["hard"]
    lead = 2 * STEP
    if "hard" in sure and hard - helped >= lead and hard >= mixed:
        return "hard"
    if "helped" in sure and helped - hard >= lead and helped >= mixed:
        return "good"
    if {"helped", "hard"} <= sure or ("mixed" in sure and mixed > max(helped, hard)):
        return "mixed"
    return Hidden("unclear")


def _bar(people: Shown, rounded: dict[str, int]) -> tuple[Part, ...]:
    """The parts that may stand beside each other, or none: a single part would say "everyone"."""
    order: tuple[Side, ...] = ("helped", "mixed", "hard")
    parts = tuple(Part(side, rounded[side]) for side in order if side in rounded)
    whole = sum(part.about for part in parts)
    if people.about is None or people.of is None or people.about < BAR or len(parts) < 2:
        return ()
    return parts if BAR <= whole < people.of else ()
