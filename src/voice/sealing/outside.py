"""What may be seen of an envelope without opening it: how a server or a desk checks its shape."""

import msgspec

from voice.errors import NotReadable
from voice.sealing.header import read_header
from voice.sealing.recipient import Recipient
from voice.sealing.seal import stanza_kinds
from voice.sealing.stream import stream_length


class Outside(msgspec.Struct, frozen=True):
    """The stanza kinds as the file names them, in order, and two lengths in bytes."""

    stanza_kinds: tuple[str, ...]
    header_length: int
    payload_length: int

    def fits(self, roster: tuple[Recipient, ...]) -> bool:
        """Whether it is sealed to as many recipients as `roster` has, all of its kind.

        False means "sealed to someone else too", or to fewer; to whom cannot be seen from outside.
        """
        return self.stanza_kinds == stanza_kinds(roster)


def read_outside(envelope: bytes) -> Outside:
    """The shape of an envelope. Raises: NotReadable, slug `header` or `payload`."""
    header = read_header(envelope)
    payload_length = len(envelope) - header.length
    if payload_length < stream_length(0):
        raise NotReadable("payload", f"The payload is cut: it has {payload_length} bytes.")
    return Outside(tuple(each.kind for each in header.stanzas), header.length, payload_length)
