"""`count`: who raised which theme, by ticks and by suggestion, always apart.

The result holds ids of answers. It stays at the desk; what others are told goes through
`voice.disclosure`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from voice.disclosure.cells import People, Sides
from voice.forms.model import Side
from voice.languages.registry import SOURCE
from voice.themes.codebook import Codebook
from voice.themes.coding import Hit, Matcher
from voice.themes.flags import Flag, find_flags
from voice.themes.heard import Heard, Said
from voice.themes.language import Ear
from voice.themes.normalise import sentences, tidy
from voice.themes.sides import Silence, divide
from voice.themes.speech import Speech, load_speech, nearest

State = Literal["suggested", "unmatched", "nothing", "not-analysed"]
"""`nothing`: it says that there is nothing to say."""


SAYS_NOTHING = "(nothing to say)"
"""Stands as the term where a codebook has a theme for such words."""


class Coded(msgspec.Struct, frozen=True):
    """One answer's words to one question, with what they suggest.

    `text` is the tidied text; the hits' places are in it.
    """

    answer: str
    said: Said
    text: str
    state: State
    hits: tuple[Hit, ...] = ()


class ThemeCount(msgspec.Struct, frozen=True, kw_only=True):
    """One theme's people. Suggestions are never added to ticks."""

    theme: str
    ticked: Sides
    suggested: Sides
    why: dict[str, People]
    """Term of the codebook → whose words it was found in."""
    quotable: People
    """Who raised it in words, shares them, and wrote nothing that a safeguarding lead must see."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """A whole round counted with one codebook."""

    codebook: str
    """The codebook's fingerprint."""
    answered: People
    in_words: People
    nothing: People
    """Who wrote that there is nothing to say, and nothing else."""
    matched: People
    """Whose words suggested a theme."""
    unmatched: People
    """Whose words suggested no theme."""
    not_analysed: People
    """Who wrote in a language the codebook has no words for."""
    themes: tuple[ThemeCount, ...]
    """In the codebook's order, themes of nobody too."""


class _Reader:
    """Codes texts sentence by sentence, each in the language it is written in."""

    def __init__(self, codebook: Codebook) -> None:
        self._speeches = load_speech()
        self._codebook = codebook
        self._coded = {each.tag: self._speeches[each.tag] for each in codebook.languages}
        self._ear = Ear(self._speeches)
        self._matchers: dict[str, Matcher] = {}
        self._silences: dict[str, Silence] = {}

    def code(self, heard: Heard, said: Said) -> Coded:
        text = tidy(said.text)
        speech = nearest(heard.lang, self._speeches)
        if speech is not None and self._silence(speech).says_nothing(text):
            return Coded(heard.id, said, text, "nothing", self._of_nothing(text))
        hits: list[Hit] = []
        all_read = True
        for start, end in sentences(text):
            extract = text[start:end]
            speech = nearest(self._ear.language(extract, heard.lang), self._coded)
            if speech is None:
                all_read = False
                continue
            for hit in self._matcher(speech).hits(extract):
                moved = (hit.start + start, hit.end + start)
                hits.append(Hit(*moved, hit.owner, hit.term, hit.negated))
        state: State = "suggested" if hits else "unmatched" if all_read else "not-analysed"
        return Coded(heard.id, said, text, state, tuple(hits))

    def _of_nothing(self, text: str) -> tuple[Hit, ...]:
        theme = self._codebook.merged.get(self._codebook.nothing, self._codebook.nothing)
        return (Hit(0, len(text), theme, SAYS_NOTHING),) if theme else ()

    def _silence(self, speech: Speech) -> Silence:
        if speech.tag not in self._silences:
            self._silences[speech.tag] = Silence(speech, self._speeches[SOURCE])
        return self._silences[speech.tag]

    def _matcher(self, speech: Speech) -> Matcher:
        if speech.tag not in self._matchers:
            self._matchers[speech.tag] = Matcher.of_themes(self._codebook, speech)
        return self._matchers[speech.tag]


def code(heard: Iterable[Heard], codebook: Codebook) -> Iterator[Coded]:
    """Each text of each answer with its suggestions, in the order they come."""
    reader = _Reader(codebook)
    for each in heard:
        for said in each.said:
            if said.text.strip():
                yield reader.code(each, said)


def count(heard: tuple[Heard, ...], codebook: Codebook) -> Counts:
    """Counts people, not mentions: whoever says a thing twice counts once."""
    coded = tuple(code(heard, codebook))
    states: dict[str, set[str]] = defaultdict(set)
    for each in coded:
        states[each.state].add(each.answer)
    shares = _shares(heard, find_flags(heard, codebook))
    spoke = states["suggested"] | states["unmatched"] | states["not-analysed"]
    return Counts(
        codebook=codebook.fingerprint,
        answered=People(each.id for each in heard),
        in_words=People(spoke),
        nothing=People(states["nothing"] - spoke),
        matched=People(states["suggested"]),
        unmatched=People(states["unmatched"] - states["suggested"]),
        not_analysed=People(states["not-analysed"]),
        themes=_themes(codebook, heard, coded, shares),
    )


def _shares(heard: tuple[Heard, ...], flags: tuple[Flag, ...]) -> People:
    held_back = {flag.answer for flag in flags if flag.queue == "safeguarding"}
    return People(each.id for each in heard if each.share != "nobody") - held_back


def _themes(
    codebook: Codebook, heard: tuple[Heard, ...], coded: tuple[Coded, ...], shares: People
) -> tuple[ThemeCount, ...]:
    now = codebook.merged
    ticked: dict[str, list[tuple[str, Side]]] = defaultdict(list)
    suggested: dict[str, list[tuple[str, Side]]] = defaultdict(list)
    why: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in heard:
        for tick in each.ticks:
            for theme in tick.codes:
                ticked[now.get(theme, theme)].append((each.id, tick.side))
    for text in coded:
        for hit in text.hits if text.state != "nothing" else ():
            suggested[hit.owner].append((text.answer, text.said.side))
            why[hit.owner][hit.term].add(text.answer)
    return tuple(
        ThemeCount(
            theme=theme.id,
            ticked=divide(ticked[theme.id]),
            suggested=(said := divide(suggested[theme.id])),
            why={term: People(people) for term, people in sorted(why[theme.id].items())},
            quotable=said.people & shares,
        )
        for theme in codebook.active
    )
