"""Keys are born here: a holder's identity and card, the desk's signing key, a member's proof.

Nothing in this module goes to a server but what is public: cards, proofs, the signing key's
public text. Source: docs/decisions/0012-keys-are-born-at-the-desk.md.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import Literal

import msgspec

from voice.errors import NotReadable, Refused
from voice.forms.round import RoundFile, key_name
from voice.sealing.identity import Identity, lock_identity, new_identity
from voice.sealing.locked import WORK_FACTOR, new_passphrase
from voice.sealing.open import open_padded
from voice.sealing.recipient import Kind, fingerprint_words, parse_recipient
from voice.sealing.signed import new_signing_key

Role = Literal["holder", "recovery"]
Random = Callable[[int], bytes]

SECRET_BYTES = 32


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a holder hands over: public, and made to be read aloud and compared."""

    v: Literal[1] = 1
    kind: Literal["voice card"] = "voice card"
    recipient: str
    role: Role
    label: str
    """A role ("Lead reader"), never a name."""
    words: str
    """8 words that stand for the recipient."""


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What shows that one member has opened the round's test envelope. It is public."""

    v: Literal[1] = 1
    kind: Literal["voice proof"] = "voice proof"
    round: str
    fingerprint: str
    proof: str


class NewHolder(msgspec.Struct, frozen=True):
    """An identity file with the passphrase that opens it, and the card that goes with it."""

    locked: bytes
    passphrase: str
    card: Card


class NewSigner(msgspec.Struct, frozen=True):
    """A signing key file with the passphrase that opens it, and its public text."""

    locked: bytes
    passphrase: str
    public: str


def new_holder(
    role: Role,
    label: str,
    random: Random,
    kind: Kind = "mlkem768x25519",
    work_factor: int = WORK_FACTOR,
) -> NewHolder:
    """A new identity, locked under a new 7-word passphrase, and its card."""
    identity = new_identity(kind, random)
    passphrase = new_passphrase(random)
    recipient = identity.recipient.text
    return NewHolder(
        locked=lock_identity(identity, passphrase, work_factor, random),
        passphrase=passphrase,
        card=Card(recipient=recipient, role=role, label=label, words=fingerprint_words(recipient)),
    )


def new_signer(random: Random, work_factor: int = WORK_FACTOR) -> NewSigner:
    """A new signing key of this desk, locked under a new 7-word passphrase."""
    key = new_signing_key(random)
    passphrase = new_passphrase(random)
    return NewSigner(key.lock(passphrase, work_factor, random), passphrase, key.public)


def read_card(file: bytes) -> Card:
    """The card in `file`.

    Raises:
        NotReadable: not a card.
        OperatorMustFix: the recipient on it was damaged on the way.
        Refused: its words stand for another recipient.
    """
    try:
        card = msgspec.json.decode(file, type=Card)
    except msgspec.DecodeError as error:
        raise NotReadable(
            "card", f"this is not a card: {error}", "ask the holder for the file *.card.json again"
        ) from error
    expected = fingerprint_words(parse_recipient(card.recipient).text)
    if card.words != expected:
        raise Refused(
            "card-words",
            f"the words on the card of {card.label} are {card.words}, "
            f"but its recipient's are {expected}",
            "call the holder, and compare the words on their own screen",
        )
    return card


def test_secret(round_file: RoundFile, identity: Identity) -> bytes:
    """The 32 bytes inside the round's test envelope.

    Raises:
        NotReadable: `identity` is not on the roster, or the envelope was altered.
    """
    secret = open_padded(round_file.test.sealed, (identity,))
    if len(secret) != SECRET_BYTES:
        raise NotReadable(
            "test-secret",
            f"the test envelope holds {len(secret)} bytes instead of {SECRET_BYTES}",
            "draft the round again",
        )
    return secret


def prove(round_file: RoundFile, identity: Identity) -> Proof:
    """The proof that `identity` opens what is sealed to this round's roster."""
    recipient = identity.recipient.text
    return Proof(
        round=round_file.id,
        fingerprint=key_name(recipient),
        proof=proof_of(test_secret(round_file, identity), recipient),
    )


def proof_of(secret: bytes, recipient: str) -> str:
    """HMAC-SHA256(secret, recipient) in hexadecimal."""
    return hmac.new(secret, recipient.encode("ascii"), hashlib.sha256).hexdigest()


def noise_key(round_file: RoundFile, identity: Identity) -> bytes:
    """32 bytes that fix the noise of this round's counts: the same for its whole roster."""
    secret = test_secret(round_file, identity)
    return hmac.new(secret, b"voice noise 1", hashlib.sha256).digest()
