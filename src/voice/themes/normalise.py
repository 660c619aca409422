"""Text made ready to match: one spelling for what people write in many ways.

`tidy` keeps what a person sees; spans found later count in its characters. `fold` is for
comparing single words only and is never shown; `bare` leaves accents out as well.
"""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

import regex

from voice.themes.letters import ARABIC, ETHIOPIC, INDIC, LATIN

WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
"""A word in any script. Python's own `\\w` drops vowel signs and cuts Hindi and Bengali words."""

_UNSEEN = regex.compile(
    "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u00ad\ufeff\U000e0000-\U000e007f]+"
)
_ENDS = "!?؟۔።፧፨।॥。｡．！？…\n"
MAY_END = re.compile(f"[.{_ENDS}]")
"""A sign without which no sentence ends."""
_SENTENCE_END = regex.compile(rf"(?:[{_ENDS}]|\.(?!\p{{N}}))+")
_ARABIC_MARKS = regex.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]+")
_INDIC_NASALS = (
    (regex.compile("[ङञणनम]्(?=[क-ह])"), "ं"),
    (regex.compile("[ਙਞਣਨਮ]੍(?=[ਕ-ਹ])"), "ਂ"),
)
_ACCENTS = regex.compile(r"(\p{Latin})\p{M}+")
_STROKES = str.maketrans("đłøħıɓɗƙ", "dlohibdk")
_PILED_MARKS = regex.compile(r"(\p{M}{4})\p{M}+")
_ARABIC_THE = regex.compile("^ال(?=..)")
_ARABIC_PREFIXES = tuple(
    map(regex.compile, ("^[وف](?=...)", "^(?:[بک]?ال|لل)(?=..)", "^[بلک](?=...)"))
)
_LETTERS = ARABIC | ETHIOPIC | INDIC | LATIN


def tidy(text: str) -> str:
    """NFC without invisible and direction marks, and with at most four marks on a letter."""
    if text.isascii():
        return text
    seen = _PILED_MARKS.sub(r"\1", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", seen)


def fold(word: str) -> str:
    """One word as it is compared: NFKC, small letters, plain digits, one form of each letter.

    Arabic-script letters of all our languages, Ge'ez letters of one sound and the signs that Hindi
    and Punjabi may leave out become one form; see `voice.themes.letters`.
    """
    if word.isascii():
        return word.lower().strip("'")
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").strip("'")
    for nasal, sign in _INDIC_NASALS:
        plain = nasal.sub(sign, plain)
    plain = _ARABIC_MARKS.sub("", plain).translate(_LETTERS)
    return plain_digits(plain)


def bare(word: str) -> str:
    """A folded word without accents on Latin letters: many type "asgje" and mean "asgjë"."""
    folded = fold(word)
    if folded.isascii():
        return folded
    apart = _ACCENTS.sub(r"\1", unicodedata.normalize("NFD", folded)).translate(_STROKES)
    return unicodedata.normalize("NFC", apart)


def entry(word: str) -> str:
    """A codebook's word as it is looked up: folded, and an Arabic one without its article."""
    return _ARABIC_THE.sub("", fold(word))


def spellings(word: str) -> tuple[str, ...]:
    """What a written word is looked up as: folded, and without Arabic "and", "by", "to", "the"."""
    forms = [fold(word)]
    if word.isascii():
        return tuple(forms)
    for prefix in _ARABIC_PREFIXES:
        forms += [prefix.sub("", form) for form in forms]
    return tuple(dict.fromkeys(forms))


def plain_digits(text: str) -> str:
    """Any script's decimal digits as 0 to 9; the length stays."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def words(text: str) -> list[str]:
    """The words of a tidy text, as written."""
    found: list[str] = WORD.findall(text)
    return found


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a tidy text end; a dot before a digit ends nothing."""
    return [found.end() for found in _SENTENCE_END.finditer(text)]


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of a tidy text that has more than spaces."""
    ends = [*sentence_ends(text), len(text)]
    return tuple((a, b) for a, b in pairwise([0, *ends]) if text[a:b].strip())


def script_of(text: str) -> str:
    """The script more than half of the letters are written in, by its Unicode name, or "".

    Only scripts of our languages are told apart.
    """
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else ""
    seen = Counter(found.lastgroup for found in _SCRIPTS.finditer(text))
    script, most = max(seen.items(), key=lambda each: each[1], default=("", 0))
    return script if script and script != "other" and most * 2 > seen.total() else ""


_SCRIPTS = regex.compile(
    r"(?P<Latin>\p{Latin})|(?P<Arabic>\p{Arabic})|(?P<Ethiopic>\p{Ethiopic})|(?P<Han>\p{Han})"
    r"|(?P<Bengali>\p{Bengali})|(?P<Devanagari>\p{Devanagari})|(?P<Gurmukhi>\p{Gurmukhi})"
    r"|(?P<other>\p{L})"
)
