"""A quarter is published once, and a series says where it was counted another way."""

import pytest

from voice.disclosure.cells import Sides
from voice.disclosure.ledger import COUNTED_ANEW, Ledger
from voice.disclosure.limits import Screen
from voice.disclosure.publication import Draft, Raised, read_publication
from voice.errors import OperatorMustFix, Refused

PEOPLE = frozenset(f"{i:032x}" for i in range(40))
SCREEN = Screen(noise_key=b"n" * 32)
OLD, NEW = "a" * 16, "b" * 16


def draft(round_id="0" * 16, codebook="c" * 16, **changed):
    fields = {
        "number": 1,
        "round": round_id,
        "practice": False,
        "weeks": ("2026-W40", "2026-W47"),
        "codebook": codebook,
        "answered": PEOPLE,
        "raised": (Raised("journey.waiting", Sides(hard=frozenset(sorted(PEOPLE)[:15]))),),
    }
    return Draft(**fields | changed)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "published.jsonl")


def test_a_frozen_quarter_is_never_published_again_under_whichever_list(tmp_path, ledger):
    ledger.publish("2026-Q4", OLD, draft(), SCREEN)
    for again in (ledger, Ledger(tmp_path / "published.jsonl")):
        with pytest.raises(Refused) as caught:
            again.publish("2026-Q4", NEW, draft(codebook="d" * 16), SCREEN)
        assert caught.value.slug == "quarter-frozen"
    assert len(Ledger(tmp_path / "published.jsonl").frozen) == 1


def test_what_is_published_is_a_publication(ledger):
    made = ledger.publish("2026-Q4", OLD, draft(), SCREEN)
    assert read_publication(made.to_bytes()).content == made.content


def test_another_quarter_and_another_round_may_be_published(ledger):
    ledger.publish("2026-Q3", OLD, draft(), SCREEN)
    ledger.publish("2026-Q4", OLD, draft(), SCREEN)
    ledger.publish("2026-Q4", OLD, draft(round_id="1" * 16), SCREEN)
    assert len(ledger.frozen) == 3


def test_a_series_says_where_it_was_counted_a_new_way(ledger):
    for quarter, way in [("2027-Q1", NEW), ("2026-Q3", OLD), ("2026-Q4", OLD), ("2027-Q2", NEW)]:
        ledger.publish(quarter, way, draft(), SCREEN)
    series = ledger.series(["0" * 16])
    assert [(point.frozen.quarter, point.note) for point in series] == [
        ("2026-Q3", ""),
        ("2026-Q4", ""),
        ("2027-Q1", COUNTED_ANEW),
        ("2027-Q2", ""),
    ]


def test_what_the_limits_refuse_is_not_frozen(tmp_path, ledger):
    with pytest.raises(Refused):
        ledger.publish("2026-Q4", OLD, draft(practice=True), SCREEN)
    assert not (tmp_path / "published.jsonl").exists()


@pytest.mark.parametrize("quarter", ["2026-Q5", "2026", "../x", "2026-Q4\n"])
def test_a_quarter_is_written_in_one_way(ledger, quarter):
    with pytest.raises(Refused) as caught:
        ledger.publish(quarter, OLD, draft(), SCREEN)
    assert caught.value.slug == "quarter-shape"


def test_a_damaged_ledger_stops_publishing_and_names_the_line(tmp_path, ledger):
    ledger.publish("2026-Q4", OLD, draft(), SCREEN)
    path = tmp_path / "published.jsonl"
    path.write_bytes(path.read_bytes() + b"{}\n")
    with pytest.raises(OperatorMustFix, match=r"published\.jsonl:2"):
        Ledger(path)
