"""The frame: the one body that a browser posts, of one length for all answers of a round.

Twin: frame.mjs. Source: docs/spec/sealed-submission.md.
"""

import re

import msgspec

from voice.errors import NotReadable

MAGIC = b"VOI1"
FRAME_BYTES = len(MAGIC) + 8 + 3 * 32
"""Bytes before the envelope: 108."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that leaves the phone. The three 32-byte fields are random when not in use."""

    round: str
    """The round's id: 16 lower-case hexadecimal digits."""
    ticket: bytes
    look_up: bytes
    """`ReceiptKeys.look_up`, or random bytes when no receipt was asked for."""
    withdrawal: bytes
    """SHA-256 of `ReceiptKeys.withdraw`, or random bytes."""
    envelope: bytes


def write_frame(frame: Frame) -> bytes:
    """The bytes of `frame`. Raises: NotReadable, slug `frame`, for fields of wrong lengths."""
    fields = (frame.ticket, frame.look_up, frame.withdrawal)
    if any(len(field) != 32 for field in fields) or not re.fullmatch("[0-9a-f]{16}", frame.round):
        raise NotReadable("frame", "A frame needs a round of 16 digits and fields of 32 bytes.")
    return b"".join((MAGIC, bytes.fromhex(frame.round), *fields, frame.envelope))


def read_frame(body: bytes, envelope_length: int) -> Frame:
    """The frame in a request's body, for a round whose envelopes have `envelope_length` bytes.

    Raises: NotReadable, slug `frame`, for another length or another version.
    """
    if len(body) != FRAME_BYTES + envelope_length:
        raise NotReadable(
            "frame", f"The body has {len(body)} bytes, not {FRAME_BYTES + envelope_length}."
        )
    if not body.startswith(MAGIC):
        raise NotReadable("frame", f"The body does not begin with {MAGIC.decode()}.")
    return Frame(
        round=body[4:12].hex(),
        ticket=body[12:44],
        look_up=body[44:76],
        withdrawal=body[76:108],
        envelope=body[108:],
    )


def frame_round(body: bytes) -> str:
    """The round that a body names, read before its length can be checked.

    Raises: NotReadable, slug `frame`.
    """
    if len(body) < FRAME_BYTES or not body.startswith(MAGIC):
        raise NotReadable("frame", f"The body ({len(body)} bytes) is not a frame.")
    return body[4:12].hex()
