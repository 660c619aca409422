"""What may be said, limit by limit."""

from hypothesis import given
from hypothesis import strategies as st

from voice.disclosure.cells import Sides
from voice.disclosure.limits import (
    BAR,
    DESK,
    NUMBER,
    THEME,
    Hidden,
    Screen,
    Shown,
    a_few,
    at_desk,
)
from voice.disclosure.noise import Noise
from voice.errors import Refused

EVERYONE = tuple(f"{i:032x}" for i in range(80))


def first(count, start=0):
    return frozenset(EVERYONE[start : start + count])


def screen(key=0, burst=frozenset()):
    return Screen(noise_key=key.to_bytes(32), burst=burst)


@st.composite
def rounds(draw):
    """A round's people and one theme's sides."""
    size = draw(st.integers(0, 80))
    places = draw(st.lists(st.sampled_from("hmdu-----"), min_size=size, max_size=size))
    at = {side: [] for side in "hmdu-"}
    for person, place in zip(EVERYONE, places, strict=False):
        at[place].append(person)
    groups = {side: frozenset(people) for side, people in at.items()}
    sides = Sides(helped=groups["h"], mixed=groups["m"], hard=groups["d"], unsaid=groups["u"])
    return first(size), sides


keys = st.integers(0, 2**32)


@given(rounds(), keys)
def test_everything_shown_is_ten_or_more_to_the_nearest_five_and_less_than_all(made, key):
    base, sides = made
    for told in (screen(key).theme(sides, base), screen(key).theme_publicly(sides, base)):
        numbers = [part.about for part in told.bar]
        if isinstance(told.people, Shown) and told.people.about is not None:
            numbers += [told.people.about, told.people.of]
            assert told.people.about < told.people.of
        assert all(number >= 10 and number % 5 == 0 for number in numbers)


@given(rounds(), keys)
def test_noise_never_makes_a_theme_of_fewer_than_three(made, key):
    base, sides = made
    told = screen(key).theme(sides, base)
    if isinstance(told.people, Shown):
        assert len(sides.people) >= THEME - 2
        if told.people.people != "some":
            assert len(sides.people) >= NUMBER - 2


@given(rounds(), keys)
def test_a_theme_of_eight_or_more_is_always_shown_to_a_panel(made, key):
    base, sides = made
    if len(sides.people) >= THEME + 3:
        assert isinstance(screen(key).theme(sides, base).people, Shown)


@given(rounds(), keys)
def test_everyone_is_never_said(made, key):
    base, sides = made
    rest = base - sides.people
    told = screen(key).theme(sides, base)
    if len(rest) < THEME - 2 and isinstance(told.people, Shown):
        assert told.people.people in {"some", "many"}
        assert told.bar == ()


@given(rounds(), keys)
def test_a_bar_stands_only_for_themes_of_about_twenty_with_two_parts_of_eight(made, key):
    base, sides = made
    told = screen(key).theme(sides, base)
    if told.bar:
        assert len(sides.people) >= BAR - 3 - 2
        assert len(told.bar) >= 2
        for part in told.bar:
            assert len(getattr(sides, part.side)) >= NUMBER - 2


@given(rounds(), keys)
def test_a_total_is_never_said_beside_its_parts(made, key):
    base, sides = made
    told = screen(key).theme(sides, base)
    if told.bar:
        assert told.people.about == sum(part.about for part in told.bar)


@given(rounds(), keys)
def test_the_word_never_says_the_opposite(made, key):
    base, sides = made
    mood = screen(key).theme(sides, base).mood
    if mood == "hard":
        assert len(sides.hard) >= len(sides.helped)
    if mood == "good":
        assert len(sides.helped) >= len(sides.hard)
    if isinstance(mood, str):
        assert len(sides.people) >= NUMBER - 2


@given(rounds(), keys, st.data())
def test_marked_answers_never_help_anything_to_be_shown(made, key, data):
    base, sides = made
    marked = data.draw(st.frozensets(st.sampled_from(sorted(base)))) if base else frozenset()
    with_marks = screen(key, burst=marked).theme(sides, base)
    without_them = screen(key).theme(
        Sides(
            helped=sides.helped - marked,
            mixed=sides.mixed - marked,
            hard=sides.hard - marked,
            unsaid=sides.unsaid - marked,
        ),
        base - marked,
    )
    assert with_marks == without_them


def test_a_panel_sees_counts_from_five_answers_on_whatever_the_noise():
    for key in range(40):
        assert not screen(key).open_to_panel(first(DESK - 1))
        assert screen(key).open_to_panel(first(DESK))


def test_a_reader_sees_exact_counts_from_five_on():
    assert at_desk(4) == Hidden("few")
    assert at_desk(5) == 5


def test_happenings_are_rounded_and_few_are_not_told_from_none():
    assert [a_few(n) for n in (0, 1, 7)] == [None, None, None]
    assert [a_few(n) for n in (8, 12, 13)] == [10, 10, 15]


def test_seven_is_said_to_the_public_as_some_people():
    quiet = next(k for k in range(99) if Noise(k.to_bytes(32)).of(first(7)) == 0)
    assert screen(quiet).told_publicly(first(7), first(60)) == Shown("some")
    assert screen(0).told_publicly(first(0), first(60)) == Shown("some")


def test_numbers_are_to_the_nearest_five_of_the_noisy_count():
    for key in range(30):
        noisy = 22 + Noise(key.to_bytes(32)).of(first(22))
        about = screen(key).told(first(22), first(70)).about
        assert abs(about - noisy) <= 2


def test_making_it_again_says_the_same():
    sides = Sides(helped=first(10), hard=first(15, 10))
    assert screen(7).theme(sides, first(60)) == screen(7).theme(sides, first(60))


def test_nobody_stands_on_two_sides():
    try:
        Sides(helped=first(3), hard=first(1))
    except Refused as refused:
        assert refused.slug == "sides-overlap"
    else:
        raise AssertionError("two sides were let through")
