"""Which side words stand on: the question's. And whether they say that there is nothing to say.

Measured on public service feedback, more than half of the answers to "How could we improve?" say
that all is well: an answer on the hard side is not a hardship until somebody has read it.
"""

from collections.abc import Iterable

import regex

from voice.disclosure.cells import People, Sides
from voice.forms.model import Side
from voice.themes.normalise import WORD, bare, words
from voice.themes.speech import Speech

LONGEST_NOTHING = 100
"""Characters. Whoever writes more has something to say."""


class Silence:
    """Knows the ways to say "nothing" in some languages: a form's own, and English beside it."""

    def __init__(self, *speeches: Speech) -> None:
        self._nothing = {_key(phrase) for each in speeches for phrase in each.nothing}
        self._all = self._nothing | {_key(word) for each in speeches for word in each.fillers}
        self._longest = max(map(len, self._all), default=0)

    def says_nothing(self, text: str) -> bool:
        """Whether a tidy text is made of nothing but such phrases, at least one of them."""
        if len(text) > LONGEST_NOTHING:
            return WORD.search(text) is None
        written = _key(text)
        return not written or self._covered(written, _word_ends(text))

    def _covered(self, written: str, ends: frozenset[int]) -> bool:
        """Goes through from left to right: each place that phrases reach, "nothing" heard or not.

        A phrase begins and ends where words do. Spaces are left out, as some write one word as two.
        """
        reached = {(0, False)}
        for place in sorted(ends - {len(written)} | {0}):
            for heard in (True, False):
                if (place, heard) not in reached:
                    continue
                for end in ends:
                    phrase = written[place:end]
                    if place < end <= place + self._longest and phrase in self._all:
                        reached.add((end, heard or phrase in self._nothing))
        return (len(written), True) in reached


def divide(said: Iterable[tuple[str, Side]]) -> Sides:
    """Puts each person on one side, from (person, side of the question) pairs."""
    helped: set[str] = set()
    hard: set[str] = set()
    everyone: set[str] = set()
    for person, side in said:
        everyone.add(person)
        if side == "helped":
            helped.add(person)
        elif side == "hard":
            hard.add(person)
    return Sides(
        helped=People(helped - hard),
        mixed=People(helped & hard),
        hard=People(hard - helped),
        unsaid=People(everyone - helped - hard),
    )


def _key(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return [bare(word).replace("'", "") for word in words(text)]


def _word_ends(text: str) -> frozenset[int]:
    """Where words end in the key of a text. Chinese has no spaces: there each sign may end one."""
    ends: set[int] = set()
    length = 0
    for word in _words(text):
        if _HAN.search(word):
            ends.update(range(length + 1, length + len(word)))
        length += len(word)
        ends.add(length)
    return frozenset(ends)


_HAN = regex.compile(r"\p{Han}")
