"""`Tree`: terms as a tree of words, so that the time for a text does not grow with their number."""

import unicodedata
from collections.abc import Iterator

import msgspec
import regex

from voice.themes.normalise import entry, spellings, tidy

WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}'’]--\p{Han}]+", regex.V1)
"""A word as it is looked for: any run of letters, but each character of Chinese by itself."""

_PIECE = regex.compile(rf"(?:{WORD.pattern})\*?", regex.V1)
_TONES = regex.compile("[\u0300\u0301\u0302\u0304\u030c]+")
_MARKS = regex.compile(r"\p{Mn}+")
_STROKES = str.maketrans("đøłıħ", "dolih")
_REMEMBERED = 100_000


class Spelling(msgspec.Struct, frozen=True):
    """How the words of one language may be written: what may be joined to them, or left out."""

    joined: tuple[str, ...] = ()
    bare: bool = False
    """Whether people also write without accents and tone marks."""

    def of(self, word: str) -> tuple[str, ...]:
        """Every way in which a term's word is looked for, the term's own first."""
        ways = [entry(word)]
        if self.bare:
            ways += _without_marks(ways[0])
        ways += [entry(front) + way for front in self.joined for way in ways]
        return tuple(dict.fromkeys(ways))


class Pattern(msgspec.Struct, frozen=True):
    """A term, whom it belongs to (a theme or flag id), and what must not stand near it."""

    owner: str
    term: str
    not_near: frozenset[str] = frozenset()
    spelling: Spelling = Spelling()


def pieces(term: str) -> list[str]:
    """The words of a term, with their `*`. Each character of Chinese is a word."""
    found: list[str] = _PIECE.findall(tidy(term))
    return found


class Tree:
    """The terms that go on from here: `after[word]` are the trees that a word as written leads to.

    `after` remembers every word it is asked for, as people's words repeat.
    """

    __slots__ = ("_grown", "_longest", "_prefixes", "_words", "after", "patterns")

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self.after = _After(self)
        self._grown: dict[tuple[str, Spelling], Tree] = {}
        self._words: dict[str, list[Tree]] = {}
        self._prefixes: dict[str, list[Tree]] = {}
        self._longest = 0

    @property
    def goes_on(self) -> bool:
        """Whether a longer term begins like this."""
        return bool(self._grown)

    def add(self, pattern: Pattern) -> None:
        """Grows a branch for a term; nothing for a term without any word."""
        here = self
        for piece in pieces(pattern.term):
            here = here._grow(piece, pattern.spelling)
        if here is not self:
            here.patterns.append(pattern)

    def look_up(self, word: str) -> "Iterator[Tree]":
        """The trees that a word leads to, as it is or by what it begins with."""
        for spelling in spellings(word):
            yield from self._words.get(spelling, ())
            # no longer than the longest prefix: a word of a hundred thousand letters costs no more
            for size in range(1, min(len(spelling), self._longest) + 1):
                yield from self._prefixes.get(spelling[:size], ())

    def _grow(self, piece: str, spelling: Spelling) -> "Tree":
        known = self._grown.get((piece, spelling))
        if known is not None:
            return known
        tree = self._grown[piece, spelling] = Tree()
        ways = spelling.of(piece.removesuffix("*"))
        among = self._prefixes if piece.endswith("*") else self._words
        for way in ways:
            among.setdefault(way, []).append(tree)
        if piece.endswith("*"):
            self._longest = max(self._longest, *map(len, ways))
        return tree


class _After(dict[str, tuple[Tree, ...]]):
    """Word as written → the trees it leads to; () for a word that leads nowhere."""

    __slots__ = ("_tree",)

    def __init__(self, tree: Tree) -> None:
        super().__init__()
        self._tree = tree

    def __missing__(self, word: str) -> tuple[Tree, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = tuple(dict.fromkeys(self._tree.look_up(word)))
        return found


def _without_marks(plain: str) -> list[str]:
    """Without tone marks; without any mark; and with plain letters for those with a stroke."""
    apart = unicodedata.normalize("NFD", plain)
    ways = [unicodedata.normalize("NFC", marks.sub("", apart)) for marks in (_TONES, _MARKS)]
    return [*ways, ways[-1].translate(_STROKES)]
