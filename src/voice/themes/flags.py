"""Words that a person must see soon: danger, a child, staff. For the desk's queues only.

A flag is a reason to read an answer first. It is not a finding, and no report to a panel counts it.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from voice.themes.codebook import Codebook
from voice.themes.coding import Matcher
from voice.themes.heard import Heard
from voice.themes.normalise import tidy


class Flag(msgspec.Struct, frozen=True):
    """A cue in one answer. `words` are the codebook's, not the person's."""

    answer: str
    question: str
    flag: str
    queue: Literal["safeguarding", "reader"]
    words: tuple[str, ...]


def find_flags(heard: Iterable[Heard], codebook: Codebook) -> tuple[Flag, ...]:
    """Every flag of every text, in the order of the answers.

    Each text is held against the cues of all languages: somebody may write in another language
    than the form's. A "not" takes nothing away. What no language of the codebook knows is not
    found, so a reader still reads every answer.
    """
    matcher = Matcher.of_flags(codebook)
    queues = {flag.id: flag.queue for flag in codebook.flags}
    found = []
    for each in heard:
        for said in each.said:
            cues: dict[str, set[str]] = {}
            text = tidy(said.text)
            for hit in matcher.hits(text):
                cues.setdefault(hit.owner, set()).add(hit.term)
            found += [
                Flag(each.id, said.question, flag, queues[flag], tuple(sorted(words)))
                for flag, words in sorted(cues.items())
            ]
    return tuple(found)
