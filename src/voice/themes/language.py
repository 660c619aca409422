"""`Ear`: which language an extract is in. The form's language first, its own words as a check.

Persian and Dari are not told apart by words: the form's language decides. What it does not know is
"", and is not analysed; of what is near one of ours (Italian, near Spanish) some is taken for it.
Source: pycld2 (Compact Language Detector 2), which knows no Kurmanji.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import pycld2
import regex

from voice.themes.normalise import bare, script_of, words
from voice.themes.speech import Speech, nearest

FEW_WORDS = 3
"""With fewer words the form's language is believed, if the script is right."""
MOST_CHARACTERS = 2_000
"""Of each text: more makes nothing surer."""

_OWN_TAGS = {"zh": "zh-Hans", "zh-Hant": "zh-Hans", "ku": "ckb"}
_TWINS = {"fa": "fa-AF", "fa-AF": "fa"}
_WORD, _LETTER, _ENDING = 1.0, 1.0, 0.5
"""What a word says for a language that it is a little word, a letter or an ending of."""
_DETECTOR, _DETECTOR_ALONE, _FORM = 2.5, 1.0, 1.5
_FOREIGN = 0.3
"""Where the detector is sure of a language we lack, ours needs so much of each word."""
_LONGEST_ENDING = 5
_ALONE = "Han"
"""The script of one language of ours that the detector often takes for another."""
_UNREADABLE = regex.compile(r"\p{C}")


class Ear:
    """Knows languages by their script, their words' shapes and a detector's guess."""

    def __init__(self, speeches: Mapping[str, Speech]) -> None:
        self._speeches = speeches
        self._small: dict[str, set[str]] = defaultdict(set)
        self._letters: dict[str, str] = {}
        self._endings: dict[str, set[str]] = defaultdict(set)
        for speech in speeches.values():
            self._letters |= dict.fromkeys(speech.letters, speech.tag)
            for ending in speech.endings:
                self._endings[ending].add(speech.tag)
            for word in speech.small:
                self._small[word.casefold()].add(speech.tag)
                self._small[bare(word)].add(speech.tag)

    def language(self, text: str, form: str = "") -> str:
        """The tag of a tidy text's language; `form` is the tag of the form it was written in.

        Without `form` nothing is believed before the words.
        """
        text = text[:MOST_CHARACTERS]
        script = script_of(text)
        ours = {tag for tag, speech in self._speeches.items() if speech.script == script}
        own = nearest(form, self._speeches)
        believed = own.tag if own is not None and own.tag in ours else ""
        written = {word.casefold() for word in words(text)}
        if not ours or (believed and len(written) < FEW_WORDS):
            return believed
        if script == _ALONE:
            return min(ours)
        return self._decide(self._votes(written, ours), len(written), believed, _detected(text))

    def _votes(self, written: Iterable[str], ours: Collection[str]) -> dict[str, float]:
        votes = dict.fromkeys(sorted(ours), 0.0)
        for word in written:
            said: dict[str, float] = {}
            for size in range(1, min(len(word), _LONGEST_ENDING + 1)):
                said |= dict.fromkeys(self._endings.get(word[-size:], ()), _ENDING)
            said |= {self._letters[char]: _LETTER for char in word if char in self._letters}
            said |= dict.fromkeys(self._small.get(word, ()), _WORD)
            for tag, weight in said.items():
                if tag in votes:
                    votes[tag] += weight
        return votes

    def _decide(self, votes: dict[str, float], size: int, believed: str, guess: str) -> str:
        most = max(votes.values())
        if guess in votes:
            votes[guess] += _DETECTOR if votes[guess] or most < _WORD else _DETECTOR_ALONE
        elif guess and most < _FOREIGN * size:
            return ""
        if believed:
            votes[believed] += _FORM
        best = max(votes, key=lambda tag: votes[tag])
        if not votes[best]:
            return ""
        return believed if believed and best == _TWINS.get(believed) else best


def _detected(text: str) -> str:
    """The detector's tag in our spelling, or "" where it is not sure."""
    try:
        found = pycld2.detect(_UNREADABLE.sub(" ", text), isPlainText=True, bestEffort=True)
    except pycld2.error:
        return ""
    sure, _, guesses = found
    tag = guesses[0][1]
    return _OWN_TAGS.get(tag, tag) if sure and tag != "un" else ""
