"""`Finding`: what one check of `voice doctor` saw."""

from typing import Self

import msgspec

from voice.errors import VoiceError


class Finding(msgspec.Struct, frozen=True):
    """`ok`, or what is the matter and what to do about it.

    A `note` is well enough, but somebody should know of it.
    """

    name: str
    ok: bool
    detail: str
    hint: str = ""
    note: bool = False

    @classmethod
    def from_error(cls, name: str, error: VoiceError) -> Self:
        """A finding that is not well."""
        return cls(name, False, error.message, error.hint)
