"""`Heard`: what one answer gives to the themes room, and nothing that it does not need."""

from typing import Literal

import msgspec

from voice.forms.model import Side

Share = Literal["nobody", "panel", "services", "public"]
"""Who else may see the person's words, from the most private on."""


class Tick(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One chosen row with the codes it stands for. Quiet rows are left out before this."""

    question: str
    option: str
    codes: tuple[str, ...]
    side: Side = "either"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The person's own words to one question."""

    question: str
    text: str
    side: Side = "either"


class Heard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer. `id` is the desk's (hexadecimal); `lang` the language of the form it came on."""

    id: str
    lang: str
    ticks: tuple[Tick, ...] = ()
    said: tuple[Said, ...] = ()
    share: Share = "nobody"
