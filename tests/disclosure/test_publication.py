"""A publication is made by the limits or not at all."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.disclosure.cells import Sides
from voice.disclosure.limits import Screen
from voice.disclosure.publication import (
    Content,
    Draft,
    Publication,
    Raised,
    publish,
    read_publication,
)
from voice.errors import NotReadable, Refused

PEOPLE = tuple(f"{i:032x}" for i in range(60))
SCREEN = Screen(noise_key=b"n" * 32)


def draft(**changes):
    fields = {
        "number": 1,
        "round": "0123456789abcdef",
        "practice": False,
        "weeks": ("2026-W40", "2026-W47"),
        "codebook": "fedcba9876543210",
        "answered": frozenset(PEOPLE),
        "raised": (
            Raised(
                "care.respect", Sides(helped=frozenset(PEOPLE[:20]), hard=frozenset(PEOPLE[20:34]))
            ),
            Raised("journey.waiting", Sides(hard=frozenset(PEOPLE[:15]))),
            Raised("rights.legal", Sides(hard=frozenset(PEOPLE[:2]))),
        ),
    }
    return Draft(**(fields | changes))


def test_it_is_read_back_as_it_was_written():
    made = publish(draft(), SCREEN)
    assert read_publication(made.to_bytes()).content == made.content
    assert read_publication(made.to_bytes()).to_bytes() == made.to_bytes()


def test_parts_stand_without_their_total_and_few_people_are_some_people():
    respect, waiting, legal = publish(draft(), SCREEN).content.lines
    assert respect.parts
    assert respect.about is None
    assert waiting.about in {10, 15, 20}
    assert waiting.parts == ()
    assert (legal.people, legal.about, legal.mood) == ("some", None, None)


def test_no_id_of_an_answer_leaves():
    file = publish(draft(), SCREEN).to_bytes().decode()
    assert not any(person in file for person in PEOPLE)


def test_it_cannot_be_built_beside_the_room():
    content = publish(draft(), SCREEN).content
    with pytest.raises(Refused) as caught:
        Publication(content)
    assert caught.value.slug == "publication-unscreened"


def test_a_practice_round_is_refused():
    with pytest.raises(Refused) as caught:
        publish(draft(practice=True), SCREEN)
    assert caught.value.slug == "practice-round"


def test_few_answers_are_refused_whatever_the_noise():
    for key in range(30):
        with pytest.raises(Refused) as caught:
            publish(
                draft(answered=frozenset(PEOPLE[:5]), raised=()),
                Screen(noise_key=bytes([key] * 32)),
            )
        assert caught.value.slug == "too-few-answers"


@pytest.mark.parametrize(
    "change",
    [
        {"round": "../../etc/passwd"},
        {"weeks": ("2026-10-01", "2026-W47")},
        {"codebook": "<script>"},
        {"number": 0},
        {"raised": (Raised("<b>", Sides()),)},
        {"raised": (Raised("a.b", Sides()), Raised("a.b", Sides()))},
    ],
)
def test_ids_that_are_not_written_as_they_must_be_are_refused(change):
    with pytest.raises(Refused) as caught:
        publish(draft(**change), SCREEN)
    assert caught.value.slug == "publication-shape"


def altered(**line):
    content = msgspec.to_builtins(publish(draft(), SCREEN).content)
    content["lines"] = [{"theme": "care.respect", **line}]
    return msgspec.json.encode(content)


@pytest.mark.parametrize(
    "line",
    [
        {"people": "about", "about": 7},
        {"people": "about", "about": 12},
        {"people": "about", "about": 500},
        {"people": "about"},
        {"people": "some", "about": 10},
        {"people": "some", "mood": "hard"},
        {"people": "about", "about": 20, "parts": [{"side": "helped", "about": 10}]},
        {"people": "about", "parts": [{"side": "helped", "about": 20}]},
        {
            "people": "about",
            "parts": [{"side": "hard", "about": 10}, {"side": "hard", "about": 10}],
        },
        {
            "people": "about",
            "parts": [{"side": "hard", "about": 5}, {"side": "helped", "about": 10}],
        },
        {"people": "some", "words": "=cmd|x"},
        {"people": "everyone"},
    ],
)
def test_a_file_that_tells_more_than_the_limits_is_not_read(line):
    with pytest.raises(NotReadable) as caught:
        read_publication(altered(**line))
    assert caught.value.slug == "publication-unreadable"


@settings(max_examples=settings.default.max_examples * 3)
@given(st.binary(max_size=200))
def test_other_bytes_are_not_read(junk):
    with pytest.raises(NotReadable):
        read_publication(junk)


@given(st.sets(st.sampled_from(PEOPLE), min_size=9), st.data(), st.integers(0, 2**32))
def test_whatever_is_published_can_be_read(people, data, key):
    base = frozenset(people)
    hard = data.draw(st.frozensets(st.sampled_from(sorted(base))))
    helped = data.draw(st.frozensets(st.sampled_from(sorted(base)))) - hard
    made = draft(answered=base, raised=(Raised("x.y", Sides(helped=helped, hard=hard)),))
    screen = Screen(noise_key=key.to_bytes(32))
    if not screen.passes(base, 8):
        return
    assert isinstance(publish(made, screen).content, Content)
