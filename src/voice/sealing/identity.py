"""Identities: the secret halves, which are born at a desk and never come near a server.

An identity rests in an age file under a generated passphrase, so that `age -d -i` can use it too.
"""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

from voice.errors import NotReadable
from voice.sealing import bech32
from voice.sealing.age import Random
from voice.sealing.header import Stanza, bad_header
from voice.sealing.locked import WORK_FACTOR, lock, unlock
from voice.sealing.recipient import Kind, Recipient, recipient_of
from voice.sealing.wrapping import HYBRID_INFO, hybrid_suite, unwrap_key, x25519_wrapping_key

SECRET_BYTES = 32
_PREFIX: dict[Kind, str] = {"x25519": "age-secret-key-", "mlkem768x25519": "age-secret-key-pq-"}


class Identity:
    """One secret key. `repr` names the kind only, so that it cannot slip into a log."""

    def __init__(self, kind: Kind, secret: bytes) -> None:
        self._kind = kind
        self._secret = secret
        self._curve = X25519PrivateKey.from_private_bytes(secret)
        if kind == "mlkem768x25519":
            # X-Wing: one seed of 32 bytes stands for both keys.
            both = hashlib.shake_256(secret).digest(96)
            self._mlkem = MLKEM768PrivateKey.from_seed_bytes(both[:64])
            self._curve = X25519PrivateKey.from_private_bytes(both[64:])
        self.recipient: Recipient = recipient_of(kind, self._public())

    def __repr__(self) -> str:
        return f"Identity({self._kind})"

    @property
    def text(self) -> str:
        """The secret as age writes it: `AGE-SECRET-KEY-…`. Only ever written under a passphrase."""
        return bech32.encode(_PREFIX[self._kind], self._secret).upper()

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, or None when `stanza` is for someone else.

        Raises: NotReadable, slug `header`, for a share that no honest writer makes.
        """
        if self._kind == "x25519" and stanza.kind == "X25519":
            return self._unwrap_classic(stanza)
        if self._kind == "mlkem768x25519" and stanza.kind == "mlkem768x25519":
            return self._unwrap_hybrid(stanza)
        return None

    def _public(self) -> bytes:
        curve = self._curve.public_key().public_bytes_raw()
        if self._kind == "x25519":
            return curve
        return self._mlkem.public_key().public_bytes_raw() + curve

    def _unwrap_classic(self, stanza: Stanza) -> bytes | None:
        secret = _exchange(self._curve, stanza.share())
        key = x25519_wrapping_key(secret, stanza.share(), self.recipient.key)
        return unwrap_key(key, stanza.body)

    def _unwrap_hybrid(self, stanza: Stanza) -> bytes | None:
        key = MLKEM768X25519PrivateKey(self._mlkem, self._curve)
        try:
            return hybrid_suite().decrypt(stanza.share() + stanza.body, key, HYBRID_INFO)
        except InvalidTag:
            # HPKE does not say why; a low-order share is a forgery, not someone else's stanza.
            _exchange(self._curve, stanza.share()[-32:])
            return None


def new_identity(kind: Kind = "mlkem768x25519", random: Random = os.urandom) -> Identity:
    """A fresh identity of `kind`."""
    return Identity(kind, random(SECRET_BYTES))


def parse_identity(text: str) -> Identity:
    """The identity written as `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`.

    Raises: NotReadable, slug `identity`.
    """
    kind: Kind = "mlkem768x25519" if text.startswith("AGE-SECRET-KEY-PQ-1") else "x25519"
    try:
        secret = bech32.decode(_PREFIX[kind], text.lower())
    except NotReadable as error:
        raise _unfit() from error
    # lower() folds a few letters of other scripts into ASCII, hence the second look.
    if len(secret) != SECRET_BYTES or not (text.isascii() and text.isupper()):
        raise _unfit()
    return Identity(kind, secret)


def lock_identity(
    identity: Identity,
    passphrase: str,
    factor: int = WORK_FACTOR,
    random: Random = os.urandom,
) -> bytes:
    """The identity as an age file under `passphrase`: what a holder keeps.

    `factor` is the base-2 logarithm of scrypt's N. Raises: as `lock`.
    """
    return lock(f"{identity.text}\n".encode(), passphrase, factor, random)


def unlock_identity(file: bytes, passphrase: str) -> Identity:
    """The identity in a holder's file; lines that begin with `#` are left out.

    Raises: NotReadable, slug `wrong-passphrase`, `identity`, `header`, `mac` or `payload`.
    """
    try:
        lines = unlock(file, passphrase).decode().splitlines()
    except UnicodeDecodeError as error:
        raise _unfit() from error
    keys = [line for line in lines if line and not line.startswith("#")]
    if len(keys) != 1:
        raise _unfit()
    return parse_identity(keys[0])


def _exchange(private: X25519PrivateKey, share: bytes) -> bytes:
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError as error:
        raise bad_header("its share is a point of low order") from error


def _unfit() -> NotReadable:
    return NotReadable(
        "identity",
        "This is not one age identity.",
        "Use the file that this desk, or age-keygen, made; it holds one AGE-SECRET-KEY line.",
    )
