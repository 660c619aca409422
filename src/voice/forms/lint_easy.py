"""`easy_findings`: whether Easy Read English is easy. It sees length, never meaning: people do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from voice.forms import lint_words
from voice.forms.grade import grade, sentences, words
from voice.forms.lint import Finding

MAX_EASY_GRADE = 2.0
MAX_EASY_WORDS = 10
"""The most words of a sentence."""
NOT_OURS = ("helpline.",)
"""Contexts whose words are names that others chose."""


def easy_findings(texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """What is too hard in the Easy Read `texts`: context (empty for pages) and words.

    Each sentence stands on a line of its own and is short; all words of a form, of the promises and
    of the pages read, each together, at grade 2 or below.
    """
    together: dict[str, list[str]] = defaultdict(list)
    for place, text in texts:
        if not place.startswith(NOT_OURS):
            together[place.partition(".")[0] if "." in place else ""].append(text)
            yield from _text_findings(place or text, text)
    for place, said in together.items():
        found = grade(said)
        if found > MAX_EASY_GRADE:
            hard = f"it reads at grade {found:.1f}; Easy Read is {MAX_EASY_GRADE:.0f} at most"
            yield Finding("refuse", "easy-grade", place or "pages", hard, "use shorter words")


def _text_findings(place: str, text: str) -> Iterator[Finding]:
    for line in text.split("\n"):
        said = sentences(line)
        if len(said) > 1:
            told = f"{len(said)} sentences on one line; each idea has a line of its own"
            yield Finding("refuse", "easy-line", place, told, "begin a new line")
        for each in said:
            count = len(words(each))
            if count > MAX_EASY_WORDS:
                told = f"a sentence of {count} words; Easy Read has {MAX_EASY_WORDS} at most"
                yield Finding("refuse", "easy-sentence", place, told, "make two of it")
    for word in map(str.lower, words(text)):
        plain = lint_words.HARD.get(word) or lint_words.FORBIDDEN.get(word)
        if plain:
            yield Finding("refuse", "easy-word", place, f"the word {word!r}", f"say: {plain}")
