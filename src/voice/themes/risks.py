"""`RiskFinder`: words that may point at one person. They are marked for a reader, never masked.

Names and places are not found well by rule in any language, so nothing here is a promise.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping
from typing import Literal

import msgspec
import regex

from voice.themes.cues import Cues
from voice.themes.normalise import WORD, bare, fold, sentence_ends
from voice.themes.speech import Speech, nearest

Why = Literal["name", "relation", "place", "work", "capital", "rare"]
_SIGNS_NEAR = 4
"""Chinese has no spaces: so many signs on each side of a cue are marked with it."""
_HAN = regex.compile(r"\p{Han}")
_NEVER_NAMES = frozenset(
    "i i'm i've i'd i'll nrm gp nhs uk esol english british ok tv id cv monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
_AROUND: dict[str, tuple[int, int]] = {
    "named": (0, 2),
    "relations": (0, 2),
    "places": (2, 2),
    "work": (2, 2),
}
"""How many words before and after a cue are marked with it."""
_WHY: dict[str, Why] = {
    "named": "name",
    "relations": "relation",
    "places": "place",
    "work": "work",
}


class Risk(msgspec.Struct, frozen=True):
    """A word of the redacted text that a person must look at, and why."""

    start: int
    end: int
    why: Why


class RiskFinder:
    """Finds risks with the cues and little words of our languages."""

    def __init__(self, speeches: Mapping[str, Speech], cues: Mapping[str, Cues]) -> None:
        self._speeches = speeches
        self._cues = {tag: _Finder(each) for tag, each in cues.items()}
        self._known = {tag: _known(each) for tag, each in speeches.items()}

    def find(
        self, text: str, lang: str, covered: bytes, common: Container[str] | None
    ) -> tuple[Risk, ...]:
        """The risks of a text. `covered` has a 1 for each character that is masked.

        `common` holds folded words that enough people used: every other one is rare. None: no
        word is marked as rare.
        """
        speech = nearest(lang, self._speeches)
        tag = speech.tag if speech is not None else ""
        known = self._known.get(tag, frozenset())
        words = [(word.start(), word.end(), word.group()) for word in WORD.finditer(text)]
        why = dict(self._cued(text, tag, [each[2] for each in words], known))
        ends = sentence_ends(text)
        sentence = -1
        risks = []
        for at, (start, end, word) in enumerate(words):
            first = (now := bisect_right(ends, start)) != sentence
            sentence = now
            if any(covered[start:end]):
                continue
            reason = why.get(at) or _alone(word, first, known, common)
            if reason:
                risks.append(Risk(start, end, reason))
        return tuple(risks)

    def _cued(
        self, text: str, tag: str, words: list[str], known: Container[str]
    ) -> Iterable[tuple[int, Why]]:
        finder = self._cues.get(tag)
        if finder is None:
            return
        written = [bare(word) for word in words]
        for kind, first, last in finder.find(written):
            before, after = _AROUND[kind]
            for at in range(max(first - before, 0), min(last + after + 1, len(words))):
                cue = first <= at <= last
                if cue or fold(words[at]) not in known:
                    yield at, _WHY[kind]


class _Finder:
    """The cues of one language, by their first word."""

    def __init__(self, cues: Cues) -> None:
        self._by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._prefixes: list[tuple[str, str]] = []
        self._signs: list[tuple[str, str]] = []
        for kind in _AROUND:
            for cue in getattr(cues, kind):
                self._add(kind, cue)

    def _add(self, kind: str, cue: str) -> None:
        if _HAN.search(cue):
            self._signs.append((kind, cue))
        elif cue.endswith("*"):
            self._prefixes.append((kind, bare(cue[:-1])))
        elif parts := tuple(bare(word) for word in WORD.findall(cue)):
            self._by_word.setdefault(parts[0], []).append((kind, parts))

    def find(self, written: list[str]) -> Iterable[tuple[str, int, int]]:
        """Kind, first and last word of each cue."""
        for at, word in enumerate(written):
            for kind, parts in self._by_word.get(word, ()):
                last = at + len(parts) - 1
                if tuple(written[at : last + 1]) == parts:
                    yield kind, at, last
            for kind, prefix in self._prefixes:
                if word.startswith(prefix):
                    yield kind, at, at
            for kind, sign in self._signs:
                if sign in word:
                    yield kind, at, at


def _alone(
    word: str, first: bool, known: Container[str], common: Container[str] | None
) -> Why | None:
    folded = fold(word)
    if word[0].isupper() and folded not in _NEVER_NAMES and not (first and folded in known):
        return "capital"
    rare = common is not None and folded not in common and folded not in known
    return "rare" if rare and not folded.isdigit() else None


def _known(speech: Speech) -> frozenset[str]:
    """Little words, and those that say nothing by themselves. Not words of longer phrases."""
    said = (*speech.small, *speech.negations, *speech.nothing, *speech.fillers)
    return frozenset(fold(each) for each in said if WORD.fullmatch(each))
