"""How an answer came: the door says, unless the person said otherwise."""

import pytest

from voice.desk.ways import way_of
from voice.forms.inside import Inside


def inside(mode: str, present: str) -> Inside:
    return Inside(
        round="r",
        form_fingerprint="f",
        words="w",
        lang="en",
        door="d2345672",
        mode=mode,
        present=present,
        sealed_by="phone",
        answers={},
        consents={},
    )


@pytest.mark.parametrize(
    ("mode", "present", "way"),
    [
        ("self", "", "self"),
        ("self", "alone", "self"),
        ("self", "unsaid", "self"),
        ("self", "worker", "nearby"),
        ("self", "interpreter", "beside"),
        ("self", "friend", "beside"),
        ("nearby", "", "nearby"),
        ("nearby", "alone", "self"),
        ("nearby", "friend", "nearby"),
        ("writing", "alone", "self"),
        ("writing", "worker", "writing"),
        ("phone", "alone", "self"),
        ("phone", "interpreter", "phone"),
        ("paper", "alone", "paper"),
        ("paper", "unsaid", "paper"),
        ("self", "an option of another form", "self"),
    ],
)
def test_the_persons_own_word_on_who_was_there_wins(mode, present, way):
    assert way_of(inside(mode, present)) == way
