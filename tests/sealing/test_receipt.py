"""Receipts: any slip of a finger is caught, in any script, and a code tells nothing of itself."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voice.errors import OperatorMustFix, PersonMustChange
from voice.sealing.receipt import new_code, read_code, receipt_keys, show_code

SALT = bytes(range(16))
ZEROS = [
    chr(point) for point in range(sys.maxunicode + 1) if unicodedata.decimal(chr(point), None) == 0
]
codes = st.binary(min_size=200, max_size=200).map(lambda found: new_code(lambda count: found))


def digits_from(zero):
    return "".join(chr(ord(zero) + i) for i in range(10))


def test_new_codes_are_24_digits_and_differ():
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(len(code) == 24 and code.isascii() and code.isdecimal() for code in made)


def test_every_digit_is_as_likely_as_any_other():
    counts = dict.fromkeys("0123456789", 0)
    for byte in range(250):
        counts[new_code(lambda count, byte=byte: bytes([byte]) * count)[0]] += 1
    assert set(counts.values()) == {25}


@given(codes)
def test_a_shown_code_is_read_back(code):
    assert read_code(show_code(code)) == code
    assert [len(group) for group in show_code(code).split()] == [4] * 6


def test_digits_of_every_script_that_has_them_are_read():
    assert len(ZEROS) > 60
    code = new_code()
    for zero in ZEROS:
        assert read_code(show_code(code, digits_from(zero))) == code, unicodedata.name(zero)


@given(codes)
def test_every_wrong_digit_and_every_swap_of_neighbours_is_caught(code):
    slips = {code[:at] + d + code[at + 1 :] for at in range(24) for d in "0123456789"}
    swaps = {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(23)}
    slipped = (slips | swaps) - {code}
    assert len(slipped) >= 24 * 9
    for typed in slipped:
        with pytest.raises(PersonMustChange) as refusal:
            read_code(typed)
        assert refusal.value.slug == "code-typo"


@given(codes, st.text(" \t\n\u00a0\u2009\u202f-–—−.·\u200e\u200f\u2066\u2069\u061c", max_size=3))
def test_spaces_dashes_dots_and_marks_of_direction_do_not_matter(code, filler):
    assert read_code(filler + filler.join(code) + filler) == code


@given(st.text(max_size=60))
@example("½" * 24)
@example("②" * 24)
@example("\u0660" * 23)
def test_whatever_is_typed_gives_a_code_or_a_kind_word(typed):
    try:
        assert len(read_code(typed)) == 24
    except PersonMustChange as refusal:
        assert refusal.slug in {"code-length", "code-typo"}
        assert refusal.hint


@given(codes, st.integers(0, 24))
def test_a_missing_or_an_extra_digit_is_a_matter_of_length(code, at):
    for typed in (code[: at - 1] + code[at:] if at else code[1:], code[:at] + "0" + code[at:]):
        with pytest.raises(PersonMustChange) as refusal:
            read_code(typed)
        assert refusal.value.slug == "code-length"


def test_the_message_never_repeats_what_was_typed():
    for typed in ("1234" * 5, "abcd" * 6, "9876" * 6):
        with pytest.raises(PersonMustChange) as refusal:
            read_code(typed)
        assert typed[:4] not in refusal.value.message + refusal.value.hint


def test_the_two_keys_of_a_code_differ_and_depend_on_the_salt():
    code = new_code()
    keys, others = receipt_keys(code, SALT), receipt_keys(code, SALT[::-1])
    assert len({keys.look_up, keys.withdraw, others.look_up, others.withdraw}) == 4
    assert keys == receipt_keys(code, SALT)


def test_a_salt_that_is_too_short_is_the_operators_to_mend():
    with pytest.raises(OperatorMustFix) as refusal:
        receipt_keys(new_code(), b"salt")
    assert refusal.value.slug == "salt"
