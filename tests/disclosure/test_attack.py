"""Attackers who know all the rules but the key, and see all that is shown."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from voice.disclosure.cells import Sides
from voice.disclosure.limits import Screen, Shown

EVERYONE = tuple(f"{i:032x}" for i in range(40))
MOST = 46
"""The attacker thinks of counts up to here: 40 people, noise and rounding."""


def passes(count, noise, limit):
    return count >= limit - 2 and count + noise >= limit


def nearest(number):
    return (max(number, 0) + 2) // 5 * 5


def grades(count):
    """All that noise can make of a count: (is a theme, is a number, rounded)."""
    return {(passes(count, e, 5), passes(count, e, 8), nearest(count + e)) for e in range(-3, 4)}


GRADES = [grades(count) for count in range(MOST)]


def said_of(base, theme, rest):
    """The panel's line for given grades, sides apart."""
    if not theme[0]:
        return None
    if not (theme[1] and base[1]):
        return ("some", None)
    if theme[2] >= base[2] or not rest[0]:
        return ("many", None)
    return ("about", theme[2])


def base_fits(count, shown):
    """Whether so many answers may have led to the line about all answers."""
    return count >= 5 and any(
        (shown is None and not grade[1]) or (grade[1] and grade[2] == shown)
        for grade in GRADES[count]
    )


def pairs(told, of):
    """All (answers, theme's people) that fit what is said of one theme."""
    seen = None if not isinstance(told.people, Shown) else told.people
    fits = set()
    for base in (b for b in range(5, MOST) if base_fits(b, of)):
        bases = [g for g in GRADES[base] if (g[1] and g[2] == of) or (of is None and not g[1])]
        for theme in range(base + 1):
            lines = {
                said_of(b, t, r) for b in bases for t in GRADES[theme] for r in GRADES[base - theme]
            }
            if told.bar:
                possible = any(line and line[0] == "about" and line[1] >= 20 for line in lines)
            else:
                possible = (seen and (seen.people, seen.about)) in lines
            if possible:
                fits.add((base, theme))
    return fits


def side_bounds(told, theme_bounds):
    """Lowest and highest count of each side, by interval propagation within the theme."""
    shown = {part.side: part.about for part in told.bar}
    low, high = theme_bounds
    bounds = {}
    for side in ("helped", "mixed", "hard", "unsaid"):
        fits = [
            count
            for count in range(high + 1)
            if side not in shown or any(g[1] and g[2] == shown[side] for g in GRADES[count])
        ]
        bounds[side] = [min(fits), max(fits)]
    changed = True
    while changed:
        changed = False
        for side, (least, most) in bounds.items():
            others = [b for name, b in bounds.items() if name != side]
            new_most = min(most, high - sum(b[0] for b in others))
            new_least = max(least, low - sum(b[1] for b in others))
            if (new_least, new_most) != (least, most):
                bounds[side] = [new_least, new_most]
                changed = True
    return bounds


@st.composite
def rounds(draw):
    size = draw(st.integers(5, 40))
    people = EVERYONE[:size]
    themes = []
    for _ in range(draw(st.integers(1, 4))):
        lean = draw(
            st.sampled_from(["hhhhhhm", "dddddddh", "hmdu-", "u-------", "-----d", "hhhddd"])
        )
        places = draw(st.lists(st.sampled_from(lean), min_size=size, max_size=size))
        by = {
            side: frozenset(p for p, place in zip(people, places, strict=True) if place == side)
            for side in "hmdu"
        }
        themes.append(Sides(helped=by["h"], mixed=by["m"], hard=by["d"], unsaid=by["u"]))
    return frozenset(people), themes


@given(rounds(), st.integers(0, 2**32))
def test_no_count_under_five_can_be_worked_out_from_all_that_is_shown(made, key):
    people, themes = made
    screen = Screen(noise_key=key.to_bytes(32))
    of = screen.about(people) if screen.passes(people, 8) else None
    told = [screen.theme(sides, people) for sides in themes]
    fits = [pairs(each, of) for each in told]
    bases = set.intersection(*({base for base, _ in each} for each in fits))
    assert len(people) in bases
    assert len(bases) > 1
    for sides, each, fit in zip(themes, told, fits, strict=True):
        joint = {(base, theme) for base, theme in fit if base in bases}
        counts = {theme for _, theme in joint}
        rests = {base - theme for base, theme in joint}
        true = len(sides.people)
        assert true in counts
        if true < 5:
            assert len(counts) > 1
        if len(people) - true < 5:
            assert len(rests) > 1
        bounds = side_bounds(each, (min(counts), max(counts)))
        for side, (least, most) in bounds.items():
            count = len(getattr(sides, side))
            assert least <= count <= most
            if count < 5:
                assert least < most


def edge(forged, others, target_ticked, keys):
    """How often each line is said, over many rounds' keys."""
    seen = Counter()
    ticked = frozenset(EVERYONE[:forged]) | (frozenset(EVERYONE[-1:]) if target_ticked else set())
    base = frozenset(EVERYONE[:forged]) | frozenset(EVERYONE[-1 - others :])
    for key in keys:
        screen = Screen(noise_key=key.to_bytes(32))
        seen[screen.theme_publicly(Sides(hard=ticked), base).people] += 1
    return seen


def test_forged_answers_tell_little_of_one_person():
    """Whoever forges answers and watches one line is right at most seven times in ten.

    Without noise they would always be right at a limit.
    """
    draw = random.Random(5)
    for forged in range(3, 13):
        keys = [draw.getrandbits(128) for _ in range(1500)]
        yes, no = edge(forged, 20, True, keys), edge(forged, 20, False, keys)
        right = sum(max(yes[line], no[line]) for line in {*yes, *no}) / (2 * len(keys))
        assert right < 0.7, (forged, right)
