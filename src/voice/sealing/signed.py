"""Signed files: a desk says "this is ours" over round files and publications, with Ed25519.

Source: docs/spec/sealed-submission.md, "Signed files"; RFC 8032.
"""

import base64
import os
from collections.abc import Collection
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from voice.errors import NotReadable, OperatorMustFix, Refused
from voice.sealing.age import Random
from voice.sealing.locked import WORK_FACTOR, lock, unlock

_PUBLIC = "voice-desk-1"
_SECRET = "voice-desk-secret-1"  # noqa: S105 a prefix, not a secret


class SigningKey:
    """A desk's signing key. `repr` shows the public half only."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    def __repr__(self) -> str:
        return f"SigningKey({self.public})"

    @property
    def public(self) -> str:
        """The public half, which an operator installs: `voice-desk-1` and base64."""
        return _PUBLIC + _encode64(self._key.public_key().public_bytes_raw())

    def signature(self, message: bytes) -> bytes:
        """64 bytes over `message`."""
        return self._key.sign(message)

    def lock(
        self, passphrase: str, factor: int = WORK_FACTOR, random: Random = os.urandom
    ) -> bytes:
        """The key as an age file under `passphrase`. Raises: as `locked.lock`."""
        return lock(f"{_SECRET}{_encode64(self._seed)}\n".encode(), passphrase, factor, random)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    v: Literal[1] = 1
    kind: str
    key: str
    signature: bytes
    body: msgspec.Raw


def new_signing_key(random: Random = os.urandom) -> SigningKey:
    """A fresh signing key."""
    return SigningKey(random(32))


def unlock_signing_key(file: bytes, passphrase: str) -> SigningKey:
    """The key in a file of `SigningKey.lock`.

    Raises: NotReadable, slug `wrong-passphrase`, `signing-key`, `header`, `mac` or `payload`.
    """
    seed = _decode64(_SECRET, unlock(file, passphrase).decode(errors="replace").rstrip("\n"))
    if seed is None:
        raise NotReadable("signing-key", "This file holds no signing key of a desk.")
    return SigningKey(seed)


def check_public(text: str) -> str:
    """`text`, when it is the public half of a desk's key.

    Raises: OperatorMustFix, slug `desk-key`.
    """
    if _decode64(_PUBLIC, text) is None:
        raise OperatorMustFix(
            "desk-key",
            f"{text[:20]!r} is not the public key of a desk.",
            f"Copy the whole line that the desk shows; it starts with {_PUBLIC}.",
        )
    return text


def sign(kind: str, body: bytes, key: SigningKey) -> bytes:
    """A signed file of `kind` ("round", "publication") around the JSON `body`, kept as it is.

    Raises: Refused, slug `not-json`, for a body that is not one JSON value without space around.
    """
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Refused("not-json", "Only JSON can be signed.") from error
    if body != body.strip():
        raise Refused("not-json", "JSON is signed without space around it.")
    signature = key.signature(_message(kind, body))
    file = _File(kind=kind, key=key.public, signature=signature, body=msgspec.Raw(body))
    return msgspec.json.encode(file)


def read_signed(file: bytes, kind: str, trusted: Collection[str]) -> bytes:
    """The exact bytes of the body, once a key in `trusted` has signed it as `kind`.

    Raises: Refused, slug `unsigned` (not a signed file), `wrong-kind`, `unknown-key` or
    `wrong-signature`.
    """
    try:
        found = msgspec.json.decode(file, type=_File)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Refused("unsigned", "This is not a signed file of a desk.") from error
    if found.kind != kind:
        raise Refused("wrong-kind", f"This is signed as {found.kind[:40]!r}, not as {kind!r}.")
    public = _decode64(_PUBLIC, found.key)
    if public is None or found.key not in trusted:
        raise Refused(
            "unknown-key",
            f"It is signed with {found.key[:24]!r}, which is not installed here.",
            "Compare the key with the desk by voice, then install it.",
        )
    body = bytes(found.body)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(found.signature, _message(kind, body))
    except InvalidSignature as error:
        raise Refused(
            "wrong-signature",
            "The signature does not fit: the file was changed after it was signed.",
            "Fetch the file again from the desk that made it.",
        ) from error
    return body


def _message(kind: str, body: bytes) -> bytes:
    return b"voice signed 1\n" + kind.encode() + b"\n" + body


def _encode64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decode64(prefix: str, text: str) -> bytes | None:
    """32 bytes after `prefix`, in the one way they are written; None for anything else."""
    try:
        data = base64.b64decode(text.removeprefix(prefix), validate=True)
    except ValueError:
        return None
    return data if len(data) == 32 and prefix + _encode64(data) == text else None
