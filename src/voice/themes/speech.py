"""`Speech`: how people speak in one language, as far as a program must know. No codebook's terms.

Source: docs/spec/codebook.md.
"""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import msgspec

from voice.languages.registry import LANGUAGES

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


def load_speech() -> dict[str, Speech]:
    """Tag → speech, for every language there are lists for, in the order of the languages."""
    folder = resources.files("voice.themes").joinpath("speeches")
    files = {each.tag: folder.joinpath(f"{each.tag}.toml") for each in LANGUAGES}
    return {tag: _read(file.read_text("utf-8")) for tag, file in files.items() if file.is_file()}


def _read(text: str) -> Speech:
    written = tomllib.loads(text)
    sayings = {name: written[name].strip().splitlines() for name in ("nothing", "fillers")}
    return msgspec.convert(written | sayings, Speech)


def nearest(tag: str, among: Mapping[str, Speech]) -> Speech | None:
    """The speech of a tag, or of the language that it is a form of: "en-GB" finds "en"."""
    return among.get(tag) or among.get(tag.partition("-")[0])
