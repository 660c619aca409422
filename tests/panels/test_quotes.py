"""A quote is released by two people within the limits, and by nothing else."""

import datetime
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.disclosure.cells import People
from voice.disclosure.limits import Screen
from voice.errors import Refused
from voice.panels.quotes import Checked, Look, Quotable, ReleasedQuote, Review, Role
from voice.themes.counts import ThemeCount
from voice.themes.sides import divide

DAY = datetime.date(2026, 11, 2)
ALL = frozenset(get_args(Checked))
SCREEN = Screen(noise_key=bytes(32))
TEXT = "my worker calls me every week and listens"


def look(role="facilitator", day=DAY, checked=ALL):
    return Look(role, day, checked)


def review(**changed):
    given_ = {
        "first": look(),
        "second": look("panel-member", DAY + datetime.timedelta(days=1)),
        "text": TEXT,
        "paraphrase": False,
        "audience": "panel",
    }
    return Review(**given_ | changed)


def count(people=20, quotable=True):
    ids = [f"{n:02x}" for n in range(people)]
    return ThemeCount(
        theme="people.worker",
        ticked=divide((each, "helped") for each in ids),
        suggested=divide([]),
        why={},
        quotable=People(ids if quotable else ()),
    )


def release(of_review, counted=None, share="panel", text=TEXT):
    return ReleasedQuote(of_review, Quotable("01", share, text), counted or count(), SCREEN)


def test_two_people_release_a_quote_and_no_id_is_in_it():
    quote = release(review())
    assert (quote.text, quote.theme, quote.audience) == (TEXT, "people.worker", "panel")
    assert "01" not in {str(getattr(quote, name)) for name in quote.__slots__}


@pytest.mark.parametrize("instead", [None, TEXT, {"text": TEXT}, object()])
def test_without_a_review_there_is_no_quote(instead):
    with pytest.raises(Refused) as caught:
        release(instead)
    assert caught.value.slug == "quote-unreviewed"


def test_no_decoder_builds_a_quote():
    with pytest.raises((TypeError, msgspec.ValidationError)):
        msgspec.convert({"text": TEXT, "theme": "a"}, ReleasedQuote)


@given(st.sampled_from(get_args(Role)), st.sampled_from(get_args(Role)))
def test_the_two_have_different_roles(one, other):
    def both():
        return review(first=look(one), second=look(other))

    if one == other:
        with pytest.raises(Refused):
            both()
    else:
        assert release(both()).text == TEXT


def test_a_program_has_no_role():
    raw = {"role": "program", "day": "2026-11-02", "checked": sorted(ALL)}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw, Look)


@pytest.mark.parametrize("missing", get_args(Checked))
def test_each_of_the_two_looks_for_everything(missing):
    with pytest.raises(Refused) as caught:
        review(second=look("reader", checked=ALL - {missing}))
    assert missing in caught.value.message


def test_the_second_look_is_not_before_the_first():
    with pytest.raises(Refused) as caught:
        review(second=look("reader", DAY - datetime.timedelta(days=1)))
    assert caught.value.slug == "quote-days"


def test_a_review_read_from_a_file_is_checked_too():
    raw = msgspec.to_builtins(review())
    raw["second"]["role"] = "facilitator"
    with pytest.raises(Refused):
        msgspec.convert(raw, Review)


@pytest.mark.parametrize(
    ("changed", "given_", "slug"),
    [
        ({}, {"counted": count(people=5)}, "quote-few"),
        ({}, {"share": "nobody"}, "quote-not-shared"),
        ({"audience": "public"}, {"share": "services"}, "quote-not-shared"),
        ({}, {"counted": count(quotable=False)}, "quote-held-back"),
        ({"text": "my worker rang 07700 900123 for me"}, {}, "quote-identifies"),
        ({"text": "on 3 May 2021 it was better"}, {}, "quote-identifies"),
        ({"text": "so kind"}, {}, "quote-length"),
        ({"text": "very " * 31}, {}, "quote-length"),
        ({}, {"text": "الموظفة لطيفة وتأتي كل أسبوع"}, "quote-own-words"),
    ],
)
def test_what_breaks_a_limit_is_refused(changed, given_, slug):
    with pytest.raises(Refused) as caught:
        release(review(**changed), **given_)
    assert caught.value.slug == slug
    assert caught.value.hint


def test_words_in_a_script_without_capitals_are_told_in_the_panels_words():
    quote = release(review(paraphrase=True), text="الموظفة لطيفة وتأتي كل أسبوع")
    assert quote.paraphrase
