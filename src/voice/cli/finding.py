"""`Finding`: what one check of `voice doctor` saw."""

from typing import Self

import msgspec

from voice.errors import VoiceError


class Finding(msgspec.Struct, frozen=True):
    """`ok`, or what is the matter and what to do about it."""

    name: str
    ok: bool
    detail: str
    hint: str = ""

    @classmethod
    def from_error(cls, name: str, error: VoiceError) -> Self:
        """A finding that is not well."""
        return cls(name, False, error.message, error.hint)
