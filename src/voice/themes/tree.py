"""`Roots`: terms as trees of words, so that the time for a text does not grow with their number."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
import regex

from voice.themes.normalise import bare, entry, fold, spellings, tidy

WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}'’]--\p{Han}]+", regex.V1)
"""A word as it is looked for: any run of letters, but each character of Chinese by itself."""

_PIECE = regex.compile(rf"(?:{WORD.pattern})\*?", regex.V1)
_TONES = regex.compile("[\u0300\u0301\u0302\u0304\u030c]+")
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
        # folded before a letter: at its end "l'" would lose what joins it
        ways += [fold(f"{front}x")[:-1] + way for front in self.joined for way in ways]
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


class Steps:
    """Words that may stand beside what was found so far, and the trees that they lead to."""

    __slots__ = ("_grown", "_longest", "_prefixes", "_words", "to")

    def __init__(self) -> None:
        self.to = _Known(self)
        self._grown: dict[tuple[str, Spelling], Tree] = {}
        self._words: dict[str, list[Tree]] = {}
        self._prefixes: dict[str, list[Tree]] = {}
        self._longest = 0

    def grow(self, piece: str, spelling: Spelling) -> "Tree":
        """The tree for a word or `prefix*` of a term, made where there is none."""
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

    def look_up(self, word: str) -> "Iterator[Tree]":
        """The trees that a word as written leads to, as it is or by what it begins with."""
        for spelling in spellings(word):
            yield from self._words.get(spelling, ())
            # no longer than the longest prefix: a word of a hundred thousand letters costs no more
            for size in range(1, min(len(spelling), self._longest) + 1):
                yield from self._prefixes.get(spelling[:size], ())


class Tree:
    """The terms found here, and how longer ones go on: with words `after`, or then `before`."""

    __slots__ = ("after", "before", "patterns")

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self.after: Steps | None = None
        self.before: Steps | None = None


class Roots(Steps):
    """All terms, each begun at its longest word: it is rare, so that little is begun in vain."""

    __slots__ = ()

    def add_all(self, patterns: Iterable[Pattern], small: Iterable[str] = ()) -> None:
        """Grows a branch for each term; none for a term without any word.

        None is begun at one of the `small` words, if it has others, as everybody writes those. Of
        words of one length it is the one that the fewest terms have.
        """
        given = tuple(patterns)
        common = Counter(piece for each in given for piece in set(pieces(each.term)))
        common.update(dict.fromkeys(map(fold, small), len(given)))
        for pattern in given:
            self._add(pattern, common, len(given))

    def _add(self, pattern: Pattern, common: Counter[str], everywhere: int) -> None:
        term = pieces(pattern.term)
        if not term:
            return
        seen = [common[piece] for piece in term]
        longest = max(
            range(len(term)), key=lambda at: (seen[at] < everywhere, len(term[at]), -seen[at])
        )
        tree = self.grow(term[longest], pattern.spelling)
        for piece in term[longest + 1 :]:
            tree.after = Steps() if tree.after is None else tree.after
            tree = tree.after.grow(piece, pattern.spelling)
        for piece in reversed(term[:longest]):
            tree.before = Steps() if tree.before is None else tree.before
            tree = tree.before.grow(piece, pattern.spelling)
        tree.patterns.append(pattern)


class _Known(dict[str, tuple[Tree, ...]]):
    """Word as written → the trees it leads to; remembered, as people's words repeat.

    `dull` are those of the remembered words that lead nowhere.
    """

    __slots__ = ("_steps", "dull")

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps
        self.dull: set[str] = set()

    def __missing__(self, word: str) -> tuple[Tree, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
            self.dull.clear()
        found = self[word] = tuple(dict.fromkeys(self._steps.look_up(word)))
        if not found:
            self.dull.add(word)
        return found


def _without_marks(plain: str) -> list[str]:
    """Without tone marks only, and without any."""
    apart = unicodedata.normalize("NFD", plain)
    return [unicodedata.normalize("NFC", _TONES.sub("", apart)), bare(plain)]
