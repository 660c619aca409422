"""`visible`: text with nothing hidden in it, for a page."""

import unicodedata

import regex
from markupsafe import Markup, escape

_PILED_MARKS = regex.compile(r"(\p{M}{4})\p{M}+")
_JOINERS = "\u200c\u200d"
"""Persian and emoji need these two; they neither hide nor turn anything round."""


def visible(text: str) -> Markup:
    """Escaped and isolated; direction marks and other invisible characters show as [U+202E]."""
    return Markup("<bdi>{}</bdi>").format(escape(plain(text)))


def plain(text: str) -> str:
    """The same for a screen of plain text: one line, and nothing that steers the screen."""
    return "".join(map(_show, _PILED_MARKS.sub(r"\1", text)))


def _show(char: str) -> str:
    if char.isspace():
        return " "
    hides = unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Cn"} and char not in _JOINERS
    return f"[U+{ord(char):04X}]" if hides else char
