"""`Redactor`: takes out what identifies by its shape, and marks what may identify by its meaning.

Shapes (telephone numbers, addresses on the net, postcodes, case numbers, dates) are found well by
rule. Names and places are not, in any language: they are only *marked*, for a person who reads.
Nothing is ever shown as a quote on the strength of this module.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable

import msgspec
import regex

from voice.themes.cues import load_cues
from voice.themes.identifiers import Masked, find_shapes, plain_of
from voice.themes.normalise import fold, tidy, words
from voice.themes.risks import Risk, RiskFinder
from voice.themes.speech import load_speech
from voice.themes.spelled import Spelled

_UNTAKEN = re.compile(rb"\x00+")
_TELLS = regex.compile(r"[\p{N}@]")


class Redacted(msgspec.Struct, frozen=True):
    """Words with identifiers masked ("[phone]"), what was masked, and what is still a risk.

    Places of `masked` are in the tidy text, those of `risks` in the redacted one.
    """

    text: str
    masked: tuple[Masked, ...]
    risks: tuple[Risk, ...]

    @property
    def held(self) -> bool:
        """Whether a person must look at it before anybody else does."""
        return bool(self.masked or self.risks)


class Redactor:
    """Redacts texts of all our languages; the same text always the same way."""

    def __init__(self) -> None:
        cues = load_cues()
        self._spelled = Spelled(cues)
        self._risks = RiskFinder(load_speech(), cues)

    def redact(self, text: str, lang: str = "en", common: Container[str] | None = None) -> Redacted:
        """Masks identifiers in a text as a person wrote it, and marks what is a risk.

        `common` holds folded words that enough people used; every other word is marked as rare.
        Without it, only words beside cues and words with a capital are.
        """
        clean = tidy(text)
        masked = self._find(clean, lang)
        shown, covered = _mask(clean, masked)
        return Redacted(shown, masked, self._risks.find(shown, lang, covered, common))

    def _find(self, clean: str, lang: str) -> tuple[Masked, ...]:
        plain = plain_of(clean)
        taken = bytearray(len(clean))
        masked: dict[int, Masked] = {}
        for mask in (*find_shapes(plain), *self._spelled.find(plain, lang)):
            for start, end in _free(taken, mask):
                whole = (start, end) == (mask.start, mask.end)
                # of what a surer one has left over, only what may still tell something
                if whole or _TELLS.search(clean[start:end]):
                    taken[start:end] = bytes([1]) * (end - start)
                    masked[start] = Masked(start, end, mask.kind)
        return _joined(clean, masked)


def _free(taken: bytearray, mask: Masked) -> list[tuple[int, int]]:
    """The stretches of a mask that no other has taken."""
    free = _UNTAKEN.finditer(taken[mask.start : mask.end])
    return [(mask.start + found.start(), mask.start + found.end()) for found in free]


def _joined(clean: str, masked: dict[int, Masked]) -> tuple[Masked, ...]:
    """In order of place; what has nothing between it is one."""
    joined: list[Masked] = []
    for start in sorted(masked):
        mask = masked[start]
        if joined and not clean[joined[-1].end : start].strip(" ") and joined[-1].kind == mask.kind:
            mask = Masked(joined.pop().start, mask.end, mask.kind)
        joined.append(mask)
    return tuple(joined)


def common_words(texts: Iterable[str], at_least: int) -> frozenset[str]:
    """The folded words that stand in at least so many of the texts."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({fold(word) for word in words(tidy(text))})
    return frozenset(word for word, times in seen.items() if times >= at_least)


def _mask(clean: str, masked: tuple[Masked, ...]) -> tuple[str, bytes]:
    """The text with masks, and a byte for each of its characters: 1 in a mask."""
    pieces: list[str] = []
    covered = bytearray()
    at = 0
    for mask in masked:
        kind = f"[{mask.kind}]"
        pieces += [clean[at : mask.start], kind]
        covered += bytes(mask.start - at) + bytes([1]) * len(kind)
        at = mask.end
    rest = clean[at:]
    return "".join([*pieces, rest]), bytes(covered + bytes(len(rest)))
