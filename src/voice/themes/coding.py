"""`Matcher`: finds a codebook's terms in words; says where and why. It suggests; people decide."""

from collections.abc import Iterable
from itertools import compress, count, starmap
from typing import Self

import msgspec
import regex

from voice.themes.codebook import Codebook, Language, Term
from voice.themes.normalise import bare, fold
from voice.themes.speech import Speech
from voice.themes.tree import WORD, Pattern, Roots, Spelling
from voice.themes.written import Written

REACH = 3
"""How many words before a term a "not" or a `not_near` word still speaks of it."""

SURE = 0.5

_SPACED = bytes(ord(c.lower()) if c.isalnum() or c == "'" else 32 for c in map(chr, range(128)))
_SPACED += bytes([32]) * 128
_HAN = regex.compile(r"\p{Han}")
_BETWEEN = regex.compile(r"[^\p{L}\p{M}\p{N}'’]")
_REMEMBERED = 20_000


class Hit(msgspec.Struct, frozen=True, order=True, gc=False):
    """A term found in a tidy text, at characters `start` to `end`.

    `negated`: a "not" stands near it. The theme is the same; how it was may be the other way.
    """

    start: int
    end: int
    owner: str
    term: str
    negated: bool = False


class Reason(msgspec.Struct, frozen=True):
    """A theme that people's codings suggest, how sure it is, and the words that count most for it.

    From a `score` of `SURE` on (of 1) it is suggested.
    """

    theme: str
    score: float
    words: tuple[str, ...]


_Found = tuple[int, int, Pattern]
"""Number of the first and the last word, and the term they make."""


class Matcher:
    """Finds patterns in texts. The same text always gives the same hits.

    `negations` are the words for "not"; a "not" may stand up to `not_after` words after a term.
    No search begins with `small`, frequent words; they change nothing that is found.
    """

    def __init__(
        self,
        patterns: Iterable[Pattern],
        negations: Iterable[str] = (),
        not_after: int = 0,
        small: Iterable[str] = (),
    ) -> None:
        self._roots = Roots()
        self._nots = _Nots(negations)
        self._not_after = not_after
        self._roots.add_all(patterns, small)

    @classmethod
    def of_themes(cls, codebook: Codebook, speech: Speech) -> Self:
        """The matcher of a codebook's themes in one language; without words there, of nothing."""
        language = codebook.language(speech.tag)
        if language is None:
            return cls(())
        active = {theme.id for theme in codebook.active}
        spelling = spelling_of(language)
        patterns = (
            _pattern(theme, term, spelling)
            for theme, meant in language.themes.items()
            for term in meant.terms
            if theme in active
        )
        nots = speech.negations
        if language.bare:
            nots += tuple(map(bare, nots))
        return cls(patterns, nots, language.not_after, speech.small)

    @classmethod
    def of_flags(cls, codebook: Codebook) -> Self:
        """The matcher of a codebook's flags, in all its languages at once. A "not" is not seen."""
        patterns = (
            _pattern(flag, term, spelling_of(language))
            for language in codebook.languages
            for flag, cues in language.flags.items()
            for term in cues.terms
        )
        return cls(patterns)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The hits in a tidy text, in order of place."""
        spaced = _spaced(text)
        written = spaced.split() if spaced else WORD.findall(text)
        found = self._found(written)
        return self._placed(Written(text, spaced, written), found) if found else ()

    def _found(self, written: list[str]) -> list[_Found]:
        """The terms that stand here whole; what is begun is gone on with, word by word."""
        lead, dull = self._roots.to, self._roots.to.dull
        found: list[_Found] = []
        begun = [(at, at, lead[word]) for at, word in enumerate(written) if word not in dull]
        for first, last, trees in begun:
            for tree in trees:
                for pattern in tree.patterns:
                    found.append((first, last, pattern))
                after, before = tree.after, tree.before
                if after is not None and last + 1 < len(written):
                    if on := after.to[written[last + 1]]:
                        begun.append((first, last + 1, on))
                if before is not None and first:
                    if on := before.to[written[first - 1]]:
                        begun.append((first - 1, last, on))
        return found

    def _placed(self, written: Written, found: list[_Found]) -> tuple[Hit, ...]:
        hits = set()
        nots = list(compress(count(), map(self._nots.__getitem__, written.words)))
        for first, last, pattern in found:
            start, end = written.span(first, last)
            if first != last and not written.together(start, end):
                continue
            if pattern.not_near and self._guarded(written, (first, last), pattern.not_near):
                continue
            negated = bool(nots) and _stand_near(written, (first, last), self._not_after, nots)
            hits.add((start, end, pattern.owner, pattern.term, negated))
        return tuple(starmap(Hit, sorted(hits)))

    def _guarded(self, written: Written, span: tuple[int, int], not_near: frozenset[str]) -> bool:
        wanted = [at for at, word in enumerate(written.words) if fold(word) in not_near]
        return _stand_near(written, span, max(self._not_after, 1), wanted)


class _Nots(dict[str, bool]):
    """Whether a word as written says "not"; remembered, as people's words repeat."""

    __slots__ = ("_negations",)

    def __init__(self, negations: Iterable[str]) -> None:
        super().__init__()
        self._negations = frozenset(map(fold, negations))

    def __missing__(self, word: str) -> bool:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = fold(word) in self._negations
        return found


def spelling_of(language: Language) -> Spelling:
    """How the words of a language may be written."""
    return Spelling(language.joined, language.bare)


def _spaced(text: str) -> str:
    """As many characters, with spaces for all that is in no word; "" if the text has Chinese."""
    if text.isascii():
        return text.encode().translate(_SPACED).decode()  # ten times sooner than an expression
    return "" if _HAN.search(text) else _BETWEEN.sub(" ", text)


def _pattern(owner: str, term: Term, spelling: Spelling) -> Pattern:
    return Pattern(owner, term.text, frozenset(map(fold, term.not_near)), spelling)


def _stand_near(written: Written, span: tuple[int, int], after: int, places: list[int]) -> bool:
    """Whether a word at one of these places stands near, in the same sentence."""
    first, last = span
    for at in places:
        if first - REACH <= at < first and written.together(*written.span(at, first)):
            return True
        if last < at <= last + after and written.together(*written.span(last, at)):
            return True
    return False
