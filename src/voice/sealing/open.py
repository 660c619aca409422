"""Opening: only a desk imports this. It gives all of what was sealed, or one NotReadable."""

from collections.abc import Sequence

from voice.sealing.age import open_file
from voice.sealing.header import Stanza
from voice.sealing.identity import Identity
from voice.sealing.padding import unpad


def open_sealed(envelope: bytes, identities: Sequence[Identity]) -> bytes:
    """What `envelope` seals, when one of `identities` is among its recipients.

    Raises: NotReadable, slug `header` (not an age file we accept), `no-match` (sealed to others),
    `mac` (header changed) or `payload` (changed or cut).
    """

    def unwrap(stanzas: tuple[Stanza, ...]) -> bytes | None:
        tried = (identity.unwrap(stanza) for identity in identities for stanza in stanzas)
        return next((key for key in tried if key is not None), None)

    return open_file(envelope, unwrap)


def open_padded(envelope: bytes, identities: Sequence[Identity]) -> bytes:
    """What `seal_padded` sealed. Raises: NotReadable, slug `padding`, and as `open_sealed`."""
    return unpad(open_sealed(envelope, identities))
