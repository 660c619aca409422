"""`Speech`: how people speak in one language, as far as a program must know. No codebook's terms.

Source: docs/spec/codebook.md.
"""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import msgspec

Script = Literal["Arabic", "Bengali", "Devanagari", "Ethiopic", "Gurmukhi", "Han", "Latin"]
"""The scripts of our languages, by their names in Unicode."""


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One language: its script, its ways to say "not" and its ways to say nothing."""

    tag: str
    name: str
    """In English."""
    script: Script
    draft: bool
    """True until a person who speaks the language has read these lists."""
    negations: tuple[str, ...]
    nothing: tuple[str, ...]
    """What people write when they have nothing to say."""
    fillers: tuple[str, ...]
    """What may stand around it: "thank you", "for now"."""
    small: tuple[str, ...]
    """The commonest little words, by which the language is known."""
    endings: tuple[str, ...] = ()
    """How many of its words end."""
    letters: str = ""
    """Letters that none of our other languages in its script has."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    speech: tuple[Speech, ...]


def load_speech() -> dict[str, Speech]:
    """Tag → speech, for every language there are lists for."""
    text = resources.files("voice.themes").joinpath("speech.toml").read_text("utf-8")
    return {each.tag: each for each in msgspec.convert(tomllib.loads(text), _File).speech}


def nearest(tag: str, among: Mapping[str, Speech]) -> Speech | None:
    """The speech of a tag, or of the language that it is a form of: "en-GB" finds "en"."""
    return among.get(tag) or among.get(tag.partition("-")[0])
