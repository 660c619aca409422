import os

import msgspec
import pytest

from voice.desk.keys import new_holder, new_signer, read_card
from voice.errors import NotReadable, Refused
from voice.sealing.identity import unlock_identity
from voice.sealing.recipient import fingerprint_words
from voice.sealing.signed import unlock_signing_key

FAST = 10


@pytest.mark.parametrize("kind", ["x25519", "mlkem768x25519"])
def test_an_identity_file_opens_with_its_passphrase_and_belongs_to_its_card(kind):
    holder = new_holder("holder", "Lead reader", os.urandom, kind, FAST)

    identity = unlock_identity(holder.locked, holder.passphrase)

    assert identity.recipient.text == holder.card.recipient
    assert identity.recipient.kind == kind
    assert holder.card.words == fingerprint_words(holder.card.recipient)


def test_a_new_key_is_post_quantum_and_has_seven_words_of_passphrase():
    holder = new_holder("holder", "Lead reader", os.urandom, work_factor=FAST)

    assert holder.card.recipient.startswith("age1pq1")
    assert len(holder.passphrase.split("-")) == 7


def test_an_identity_file_stays_shut_under_another_passphrase():
    holder = new_holder("holder", "Lead reader", os.urandom, work_factor=FAST)

    with pytest.raises(NotReadable) as caught:
        unlock_identity(holder.locked, holder.passphrase + "x")

    assert caught.value.slug == "wrong-passphrase"


def test_the_secret_is_in_neither_the_card_nor_the_locked_file():
    holder = new_holder("holder", "Lead reader", os.urandom, work_factor=FAST)
    secret = unlock_identity(holder.locked, holder.passphrase).text.encode()

    assert secret not in holder.locked
    assert secret not in msgspec.json.encode(holder.card)


def test_a_signing_key_opens_with_its_passphrase_and_belongs_to_its_public_text():
    signer = new_signer(os.urandom, FAST)

    assert unlock_signing_key(signer.locked, signer.passphrase).public == signer.public


def test_a_card_survives_its_file():
    card = new_holder("recovery", "Trustee", os.urandom, work_factor=FAST).card

    assert read_card(msgspec.json.encode(card)) == card


def test_refuses_a_card_whose_words_belong_to_another_key():
    card = new_holder("holder", "Lead reader", os.urandom, work_factor=FAST).card
    other = new_holder("holder", "Lead reader", os.urandom, work_factor=FAST).card
    swapped = msgspec.structs.replace(card, recipient=other.recipient)

    with pytest.raises(Refused) as caught:
        read_card(msgspec.json.encode(swapped))

    assert caught.value.slug == "card-words"
    assert card.words in caught.value.message
    assert other.words in caught.value.message


@pytest.mark.parametrize("file", [b"", b"[]", b"\xff", b'{"v":1}', b"age-encryption.org/v1"])
def test_refuses_a_file_that_is_no_card(file):
    with pytest.raises(NotReadable) as caught:
        read_card(file)

    assert caught.value.slug == "card"
