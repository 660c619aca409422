"""The header of an age file: who can open it, and a MAC over that. Nothing secret is read here.

Parsing is strict, so that one header has one spelling. Source: C2SP age specification
(age-encryption.org/v1), "Header".
"""

import base64
import binascii
import re

import msgspec

from voice.errors import NotReadable

MAX_HEADER_BYTES = 16 * 1024
"""Room for five post-quantum recipients twice over; a longer header is not one of ours."""

_INTRO = b"age-encryption.org/v1\n"
_STANZA = re.compile(
    rb"-> ([!-~]+(?: [!-~]+)*)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63})\n",
)
_MAC = re.compile(rb"--- ([A-Za-z0-9+/]{43})\n")
_ARGUMENT_BYTES = {"X25519": 32, "mlkem768x25519": 1120, "scrypt": 16}
"""Length of the first argument of each kind that we know, decoded."""


class Stanza(msgspec.Struct, frozen=True):
    """The file key, wrapped for one recipient. `body` is decoded, `arguments` are not."""

    kind: str
    arguments: tuple[str, ...]
    body: bytes

    def share(self) -> bytes:
        """The first argument, decoded: an ephemeral share, an encapsulated key or a salt."""
        return decode64(self.arguments[0])


class Header(msgspec.Struct, frozen=True):
    """A parsed header. `signed` is what the MAC is over; the payload starts at `length`."""

    stanzas: tuple[Stanza, ...]
    signed: bytes
    mac: bytes
    length: int


def read_header(file: bytes) -> Header:
    """The header at the start of `file`.

    Raises: NotReadable, slug `header`, for anything that the specification does not allow, and for
    a header above `MAX_HEADER_BYTES`.
    """
    if not file.startswith(_INTRO):
        raise bad_header("it does not begin as an age file, version 1")
    place, stanzas = len(_INTRO), []
    while found := _STANZA.match(file, place, MAX_HEADER_BYTES):
        stanzas.append(_stanza(found[1], found[2]))
        place = found.end()
    end = _MAC.match(file, place, MAX_HEADER_BYTES)
    if end is None:
        raise bad_header(f"byte {place} is neither a recipient nor the end, or lies too far down")
    if not stanzas:
        raise bad_header("it names no recipient")
    if len(stanzas) > 1 and any(each.kind == "scrypt" for each in stanzas):
        raise bad_header("a passphrase must be the only way in")
    return Header(tuple(stanzas), file[: place + 3], decode64(end[1].decode()), end.end())


def write_header(stanzas: tuple[Stanza, ...]) -> bytes:
    """What the MAC is over: the header up to and including `---`."""
    return _INTRO + b"".join(map(_written, stanzas)) + b"---"


def encode64(data: bytes) -> str:
    """Base64 as age writes it: the standard alphabet, no padding."""
    return base64.b64encode(data).rstrip(b"=").decode()


def decode64(text: str) -> bytes:
    """The bytes of canonical unpadded base64. Raises: NotReadable, slug `header`."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise bad_header("it holds something that is not base64") from error
    if encode64(data) != text:
        raise bad_header("it holds base64 that could be written another way")
    return data


def bad_header(why: str) -> NotReadable:
    """The one error for a header; `why` is a clause."""
    return NotReadable("header", f"The header of the sealed file is not valid: {why}.")


def _stanza(line: bytes, body: bytes) -> Stanza:
    kind, *arguments = line.decode().split(" ")
    stanza = Stanza(kind, tuple(arguments), decode64(body.replace(b"\n", b"").decode()))
    if kind in _ARGUMENT_BYTES:
        _check_shape(stanza)
    return stanza


def _check_shape(stanza: Stanza) -> None:
    if len(stanza.arguments) != (2 if stanza.kind == "scrypt" else 1):
        raise bad_header(f"a {stanza.kind} recipient has {len(stanza.arguments)} arguments")
    lengths = len(stanza.share()), len(stanza.body)
    if lengths != (_ARGUMENT_BYTES[stanza.kind], 32):
        raise bad_header(f"a {stanza.kind} recipient has parts of {lengths} bytes")


def _written(stanza: Stanza) -> bytes:
    body = encode64(stanza.body)
    lines = [" ".join(("->", stanza.kind, *stanza.arguments))]
    lines += [body[i : i + 64] for i in range(0, len(body) + 1, 64)]
    return "".join(line + "\n" for line in lines).encode()
