"""`Spelled`: dates with a month's name, and numbers spelled out digit by digit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import regex

from voice.languages.months import month_names
from voice.themes.cues import Cues
from voice.themes.identifiers import Masked, Plain
from voice.themes.normalise import WORD, bare

LEAST_DIGITS = 5
"""So many numerals in a row are a number that somebody spells."""
_STEM = 4
"""Letters of a month that may have an ending: maja, marsit, মার্চের."""
_SHORT = 3
"""Letters of a word that may stand inside a date: of, de, من."""
_NEEDS_YEAR = frozenset(
    map(
        bare,
        "may mar set out dec jun ago gulan دی می مه تیر مهر تله کب وری صفر آب ماي".split(),
    )
)
"""Names of months that are ordinary words too."""
_DAY = regex.compile(r"\p{L}{0,2}(?:0?[1-9]|[12]\d|3[01])\p{L}{0,3}")
_YEAR = regex.compile(r"(?:1[3-9]|20)\d\d\p{L}{0,2}")
_BETWEEN = regex.compile(r"[ .,/'’\-ºª॰]{0,4}")


class Spelled:
    """Knows the months and numerals of all our languages at once: people mix them."""

    def __init__(self, cues: Mapping[str, Cues]) -> None:
        self._months: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._numerals = {tag: frozenset(map(bare, each.numerals)) for tag, each in cues.items()}
        names = {name for tag, each in cues.items() for name in (*month_names(tag), *each.months)}
        for name in sorted(names):
            parts = tuple(bare(part) for part in WORD.findall(name))
            if len("".join(parts)) > 1 and not any(part.isdigit() for part in parts):
                self._months[parts[0]].append(parts)

    def find(self, plain: Plain, lang: str) -> list[Masked]:
        """Dates and spelled numbers; numerals are those of `lang` and English."""
        tokens = list(WORD.finditer(plain.text))
        written = [bare(token.group()) for token in tokens]
        has_digit = any(map(str.isdigit, plain.text))
        spans = [*self._dates(plain.text, tokens, written)] if has_digit else []
        masked = [Masked(*plain.span(start, end), "date") for start, end in spans]
        numerals = self._numerals.get(lang, frozenset()) | self._numerals["en"]
        for first, last in _runs([word in numerals for word in written]):
            start, end = tokens[first].start(), tokens[last].end()
            masked.append(Masked(*plain.span(start, end), "number"))
        return masked

    def _dates(
        self, text: str, tokens: "list[regex.Match[str]]", written: list[str]
    ) -> Iterable[tuple[int, int]]:
        near = _Near(text, tokens)
        for first in range(len(written)):
            for month, last in self._months_at(written, first):
                before = near.look(first, -1, _DAY)
                after = near.look(last, 1, _DAY)
                if before is None and after is None:
                    continue
                day = last if after is None else after
                year = near.look(day, 1, _YEAR)
                capital = tokens[first].group()[0].isupper()
                if month in _NEEDS_YEAR and not capital and year is None:
                    continue
                begins = first if before is None else before
                yield tokens[begins].start(), tokens[day if year is None else year].end()

    def _months_at(self, written: list[str], first: int) -> Iterable[tuple[str, int]]:
        """Months that begin with a word, as written or with a short word joined to it."""
        word = written[first]
        seen = {word: 0} if word.isascii() else {word: 0, word[1:]: 0}
        seen |= {word[:-cut]: cut for cut in (1, 2, 3) if len(word) - cut >= _STEM}
        for stem, cut in seen.items():
            for parts in self._months.get(stem, ()):
                last = first + len(parts) - 1
                if tuple(written[first + 1 : last + 1]) == parts[1:] and not (cut and parts[1:]):
                    yield stem, last


class _Near:
    """Looks for a day or a year beside a month."""

    def __init__(self, text: str, tokens: "list[regex.Match[str]]") -> None:
        self._text = text
        self._tokens = tokens

    def look(self, at: int, step: int, wanted: "regex.Pattern[str]") -> int | None:
        """The token of that shape next to `at`, with two short words between at most."""
        for _ in range(3):
            at += step
            if not 0 <= at < len(self._tokens) or not self._joined(min(at, at - step)):
                return None
            word = self._tokens[at].group()
            if wanted.fullmatch(word):
                return at
            if len(word) > _SHORT or word[0].isdigit():
                return None
        return None

    def _joined(self, at: int) -> bool:
        between = self._text[self._tokens[at].end() : self._tokens[at + 1].start()]
        return _BETWEEN.fullmatch(between) is not None


def _runs(marked: list[bool]) -> Iterable[tuple[int, int]]:
    """First and last place of each run that is long enough."""
    length = 0
    for place, mark in enumerate([*marked, False]):
        if mark:
            length += 1
            continue
        if length >= LEAST_DIGITS:
            yield place - length, place - 1
        length = 0
