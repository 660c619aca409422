"""`People` and `Sides`: groups before anything about them may be shown."""

from itertools import combinations

import msgspec

from voice.errors import Refused

People = frozenset[str]
"""Ids of answers (hexadecimal). Five answers are not five people, but it is the nearest we know."""


class Sides(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One theme's people, each on exactly one side.

    `mixed` said both that it helped and that it was hard; `unsaid` named the theme only.

    Raises:
        Refused: slug "sides-overlap", when somebody stands on two sides.
    """

    helped: People = frozenset()
    mixed: People = frozenset()
    hard: People = frozenset()
    unsaid: People = frozenset()

    def __post_init__(self) -> None:
        parts = (self.helped, self.mixed, self.hard, self.unsaid)
        if any(one & other for one, other in combinations(parts, 2)):
            raise Refused(
                "sides-overlap",
                "One person stands on two sides of a theme.",
                "Put people who said both into `mixed`.",
            )

    @property
    def people(self) -> People:
        """Everyone who raised the theme."""
        return self.helped | self.mixed | self.hard | self.unsaid
