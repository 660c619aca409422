"""`Matcher`: finds a codebook's terms in words, and says where and why. It suggests; people decide.

All terms of one language lie in one tree of words, so that the time for a text does not grow with
the codebook.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Self

import msgspec

from voice.themes.codebook import Codebook
from voice.themes.normalise import WORD, entry, fold, sentence_ends, spellings, words
from voice.themes.speech import Speech

REACH = 3
"""How many words before a term a "not" or a `not_near` word still speaks of it."""

_REMEMBERED = 100_000


class Pattern(msgspec.Struct, frozen=True):
    """A term, whom it belongs to (a theme or flag id), and what must not stand near it."""

    owner: str
    term: str
    not_near: frozenset[str] = frozenset()


class Hit(msgspec.Struct, frozen=True, order=True):
    """A term found in a tidy text, at characters `start` to `end`.

    `negated`: a "not" stands before it. The theme is the same; how it was may be the other way.
    """

    start: int
    end: int
    owner: str
    term: str
    negated: bool = False


_Found = tuple[int, int, Pattern]
"""Number of the first and the last word, and the term they make."""


class _Node:
    """One word of a term, and the words that may follow it."""

    __slots__ = ("_longest", "_prefixes", "_words", "patterns", "remembered")

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self._words: dict[str, _Node] = {}
        self._prefixes: dict[str, _Node] = {}
        self._longest = 0
        self.remembered: dict[str, tuple[_Node, ...]] = {}

    def grow(self, piece: str) -> "_Node":
        """The node for a further word or `prefix*`, made where there is none."""
        if piece.endswith("*"):
            prefix = entry(piece[:-1])
            self._longest = max(self._longest, len(prefix))
            return self._prefixes.setdefault(prefix, _Node())
        return self._words.setdefault(entry(piece), _Node())

    def after(self, word: str) -> "tuple[_Node, ...]":
        """The nodes that a word as written leads to; remembered, as people's words repeat."""
        found = self.remembered.get(word)
        if found is None:
            if len(self.remembered) >= _REMEMBERED:
                self.remembered.clear()
            found = self.remembered[word] = tuple(self._look_up(word))
        return found

    def _look_up(self, word: str) -> "Iterator[_Node]":
        for spelling in spellings(word):
            if spelling in self._words:
                yield self._words[spelling]
            # no longer than the longest prefix: a word of a hundred thousand letters costs no more
            for size in range(1, min(len(spelling), self._longest) + 1):
                if spelling[:size] in self._prefixes:
                    yield self._prefixes[spelling[:size]]


class Matcher:
    """Finds the patterns of one language. The same text always gives the same hits."""

    def __init__(self, patterns: Iterable[Pattern], negations: Iterable[str] = ()) -> None:
        self._root = _Node()
        self._negations = frozenset(fold(word) for word in negations)
        for pattern in patterns:
            node = self._root
            for piece in pattern.term.replace("-", " ").split():
                node = node.grow(piece)
            node.patterns.append(pattern)

    @classmethod
    def of_themes(cls, codebook: Codebook, speech: Speech) -> Self:
        """The matcher of a codebook's themes in one language."""
        patterns = (
            Pattern(theme.id, term, _guard(theme.not_near.get(speech.tag, {}).get(term, ())))
            for theme in codebook.themes
            for term in theme.terms.get(speech.tag, ())
        )
        return cls(patterns, speech.negations)

    @classmethod
    def of_flags(cls, codebook: Codebook, speech: Speech) -> Self:
        """The matcher of a codebook's flags in one language."""
        patterns = (
            Pattern(flag.id, cue)
            for flag in codebook.flags
            for cue in flag.cues.get(speech.tag, ())
        )
        return cls(patterns, speech.negations)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The hits in a tidy text, in order of place."""
        written = words(text)
        root, known = self._root, self._root.remembered
        found: list[_Found] = []
        for first, word in enumerate(written):
            nodes = known.get(word)
            if nodes is None:
                nodes = root.after(word)
            if nodes:
                _follow(nodes, written, (first, first), found)
        return self._placed(text, written, found) if found else ()

    def _placed(self, text: str, written: list[str], found: list[_Found]) -> tuple[Hit, ...]:
        places = [word.span() for word in WORD.finditer(text)]
        ends = sentence_ends(text)
        hits = set()
        for first, last, pattern in found:
            start, end = places[first][0], places[last][1]
            opens = bisect_right(ends, start)
            if opens != bisect_right(ends, end - 1):
                continue
            before = {
                fold(written[at])
                for at in range(max(first - REACH, 0), first)
                if bisect_right(ends, places[at][0]) == opens
            }
            if pattern.not_near and pattern.not_near & (before | _next(written, last)):
                continue
            negated = not before.isdisjoint(self._negations)
            hits.add(Hit(start, end, pattern.owner, pattern.term, negated))
        return tuple(sorted(hits))


def _follow(
    nodes: tuple[_Node, ...], written: list[str], span: tuple[int, int], found: list[_Found]
) -> None:
    """Collects the terms that end here, and goes on to the longer ones."""
    first, last = span
    for node in nodes:
        for pattern in node.patterns:
            found.append((first, last, pattern))
        if last + 1 < len(written) and (longer := node.after(written[last + 1])):
            _follow(longer, written, (first, last + 1), found)


def _next(written: list[str], last: int) -> set[str]:
    return {fold(word) for word in written[last + 1 : last + 2]}


def _guard(near: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in near)
