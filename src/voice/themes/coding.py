"""`Matcher`: finds a codebook's terms in words; says where and why. It suggests; people decide."""

from collections.abc import Callable, Iterable
from typing import Self

import msgspec

from voice.themes.codebook import Codebook, Language, Term
from voice.themes.normalise import bare, fold
from voice.themes.speech import Speech
from voice.themes.tree import WORD, Pattern, Roots, Spelling, Tree
from voice.themes.written import Written

REACH = 3
"""How many words before a term a "not" or a `not_near` word still speaks of it."""

SURE = 0.5

_SPACED = bytes(ord(c.lower()) if c.isalnum() or c == "'" else 32 for c in map(chr, range(128)))
_SPACED += bytes([32]) * 128
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
        if text.isascii():
            # as many characters as the text, and ten times sooner than an expression
            spaced = text.encode().translate(_SPACED).decode()
            written = spaced.split()
        else:
            spaced = ""
            written = WORD.findall(text)
        dull, lead = self._roots.to.dull, self._roots.to
        found: list[_Found] = []
        for at in [at for at, word in enumerate(written) if word not in dull]:
            _follow(lead[written[at]], written, at, at, found)
        return self._placed(Written(text, spaced, written), found) if found else ()

    def _placed(self, written: Written, found: list[_Found]) -> tuple[Hit, ...]:
        hits = set()
        for first, last, pattern in found:
            start, end = written.span(first, last)
            if first != last and not written.together(start, end):
                continue
            if pattern.not_near and self._guarded(written, (first, last), pattern.not_near):
                continue
            negated = self._negated(written, first, last)
            hits.add((start, end, pattern.owner, pattern.term, negated))
        if len(hits) == 1:
            return (Hit(*hits.pop()),)
        return tuple(Hit(*each) for each in sorted(hits))

    def _negated(self, written: Written, first: int, last: int) -> bool:
        words, says_not = written.words, self._nots.__getitem__
        near = words[first - REACH if first > REACH else 0 : first]
        if self._not_after:
            near = near + words[last + 1 : last + 1 + self._not_after]
        return any(map(says_not, near)) and _stands_near(
            written, (first, last), self._not_after, says_not
        )

    def _guarded(self, written: Written, span: tuple[int, int], not_near: frozenset[str]) -> bool:
        after = max(self._not_after, 1)
        return _stands_near(written, span, after, lambda word: fold(word) in not_near)


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


def _pattern(owner: str, term: Term, spelling: Spelling) -> Pattern:
    return Pattern(owner, term.text, frozenset(map(fold, term.not_near)), spelling)


def _stands_near(
    written: Written, span: tuple[int, int], after: int, wanted: Callable[[str], bool]
) -> bool:
    """Whether a wanted word stands near these, in the same sentence."""
    first, last = span
    words = written.words
    near = [at for at in range(max(first - REACH, 0), first) if wanted(words[at])]
    if any(written.together(*written.span(at, first)) for at in near):
        return True
    near = [at for at in range(last + 1, min(last + 1 + after, len(words))) if wanted(words[at])]
    return any(written.together(*written.span(last, at)) for at in near)


def _follow(
    trees: tuple[Tree, ...], written: list[str], first: int, last: int, found: list[_Found]
) -> None:
    """Collects the terms that are whole here, and goes on to the longer ones."""
    for tree in trees:
        if tree.patterns:
            found += [(first, last, pattern) for pattern in tree.patterns]
        after, before = tree.after, tree.before
        if after is not None and last + 1 < len(written) and (on := after.to[written[last + 1]]):
            _follow(on, written, first, last + 1, found)
        if before is not None and first and (on := before.to[written[first - 1]]):
            _follow(on, written, first - 1, last, found)
