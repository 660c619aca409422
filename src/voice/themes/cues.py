"""`Cues`: words of one language near which a text may point at one person. For a reader's eyes.

Source: docs/spec/redaction.md.
"""

import tomllib
from importlib import resources

import msgspec


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words, phrases and `prefix*` of one language."""

    tag: str
    named: tuple[str, ...]
    """What stands before a name: titles, "my name is"."""
    relations: tuple[str, ...]
    places: tuple[str, ...]
    work: tuple[str, ...]
    numerals: tuple[str, ...]
    """The digits as words, as somebody spells a telephone number."""
    months: tuple[str, ...] = ()
    """Names that CLDR lacks: other calendars, other spellings."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cues: tuple[Cues, ...]


def load_cues() -> dict[str, Cues]:
    """Tag → cues, for every language of ours."""
    text = resources.files("voice.themes").joinpath("cues.toml").read_text("utf-8")
    return {each.tag: each for each in msgspec.convert(tomllib.loads(text), _File).cues}
