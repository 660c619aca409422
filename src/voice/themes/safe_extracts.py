"""`SafeWords`: what of people's words a language model on this machine may be shown.

Only words that five different people wrote, and the little words of a language. What is masked,
begins with a capital, stands by a name or holds a digit becomes a gap, so that nothing which one
person alone said goes in, be it a detail of a life or an order to the program.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import regex

from voice.disclosure.limits import THEME
from voice.themes.heard import Heard
from voice.themes.normalise import WORD, fold, sentences, words
from voice.themes.redact import Redactor, common_words
from voice.themes.risks import Risk
from voice.themes.speech import Speech, nearest

GAP = "…"
MOST_EXTRACTS = 12
MOST_CHARACTERS = 200
"""Of one extract."""
LEAST_WORDS = 3
"""An extract with fewer words left says nothing."""

_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}\p{N}'’])\p{Lu}[\p{L}\p{M}\p{N}'’]*")
_MASK_OR_NUMBER = regex.compile(r"\[[A-Za-z ]+\]|[\p{L}\p{M}'’]*\p{N}[\p{L}\p{M}\p{N}'’]*")
_ODD = regex.compile(r"[^\p{L}\p{M}'’\s….,;:!?\-؟،؛۔፧፣።፨।॥。，、？！]+")
_GAPS = regex.compile(rf"\s*{GAP}[^\p{{L}}\p{{M}}]*")


class Cluster(msgspec.Struct, frozen=True):
    """Safe extracts that say something alike, in one language, each by another person."""

    id: str
    lang: str
    extracts: tuple[str, ...]
    """Cited by number, from 1."""


class Member(msgspec.Struct, frozen=True):
    """A person's place in a cluster, as `voice themes suggest` found it."""

    cluster: str
    person: str
    lang: str


class SafeWords:
    """The safe part of each comment. One id is taken for one person."""

    def __init__(
        self, comments: Iterable[Heard], redactor: Redactor, speeches: Mapping[str, Speech]
    ) -> None:
        self._redactor = redactor
        self._speeches = speeches
        self._said: dict[tuple[str, str], list[str]] = {}
        everything: dict[str, list[str]] = {}
        for each in comments:
            texts = [said.text for said in each.said]
            self._said.setdefault((each.id, each.lang), []).extend(texts)
            everything.setdefault(each.id, []).extend(texts)
        small = (_CAPITAL.sub(" ", "\n".join(texts)) for texts in everything.values())
        self._common = common_words(small, THEME)

    def knows(self, member: Member) -> bool:
        """Whether this person said something in this language."""
        return (member.person, member.lang) in self._said

    def cluster(self, members: Sequence[Member], first: str) -> Cluster | None:
        """The extracts of one cluster, most typical first; None with fewer than five people.

        One language only: `first`, else the one that most of them wrote in. A name in one language
        cannot be checked against words of another.
        """
        by_lang: dict[str, dict[str, str]] = {}
        for each in members:
            shown = self.extract(each.person, each.lang)
            if shown and nearest(each.lang, self._speeches) is not None:
                by_lang.setdefault(each.lang, {})[each.person] = shown
        enough = {lang: said for lang, said in by_lang.items() if len(said) >= THEME}
        if not enough:
            return None
        lang = max(sorted(enough), key=lambda lang: (lang == first, len(enough[lang])))
        extracts = tuple(enough[lang].values())[:MOST_EXTRACTS]
        return Cluster(members[0].cluster, lang, extracts)

    def extract(self, person: str, lang: str) -> str:
        """What may be shown of this person's words; nothing where too little is left."""
        shown = self._shown("\n".join(self._said.get((person, lang), ())), lang)
        if len(shown) > MOST_CHARACTERS:
            shown = shown[: MOST_CHARACTERS + 1].rpartition(" ")[0]
        return shown if len(words(shown)) >= LEAST_WORDS else ""

    def _shown(self, text: str, lang: str) -> str:
        found = self._redactor.redact(text, lang, self._common)
        firsts = _first_words(found.text)
        pieces = []
        at = 0
        for risk in found.risks:
            if not self._may_stay(found.text[risk.start : risk.end], risk, firsts):
                pieces += [found.text[at : risk.start], GAP]
                at = risk.end
        plain = _MASK_OR_NUMBER.sub(GAP, "".join([*pieces, found.text[at:]]))
        return _GAPS.sub(f" {GAP} ", " ".join(_ODD.sub(" ", plain).split())).strip()

    def _may_stay(self, word: str, risk: Risk, firsts: set[int]) -> bool:
        """Whether a marked word is one that many use, and is not written like a name."""
        small = not word[0].isupper() or risk.start in firsts
        return small and risk.why != "name" and fold(word) in self._common


def _first_words(text: str) -> set[int]:
    found = (WORD.search(text, start, end) for start, end in sentences(text))
    return {word.start() for word in found if word is not None}
