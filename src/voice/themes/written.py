"""`Written`: the words of a text and where they stand, worked out only as far as asked."""

from bisect import bisect_right

from voice.themes.normalise import MAY_END, sentence_ends
from voice.themes.tree import WORD


class Written:
    """A tidy text of which something was found.

    `spaced` is the text with spaces for all that is in no word, character for character, or empty
    for texts with Chinese, whose words are not apart.
    """

    __slots__ = ("_at", "_ends", "_rest", "_spaced", "_spans", "_text", "words")

    def __init__(self, text: str, spaced: str, words: list[str]) -> None:
        self.words = words
        self._text = text
        self._spaced = self._rest = spaced
        self._at = 0
        self._spans: list[tuple[int, int]] | None = None
        self._ends: list[int] | None = None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words `first` to `last` begin and end."""
        spaced = self._spaced
        if not spaced:
            spans = self._spans or self._find_spans()
            return spans[first][0], spans[last][1]
        if first < self._at:
            self._rest, self._at = spaced, 0
        # what stays when so many words are split off begins with the word that is asked for
        self._rest = self._rest.split(None, first - self._at)[-1]
        self._at = first
        words = self.words
        start = len(spaced) - len(self._rest)
        end = start + len(words[first])
        for word in words[first + 1 : last + 1]:
            end = spaced.index(word, end) + len(word)
        return start, end

    def together(self, start: int, end: int) -> bool:
        """Whether what stands from `start` to `end` is in one sentence."""
        if not MAY_END.search(self._text, start, end):
            return True
        if self._ends is None:
            self._ends = sentence_ends(self._text)
        return bisect_right(self._ends, start) == bisect_right(self._ends, end - 1)

    def _find_spans(self) -> list[tuple[int, int]]:
        self._spans = [word.span() for word in WORD.finditer(self._text)]
        return self._spans
