"""`Matcher`: finds a codebook's terms in words; says where and why. It suggests; people decide."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import Self

import msgspec

from voice.themes.codebook import Codebook, Language, Term
from voice.themes.normalise import fold, sentence_ends
from voice.themes.speech import Speech
from voice.themes.tree import WORD, Pattern, Spelling, Tree

REACH = 3
"""How many words before a term a "not" or a `not_near` word still speaks of it."""

_SPACED = bytes(ord(c.lower()) if c.isalnum() or c == "'" else 32 for c in map(chr, range(128)))
_SPACED += bytes([32]) * 128
_REMEMBERED = 20_000


class Hit(msgspec.Struct, frozen=True, order=True):
    """A term found in a tidy text, at characters `start` to `end`.

    `negated`: a "not" stands near it. The theme is the same; how it was may be the other way.
    """

    start: int
    end: int
    owner: str
    term: str
    negated: bool = False


_Found = tuple[int, int, Pattern]
"""Number of the first and the last word, and the term they make."""


class Matcher:
    """Finds patterns in texts. The same text always gives the same hits.

    `negations` are the words for "not"; a "not" may stand up to `not_after` words after a term.
    """

    def __init__(
        self, patterns: Iterable[Pattern], negations: Iterable[str] = (), not_after: int = 0
    ) -> None:
        self._root = Tree()
        self._negations = frozenset(map(fold, negations))
        self._not_after = not_after
        self._fold = lru_cache(_REMEMBERED)(fold)
        for pattern in patterns:
            self._root.add(pattern)

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
        return cls(patterns, speech.negations, language.not_after)

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
        if text.isascii():
            # as many characters as the text, and ten times sooner than an expression
            spaced = text.encode().translate(_SPACED).decode()
            written = spaced.split()
        else:
            spaced = ""
            written = WORD.findall(text)
        found: list[_Found] = []
        for first, trees in enumerate(map(self._root.after.__getitem__, written)):
            if trees:
                _follow(trees, written, (first, first), found)
        return self._placed(_Words(text, spaced, written), found) if found else ()

    def _placed(self, words: "_Words", found: list[_Found]) -> tuple[Hit, ...]:
        hits = set()
        for first, last, pattern in found:
            if first != last and not words.together(first, last):
                continue
            if pattern.not_near and self._near(words, (first, last), pattern.not_near, 1):
                continue
            negated = self._near(words, (first, last), self._negations, 0)
            place = words.start(first), words.end(last)
            hits.add((*place, pattern.owner, pattern.term, negated))
        return tuple(Hit(*each) for each in sorted(hits))

    def _near(
        self, words: "_Words", span: tuple[int, int], wanted: frozenset[str], least_after: int
    ) -> bool:
        """Whether one of the words stands near these, in the same sentence."""
        first, last = span
        written, known = words.written, self._fold
        for at in range(max(first - REACH, 0), first):
            if known(written[at]) in wanted and words.together(at, first):
                return True
        after = last + 1 + max(self._not_after, least_after)
        return any(
            known(written[at]) in wanted and words.together(last, at)
            for at in range(last + 1, min(after, len(written)))
        )


class _Words:
    """The words of a text with a hit, and where they stand. Worked out only as far as asked."""

    __slots__ = ("_ends", "_spaced", "_spans", "_text", "written")

    def __init__(self, text: str, spaced: str, written: list[str]) -> None:
        self.written = written
        self._text = text
        self._spaced = spaced
        self._spans: list[tuple[int, int]] = []
        self._ends: list[int] | None = None

    def start(self, at: int) -> int:
        """Where a word begins."""
        if self._spaced:
            return len(self._spaced) - len(self._spaced.split(None, at)[-1])
        if not self._spans:
            self._spans = [word.span() for word in WORD.finditer(self._text)]
        return self._spans[at][0]

    def end(self, at: int) -> int:
        """Where it ends."""
        return self.start(at) + len(self.written[at])

    def together(self, first: int, last: int) -> bool:
        """Whether two words stand in one sentence."""
        if self._ends is None:
            self._ends = sentence_ends(self._text)
        ends = self._ends
        return not ends or bisect_right(ends, self.start(first)) == bisect_right(
            ends, self.end(last) - 1
        )


def spelling_of(language: Language) -> Spelling:
    """How the words of a language may be written."""
    return Spelling(language.joined, language.bare)


def _pattern(owner: str, term: Term, spelling: Spelling) -> Pattern:
    return Pattern(owner, term.text, frozenset(map(fold, term.not_near)), spelling)


def _follow(
    trees: tuple[Tree, ...], written: list[str], span: tuple[int, int], found: list[_Found]
) -> None:
    """Collects the terms that end here, and goes on to the longer ones."""
    first, last = span
    for tree in trees:
        for pattern in tree.patterns:
            found.append((first, last, pattern))
        if tree.goes_on and last + 1 < len(written) and (longer := tree.after[written[last + 1]]):
            _follow(longer, written, (first, last + 1), found)
