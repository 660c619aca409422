"""`Screen`: what may be said about a group of people, to whom.

Nothing else in Voice turns people into numbers that leave the desk.

Source: docs/decisions/0010-disclosure-limits.md, which says why each limit is what it is.
"""

from typing import Annotated, Literal, final

import msgspec

from voice.disclosure.cells import People, Sides
from voice.disclosure.noise import Noise

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


@final
class Screen:
    """The limits with one round's noise.

    `burst` holds answers that look like one hand sending many. They count nowhere until a person
    at the desk has looked and taken them out of this set.
    """

    __slots__ = ("_noise", "_seen", "burst")

    def __init__(self, noise_key: bytes, burst: People = frozenset()) -> None:
        self.burst = burst
        self._noise = Noise(noise_key)
        self._seen: dict[People, int] = {}

    def open_to_panel(self, answered: People) -> bool:
        """Whether there are enough answers for any count: at least five, told without noise."""
        return len(answered - self.burst) >= DESK

    def passes(self, people: People, limit: int) -> bool:
        """Whether the noisy count reaches the limit and the true one is at most two short of it."""
        return len(people - self.burst) >= limit - GRACE and self._noisy(people) >= limit

    def about(self, people: People) -> int:
        """The noisy count to the nearest five. Only for groups that pass their limit."""
        return _nearest(max(self._noisy(people), 0))

    def told(self, people: People, base: People) -> Shown | Hidden:
        """What a panel may be told about a group out of all who answered."""
        return self.told_publicly(people, base) if self.passes(people, THEME) else Hidden("few")

    def told_publicly(self, people: People, base: People) -> Shown:
        """What anyone may be told: "some people" up to seven, else a number to the nearest five."""
        if not (self.passes(people, NUMBER) and self.passes(base, NUMBER)):
            return Shown("some")
        about, of = self.about(people), self.about(base)
        if about >= of or not self.passes(base - people, THEME):
            return Shown("many")
        return Shown("about", about, of)

    def theme(self, sides: Sides, base: People) -> Told:
        """What a panel may be told about a theme: how many, one word, and a bar where it may be."""
        return self._with_sides(self.told(sides.people, base), sides)

    def theme_publicly(self, sides: Sides, base: People) -> Told:
        """As `theme`, for anyone."""
        return self._with_sides(self.told_publicly(sides.people, base), sides)

    def _noisy(self, people: People) -> int:
        noisy = self._seen.get(people)
        if noisy is None:
            counted = people - self.burst
            noisy = self._seen[people] = len(counted) + self._noise.of(counted)
        return noisy

    def _with_sides(self, people: Shown | Hidden, sides: Sides) -> Told:
        if isinstance(people, Hidden) or people.people == "some":
            return Told(people)
        groups = {"helped": sides.helped, "mixed": sides.mixed, "hard": sides.hard}
        rounded = {side: self.about(group) for side, group in groups.items()}
        sure = {side for side, group in groups.items() if self.passes(group, NUMBER)}
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

    None stands for fewer than eight, none included.
    """
    return _nearest(happenings) if happenings >= NUMBER else None


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
