"""Which side words stand on: the question's. And whether they say that there is nothing to say.

Measured on public service feedback, more than half of the answers to "How could we improve?" say
that all is well: an answer on the hard side is not a hardship until somebody has read it.
"""

from collections.abc import Iterable

from voice.disclosure.cells import People, Sides
from voice.forms.model import Side
from voice.themes.normalise import fold, words
from voice.themes.speech import Speech

LONGEST_NOTHING = 14
"""Words. Whoever writes more has something to say."""


class Silence:
    """Knows the ways to say "nothing" in one language."""

    def __init__(self, speech: Speech) -> None:
        self._nothing = {_key(phrase) for phrase in speech.nothing}
        self._all = self._nothing | {_key(phrase) for phrase in speech.fillers}
        self._longest = max(map(len, self._all), default=0)

    def says_nothing(self, text: str) -> bool:
        """Whether a tidy text is made of nothing but such phrases, at least one of them."""
        written = _key(text)
        return not written or (
            len(written) <= LONGEST_NOTHING and self._covered(written, heard=False)
        )

    def _covered(self, rest: tuple[str, ...], heard: bool) -> bool:
        if not rest:
            return heard
        return any(
            rest[:size] in self._all
            and self._covered(rest[size:], heard or rest[:size] in self._nothing)
            for size in range(1, min(self._longest, len(rest)) + 1)
        )


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


def _key(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words(text))
