"""Which side words stand on: the question's. And whether they say that there is nothing to say.

Measured on public service feedback, more than half of the answers to "How could we improve?" say
that all is well: an answer on the hard side is not a hardship until somebody has read it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Literal

import regex

from voice.disclosure.cells import People, Sides
from voice.forms.model import Side
from voice.languages.registry import SOURCE
from voice.themes.normalise import WORD, bare, fold, words
from voice.themes.speech import Speech

LONGEST_NOTHING = 100
"""Characters. Whoever writes more has something to say."""


class Silence:
    """Knows the ways to say "nothing" in some languages: a form's own, and English beside it.

    A text must be of one language. Where a phrase with a "not" and one without stand together and
    no sign is between them, it says something: "no, all is well" does not, "not all is well" does.
    So it does where a bare "not" comes after a phrase: "I can't say no".
    """

    def __init__(self, *speeches: Speech) -> None:
        self._languages = [_Phrases(each) for each in speeches]

    def says_nothing(self, text: str) -> bool:
        """Whether a tidy text is made of nothing but such phrases, at least one of them."""
        if len(text) > LONGEST_NOTHING:
            return WORD.search(text) is None
        written = _Written(text)
        return not written.key or any(each.cover(written) for each in self._languages)


class _Written:
    """A text as it is compared, without spaces, and where in it words end and signs stand."""

    def __init__(self, text: str) -> None:
        self.ascii = all(fold(found).isascii() for found in words(text))
        self.key = ""
        self.ends: set[int] = set()
        self.signs: set[int] = {0}
        last = 0
        for found in WORD.finditer(text):
            if _SIGN.search(text[last : found.start()]):
                self.signs.add(len(self.key))
            last = found.end()
            word = _bare(found.group())
            if _HAN.search(word):
                # Chinese has no spaces: each sign may end a word
                self.ends.update(range(len(self.key) + 1, len(self.key) + len(word)))
            self.key += word
            self.ends.add(len(self.key))


Kind = Literal["well", "not", "bare"]
"""A phrase without a "not", with one, or that is one."""


class _Phrases:
    """One language's phrases by their keys, and their kinds; None for fillers."""

    def __init__(self, speech: Speech) -> None:
        bared = cache(_bare)  # a list's words repeat
        keys = {
            each: [bared(word) for word in words(each)]
            for each in (*speech.negations, *speech.fillers, *speech.nothing)
        }
        nots = frozenset("".join(keys[each]) for each in speech.negations)
        self._english = speech.tag == SOURCE
        self._known: dict[str, Kind | None] = {"".join(keys[each]): None for each in speech.fillers}
        self._known |= {"".join(keys[each]): _kind(keys[each], nots) for each in speech.nothing}
        self._longest = max(map(len, self._known), default=0)

    def cover(self, written: _Written) -> bool:
        """Goes through from left to right: each place that phrases reach, and what was heard.

        A phrase begins and ends where words do. Spaces are left out, as some write one word as two.
        """
        if self._english and not written.ascii:
            return False  # without its accents "nợ", a debt, would be "no"
        whole = len(written.key)
        reached: set[tuple[int, bool, Kind | None]] = {(0, False, None)}
        for place in sorted(written.ends - {whole} | {0}):
            fresh = place in written.signs
            here = [(heard, None if fresh else kind) for at, heard, kind in reached if at == place]
            for end in written.ends if here else ():
                phrase = written.key[place:end]
                if not place < end <= place + self._longest or phrase not in self._known:
                    continue
                said = self._known[phrase]
                reached |= {
                    (end, heard or said is not None, said or kind)
                    for heard, kind in here
                    if None in (said, kind)
                    or (said != "bare" and (said == "well") == (kind == "well"))
                }
        return any(at == whole and heard for at, heard, _ in reached)


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


def _bare(word: str) -> str:
    return bare(word).replace("'", "")


def _kind(written: list[str], nots: frozenset[str]) -> Kind:
    if nots.issuperset(written):
        return "bare"
    if any(_HAN.search(word) for word in written):
        return "not" if any(each in word for word in written for each in nots) else "well"
    return "well" if nots.isdisjoint(written) else "not"


_HAN = regex.compile(r"\p{Han}")
_SIGN = regex.compile(r"[^\p{L}\p{M}\p{N}'’\s/\-_*]")
"""What stands between two sayings: a comma, a dot, a smile; not what stands within a word."""
