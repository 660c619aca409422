"""Bech32: the vectors of BIP 173, and every spelling but one of the same bytes refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.errors import NotReadable
from voice.sealing import bech32

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
VALID = [
    "a12uel5l",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    "11" + "q" * 82 + "c8247j",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "?1ezyfcl",
]
prefixes = st.sampled_from(["age", "age1pq", "age-secret-key-", "age-secret-key-pq-"])


@pytest.mark.parametrize("text", VALID)
def test_the_published_texts_are_read_and_written_the_same(text):
    prefix = text.rpartition("1")[0]
    assert bech32.encode(prefix, bech32.decode(prefix, text)) == text


@pytest.mark.parametrize("text", ["", "1", "age", "age1", "age1qqqqq", "1qqqqqqqq", "age1bbbbbbbb"])
def test_what_has_no_checksum_is_refused(text):
    with pytest.raises(NotReadable) as refusal:
        bech32.decode("age", text)
    assert refusal.value.slug == "bech32"


@given(prefixes, st.binary(max_size=1300))
def test_any_bytes_are_written_and_read_back(prefix, data):
    assert bech32.decode(prefix, bech32.encode(prefix, data)) == data


@given(prefixes, st.binary(min_size=1, max_size=40), st.data())
def test_one_wrong_letter_is_always_found(prefix, data, draw):
    text = bech32.encode(prefix, data)
    at = draw.draw(st.integers(len(prefix) + 1, len(text) - 1))
    letter = draw.draw(st.sampled_from(LETTERS.replace(text[at], "")))
    with pytest.raises(NotReadable):
        bech32.decode(prefix, text[:at] + letter + text[at + 1 :])


def with_checksum(prefix, fives):
    rest = bech32._polymod([*bech32._expand(prefix), *fives, *[0] * 6]) ^ 1
    fives = [*fives, *(rest >> 5 * (5 - i) & 31 for i in range(6))]
    return prefix + "1" + "".join(LETTERS[five] for five in fives)


@given(st.integers(1, 15))
def test_bits_left_over_must_be_zero(spare):
    fives = [0] * 51
    assert bech32.decode("age", with_checksum("age", [*fives, 0])) == bytes(32)
    with pytest.raises(NotReadable):
        bech32.decode("age", with_checksum("age", [*fives, spare]))


def test_a_letter_that_carries_no_bit_of_data_is_refused():
    with pytest.raises(NotReadable):
        bech32.decode("age", with_checksum("age", [0] * 54))
