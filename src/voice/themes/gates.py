"""`look_at`: whether a round's themes read well on a report, and what people should decide.

For the desk only: overlaps tell more about people than any number on a panel's page does. The
limits that protect people are in `voice.disclosure`; these are about sense.
"""

import math
from difflib import SequenceMatcher
from itertools import combinations

import msgspec

from voice.disclosure.cells import People
from voice.themes.codebook import Codebook
from voice.themes.counts import Counts, ThemeCount

FEWEST = 5
MOST = 20
"""Themes on a report."""
LEAST_SHARE = 0.001
LIKE_NAMES = 0.90
SAME_PEOPLE = 0.70


Rows = dict[str, tuple[str, ...]]
"""Broad theme → the themes that it stands for."""


class MergeOffer(msgspec.Struct, frozen=True):
    """Two themes that may be one: their names are alike, or the same people raised them."""

    one: str
    other: str
    why: str


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a facilitator should know before a report is made. Shares are of 0 to 1."""

    coverage: float | None
    """Of those whose words could be read and say something, who said what a theme knows."""
    unmatched: float | None
    enough: tuple[str, ...]
    """Themes that reach the least number, largest first."""
    too_many: bool
    too_few: bool
    merge: tuple[MergeOffer, ...]


def least_people(answered: int, k: int) -> int:
    """How many people a theme on a report needs: `k`, or one in a thousand where that is more."""
    return max(k, math.ceil(LEAST_SHARE * answered))


def look_at(counts: Counts, codebook: Codebook, k: int, rows: Rows) -> Look:
    """Looks at a round's counts. `rows` are broad themes and their parts, which overlap anyway."""
    least = least_people(len(counts.answered), k)
    people = {each.theme: raised(each) for each in counts.themes}
    order = [theme.id for theme in codebook.active]
    enough = [theme for theme in order if len(people.get(theme, ())) >= least]
    enough.sort(key=lambda theme: -len(people[theme]))
    spoke = counts.in_words - (counts.not_analysed - counts.matched)
    return Look(
        coverage=_share(counts.matched, spoke),
        unmatched=_share(counts.unmatched, spoke),
        enough=tuple(enough),
        too_many=len(enough) > MOST,
        too_few=len(enough) < FEWEST,
        merge=_offers(codebook, enough, people, rows),
    )


def raised(count: ThemeCount) -> People:
    """Who ticked a theme or said something that suggests it. Never shown as one number."""
    return count.ticked.people | count.suggested.people


def alike(one: str, other: str) -> float:
    """How alike two names are: 1 is the same."""
    first, second = sorted((one.casefold(), other.casefold()))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def overlap(one: People, other: People) -> float:
    """The share of those in either who are in both."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _offers(
    codebook: Codebook,
    enough: list[str],
    people: dict[str, People],
    rows: Rows,
) -> tuple[MergeOffer, ...]:
    names = {theme.id: theme.name for theme in codebook.active}
    found = []
    for one, other in combinations(enough, 2):
        if other in rows.get(one, ()) or one in rows.get(other, ()):
            continue
        if alike(names[one], names[other]) >= LIKE_NAMES:
            found.append(MergeOffer(one, other, "their names are nearly the same"))
        elif (share := overlap(people[one], people[other])) >= SAME_PEOPLE:
            found.append(MergeOffer(one, other, f"{share:.0%} of the people are the same"))
    return tuple(found)


def _share(part: People, whole: People) -> float | None:
    return len(part & whole) / len(whole) if whole else None
