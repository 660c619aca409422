"""One size: what is sealed is always 16 KiB, so that its length says nothing.

Twin: padding.mjs. Source: docs/spec/sealed-submission.md, docs/decisions/0003-one-size.md.
"""

from voice.errors import NotReadable, PersonMustChange

PADDED_BYTES = 16384
MAX_PLAIN_BYTES = 16380


def pad(plain: bytes) -> bytes:
    """4 bytes of length (big-endian), `plain`, zeros: 16 384 bytes in all.

    Raises: PersonMustChange, slug `too-long`, above `MAX_PLAIN_BYTES`.
    """
    if len(plain) > MAX_PLAIN_BYTES:
        raise PersonMustChange(
            "too-long",
            f"The answers take {len(plain)} bytes; there is room for {MAX_PLAIN_BYTES}.",
            "Shorten the longest answer, or send the rest as a second answer.",
        )
    return (len(plain).to_bytes(4, "big") + plain).ljust(PADDED_BYTES, b"\0")


def unpad(padded: bytes) -> bytes:
    """The plain bytes within `padded`.

    Raises: NotReadable, slug `padding`, when the size is another, the length does not fit or a
    byte of the padding is not zero.
    """
    plain = padded[4 : 4 + int.from_bytes(padded[:4], "big")]
    if len(plain) > MAX_PLAIN_BYTES or pad(plain) != padded:
        raise NotReadable("padding", f"What was sealed ({len(padded)} bytes) is not padded right.")
    return plain
