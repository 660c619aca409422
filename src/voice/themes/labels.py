"""`propose_labels`: noun phrases that come again in words no theme matched. English only.

Ideas for a reader who extends the codebook; never counted, never shown outside the desk. TextBlob's
chunker is used because it needs no downloads. Source: textblob.en.parse (pattern.en).
"""

from collections import Counter
from collections.abc import Iterable

import msgspec
from textblob.en import parse

from voice.themes.normalise import fold, plain_digits, tidy

LEAST_ANSWERS = 5
MOST_LABELS = 20
MOST_CHARACTERS = 1_000
"""Of each text: the parser's time grows with the square of what has no sentence ends."""
_NAMING = frozenset({"NN", "NNS", "JJ", "VBG"})
_EMPTY = frozenset(
    "nothing everything something anything thing things lot bit way time day people person".split()
)


class Label(msgspec.Struct, frozen=True):
    """A phrase and in how many answers it stands."""

    words: str
    answers: int


def propose_labels(texts: Iterable[str], lang: str) -> tuple[Label, ...] | None:
    """Phrases of at least five answers, most frequent first. None where it cannot read `lang`.

    `texts` holds one text for each answer, already redacted.
    """
    if lang.partition("-")[0] != "en":
        return None
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(_phrases(text))
    ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Label(words, n) for words, n in ranked if n >= LEAST_ANSWERS)[:MOST_LABELS]


def _phrases(text: str) -> set[str]:
    """The noun phrases of a text: the naming words at the end of each noun chunk."""
    found: set[str] = set()
    held: list[str] = []
    for token in [*str(parse(tidy(text)[:MOST_CHARACTERS])).split(), "./././O"]:
        word, tag, chunk, *_ = token.split("/")
        if chunk == "I-NP" and tag in _NAMING:
            held.append(word)
            continue
        found.add(_phrase(held))
        held = [word] if chunk == "B-NP" and tag in _NAMING else []
    return found - {""}


def _phrase(held: list[str]) -> str:
    words = [fold(word) for word in held]
    plain = all(word.isalpha() and len(word) > 1 for word in words)
    if not words or not plain or plain_digits(words[-1]).isdigit() or words[-1] in _EMPTY:
        return ""
    return " ".join(words[-3:])
