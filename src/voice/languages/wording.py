"""`text_findings`: what one translated text must not hold, beside its English."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix

FORBIDDEN_FILE = "forbidden.toml"
LONGEST = 2.2
"""Times the length of the English; a short text may have `SPARE` characters more in any case."""
SPARE = 25

_GAP = re.compile(r"\{\w+\}|%\(\w+\)[sd]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z]+;|&#")
_DIRECTING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FORMULA = re.compile(r"[=+@-]")


Finding = tuple[str, str]
"""Slug and sentence."""


def text_findings(english: str, text: str, forbidden: Collection[str] = ()) -> Iterator[Finding]:
    """Everything in `text` that would break a page or hurt its reader."""
    there, here = (sorted(_GAP.findall(each)) for each in (english, text))
    if there != here:
        told = f"the gaps {' '.join(there) or '(none)'} became {' '.join(here) or '(none)'}"
        yield "gaps", told
    if len(text) > max(LONGEST * len(english), len(english) + SPARE):
        yield "long", f"{len(text)} characters for {len(english)}; say it shorter"
    for slug, told, breaks in _RULES:
        if breaks(text) and not breaks(english):
            yield slug, told
    for stem in forbidden:
        if _holds(text, stem):
            yield "forbidden", f"{stem!r} is not said to a person here; find a gentler word"


def load_forbidden(folder: Path) -> dict[str, tuple[str, ...]]:
    """Stems by language tag; none where there is no file.

    Raises:
        OperatorMustFix: the file does not fit.
    """
    path = folder / FORBIDDEN_FILE
    if not path.exists():
        return {}
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, tuple[str, ...]])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OperatorMustFix(
            "forbidden", f"{path} cannot be used: {error}", "put that line right"
        ) from error


def _holds(text: str, stem: str) -> bool:
    """Where letters are Latin, a word begins with it; other scripts join small words on."""
    latin = "LATIN" in unicodedata.name(stem[0], "")
    begins = r"(?<!\w)" if latin else ""
    return re.search(begins + re.escape(stem), text, re.IGNORECASE) is not None


def _untidy(text: str) -> bool:
    return unicodedata.normalize("NFC", text) != text or "  " in text or text != text.strip()


def _other_digits(text: str) -> bool:
    return any(each.isdecimal() and not each.isascii() for each in text)


_RULES: tuple[tuple[str, str, Callable[[str], object]], ...] = (
    ("markup", "words hold no markup", _MARKUP.search),
    ("marks", "words hold no marks for direction; pages set that", _DIRECTING.search),
    ("formula", "it begins with a sign that a sheet takes for a formula", _FORMULA.match),
    ("untidy", "its letters are not composed (NFC), or it has spaces too many", _untidy),
    ("digits", "write digits as 0 to 9: numbers are dialled as they stand", _other_digits),
    ("shouting", "it shouts; end it with a full stop", lambda text: "!" in text),
)
