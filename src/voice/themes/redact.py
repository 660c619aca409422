"""`redact`: takes out what identifies by its shape, and marks what may identify by its meaning.

Shapes (telephone numbers, addresses on the net, postcodes, case numbers) are found well by rule.
Names and places are not, in any language: they are only *marked*, for a person who reads. Nothing
is ever shown as a quote on the strength of this module.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable

import msgspec
import regex

from voice.themes.normalise import WORD, fold, sentence_ends, tidy, words

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_SHAPES = tuple(
    (mask, regex.compile(shape, regex.IGNORECASE))
    for mask, shape in (
        ("email", r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"),
        ("link", r"(?:https?://|www\.)\S++"),
        ("link", r"(?<![\w.@-])(?:[\w-]++\.)+(?:com|org|net|info|gov|uk|me|io)\b(?:/\S*+)?"),
        ("handle", r"(?<!\w)@[\w.]{3,30}"),
        ("bank account", r"\b[a-z]{2}\d{2}(?: ?[a-z\d]{4}){3,7}(?: ?[a-z\d]{1,3})?\b"),
        ("bank account", r"\b\d{2}-\d{2}-\d{2}\b(?:\D{1,12}\d{8}\b)?"),
        ("NI number", r"\b[a-z]{2} ?(?:\d{2} ?){3}[a-d]\b"),
        ("postcode", r"\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b"),
        ("date", r"\b\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})\b|\b\d{4}([-/.])\d{1,2}\2\d{1,2}\b"),
        ("date", rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})[a-z]*+\.?(?:,? \d{{4}})?\b"),
        ("date", rf"\b(?:{_MONTHS})[a-z]*+\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b"),
        ("case number", r"\b[a-z]{1,5}[-/]\d{2,}[-/a-z\d]*+"),
        ("phone", r"(?<![\w.])(?:\+|00)?\(?\d(?:[ ().\-/]{0,2}\d){8,14}(?!\w)"),
        ("case number", r"\b[a-z]{1,5}[-/]?\d{3,}[-/a-z\d]*+"),
        ("case number", r"\b[a-z]{2,5} \d{5,}\b"),
        ("case number", r"\b\d{2,}[-/]\d{3,}(?:[-/]\d++)*"),
        ("phone", r"(?<![\w.])\d(?:[ ().\-/]?\d){6,7}(?!\w)"),
        ("number", r"(?<!\w)\d{5,}(?!\w)"),
    )
)
_ANYTHING = regex.compile(r"[\d@]|www|\.\w")
_COMMON_CAPITALS = frozenset(
    "i i'm i've i'd i'll nrm gp nhs uk esol english british monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october "
    "november december".split()
)


class Masked(msgspec.Struct, frozen=True):
    """What stood at characters `start` to `end` of the tidy text, by kind."""

    start: int
    end: int
    kind: str


class Risk(msgspec.Struct, frozen=True):
    """A word of the redacted text that a person must look at: a `capital` or a `rare` word."""

    start: int
    end: int
    why: str


class Redacted(msgspec.Struct, frozen=True):
    """Words with identifiers masked ("[phone]"), what was masked, and what is still a risk."""

    text: str
    masked: tuple[Masked, ...]
    risks: tuple[Risk, ...]


def redact(text: str, common: Container[str] = ()) -> Redacted:
    """Masks identifiers in a text as a person wrote it.

    `common` holds folded words that enough people used; every other word is marked as rare.
    Without it only capitals are marked.
    """
    clean = tidy(text)
    masked = _find(clean)
    shown = _mask(clean, masked)
    return Redacted(shown, masked, _risks(shown, common))


def common_words(texts: Iterable[str], at_least: int) -> frozenset[str]:
    """The folded words that stand in at least so many of the texts."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({fold(word) for word in words(tidy(text))})
    return frozenset(word for word, times in seen.items() if times >= at_least)


def _find(clean: str) -> tuple[Masked, ...]:
    plain, places = _plain(clean)
    if not _ANYTHING.search(plain):
        return ()
    taken = bytearray(len(clean))
    masked = []
    for kind, shape in _SHAPES:
        for found in shape.finditer(plain):
            start, end = places[found.start()], places[found.end() - 1] + 1
            if not any(taken[start:end]):
                taken[start:end] = bytes([1]) * (end - start)
                masked.append(Masked(start, end, kind))
    return tuple(sorted(masked, key=lambda mask: mask.start))


def _plain(clean: str) -> tuple[str, list[int]]:
    """The text with plain digits and letters (NFKC), and where each of its characters came from."""
    if clean.isascii():
        return clean, list(range(len(clean)))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(clean):
        digit = unicodedata.decimal(char, None)
        plain = unicodedata.normalize("NFKC", char) if digit is None else str(digit)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


def _mask(clean: str, masked: tuple[Masked, ...]) -> str:
    pieces = []
    at = 0
    for mask in masked:
        pieces += [clean[at : mask.start], f"[{mask.kind}]"]
        at = mask.end
    return "".join([*pieces, clean[at:]])


def _risks(shown: str, common: Container[str]) -> tuple[Risk, ...]:
    masks = bytearray(len(shown))
    for mask in _MASK.finditer(shown):
        masks[mask.start() : mask.end()] = bytes([1]) * len(mask.group())
    ends = sentence_ends(shown)
    risks = []
    before = -1
    for word in WORD.finditer(shown):
        start, end = word.span()
        sentence = bisect_right(ends, start)
        why = "" if masks[start] else _why(word.group(), sentence != before, common)
        before = sentence
        if why:
            risks.append(Risk(start, end, why))
    return tuple(risks)


def _why(word: str, first: bool, common: Container[str]) -> str:
    folded = fold(word)
    if word[0].isupper() and not first and folded not in _COMMON_CAPITALS:
        return "capital"
    return "rare" if common and folded not in common else ""


_MASK = regex.compile(r"\[[a-zA-Z ]+\]")
