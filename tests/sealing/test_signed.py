"""Signed files: what a trusted desk wrote is read byte for byte, and nothing else is."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.samples import changed
from voice.errors import NotReadable, OperatorMustFix, Refused
from voice.sealing.locked import lock
from voice.sealing.signed import (
    SigningKey,
    check_public,
    new_signing_key,
    read_signed,
    sign,
    unlock_signing_key,
)

KEY = SigningKey(bytes(range(32)))
STRANGER = SigningKey(bytes(range(1, 33)))
TRUSTED = {KEY.public}
PASSPHRASE = "river-lemon-garden"
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(values, st.integers(0, 2))
def test_the_body_comes_back_byte_for_byte(value, spaces):
    body = msgspec.json.format(msgspec.json.encode(value), indent=spaces or -1)
    assert read_signed(sign("round", body, KEY), "round", TRUSTED) == body


@given(st.data(), st.integers(0, 7))
def test_any_byte_changed_is_refused_or_changes_nothing(data, bit):
    body = b'{"theme":"safe at night","shown":"some people"}'
    file = sign("publication", body, KEY)
    at = data.draw(st.integers(0, len(file) - 1))
    try:
        assert read_signed(changed(file, at, bit), "publication", TRUSTED) == body
    except Refused as refusal:
        assert refusal.slug in {"unsigned", "wrong-kind", "unknown-key", "wrong-signature"}


@given(st.binary(max_size=200))
def test_rubbish_is_not_a_signed_file(file):
    with pytest.raises(Refused) as refusal:
        read_signed(file, "round", TRUSTED)
    assert refusal.value.slug == "unsigned"


def test_a_strangers_signature_under_a_trusted_name_is_refused():
    file = sign("round", b"{}", STRANGER).replace(STRANGER.public.encode(), KEY.public.encode())
    with pytest.raises(Refused) as refusal:
        read_signed(file, "round", TRUSTED)
    assert refusal.value.slug == "wrong-signature"


@pytest.mark.parametrize(
    "body", [b"", b"{", b" {}", b"{}\n", b'{},"kind":"x"', b"\xff", b"[" * 5000]
)
def test_only_one_json_value_can_be_signed(body):
    with pytest.raises(Refused) as refusal:
        sign("round", body, KEY)
    assert refusal.value.slug == "not-json"


def test_a_signing_key_rests_under_its_passphrase():
    key = new_signing_key()
    file = key.lock(PASSPHRASE, 10)
    again = unlock_signing_key(file, PASSPHRASE)
    assert again.public == key.public
    assert read_signed(sign("round", b"{}", again), "round", {key.public}) == b"{}"
    with pytest.raises(NotReadable) as refusal:
        unlock_signing_key(file, "another")
    assert refusal.value.slug == "wrong-passphrase"


def test_a_locked_file_that_holds_no_signing_key_is_refused():
    for text in (b"", b"AGE-SECRET-KEY-1", b"\xff" * 40, KEY.public.encode()):
        with pytest.raises(NotReadable) as refusal:
            unlock_signing_key(lock(text, PASSPHRASE, 10), PASSPHRASE)
        assert refusal.value.slug == "signing-key"


def test_two_new_keys_differ_and_do_not_show_their_secret():
    one, two = new_signing_key(), new_signing_key()
    assert one.public != two.public
    assert repr(one) == f"SigningKey({one.public})"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "voice-desk-1",
        KEY.public[:-1],
        KEY.public + "=",
        KEY.public.replace("1", "2", 1),
        "é",
        f" {KEY.public}",
        "voice-desk-1" + "A" * 43 + "!",
    ],
)
def test_what_is_not_a_desks_public_key_is_not_installed(text):
    assert check_public(KEY.public) == KEY.public
    with pytest.raises(OperatorMustFix) as refusal:
        check_public(text)
    assert refusal.value.slug == "desk-key"
