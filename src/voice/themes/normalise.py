"""Text made ready to match: one spelling for what people write in many ways.

`tidy` keeps what a person sees; spans found later count in its characters. `fold` is for
comparing single words only and is never shown.
"""

import unicodedata
from itertools import pairwise

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
"""A word in any script. Python's own `\\w` drops vowel signs and cuts Hindi and Bengali words."""

_UNSEEN = regex.compile(
    "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u00ad\ufeff\U000e0000-\U000e007f]+"
)
_SENTENCE_END = regex.compile(r"(?:[!?؟۔።।。！？\n]|\.(?!\p{N}))+")
_ARABIC_MARKS = regex.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]+")
_ARABIC_LETTERS = str.maketrans("أإآٱىيېیكڪةه", "ااااييييککهه")
_PILED_MARKS = regex.compile(r"(\p{M}{4})\p{M}+")
_ARABIC_THE = regex.compile("^ال(?=..)")
_ARABIC_PREFIXES = tuple(
    map(regex.compile, ("^[وف](?=...)", "^(?:[بک]?ال|لل)(?=..)", "^[بلک](?=...)"))
)


def tidy(text: str) -> str:
    """NFC without invisible and direction marks, and with at most four marks on a letter."""
    if text.isascii():
        return text
    seen = _PILED_MARKS.sub(r"\1", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", seen)


def fold(word: str) -> str:
    """One word as it is compared: NFKC, small letters, plain digits, one form of Arabic letters."""
    if word.isascii():
        return word.lower().strip("'")
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").strip("'")
    plain = _ARABIC_MARKS.sub("", plain).translate(_ARABIC_LETTERS)
    return plain_digits(plain)


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
    """The script most letters are written in: "Latin", "Arabic" or "" for any other or none."""
    latin = len(_LATIN.findall(text))
    arabic = len(_ARABIC.findall(text))
    half = len(_LETTERS.findall(text)) / 2
    if latin > half:
        return "Latin"
    return "Arabic" if arabic > half else ""


_LATIN = regex.compile(r"\p{Script=Latin}")
_ARABIC = regex.compile(r"\p{Script=Arabic}")
_LETTERS = regex.compile(r"\p{L}")
