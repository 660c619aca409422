"""`offered_words`: what a round says in one language, every gap filled, or what is missing."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import msgspec

from voice.languages.catalogue import Catalogue, Key
from voice.languages.registry import Direction, language
from voice.languages.status import Status

_GAP = re.compile(r"\{(\w+)\}")
_ISOLATE, _END = "\u2068", "\u2069"
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class Wording(msgspec.Struct, frozen=True):
    """The words of a round in one language, by context. It may be offered only when `whole`."""

    tag: str
    status: Status
    words: dict[str, str]
    missing: tuple[Key, ...]
    """Messages that nobody has put into this language yet."""
    unfilled: tuple[str, ...]
    """Names of gaps that nothing fills."""

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing and not self.unfilled


def offered_words(
    messages: Iterable[Key],
    catalogue: Catalogue,
    fill: Mapping[str, str],
    phrases: Mapping[str, str],
) -> Wording:
    """Every message in the catalogue's language with its gaps filled.

    `fill` gives the words for a gap ({service}) as the round's plan has them in this language;
    `phrases` names, for a gap, the context of a message that fills it ({when} is
    `promise.when_one_month`), so that it is in the same language.
    """
    wanted = list(messages)
    found = {context: catalogue.text(context, english) for context, english in wanted}
    direction = language(catalogue.tag).direction
    gaps = {name: _set_apart(text, direction) for name, text in fill.items()}
    gaps |= {name: text for name, at in phrases.items() if (text := found.get(at))}
    words = {
        context: _GAP.sub(lambda gap: gaps.get(gap[1], gap[0]), text)
        for context, text in found.items()
        if text is not None
    }
    named = {name for text in found.values() if text for name in _GAP.findall(text)}
    return Wording(
        tag=catalogue.tag,
        status=catalogue.status,
        words=words,
        missing=tuple(catalogue.missing(wanted)),
        unfilled=tuple(sorted(named - set(gaps))),
    )


def _set_apart(text: str, direction: Direction) -> str:
    """`text` inside marks that keep a name of the other direction in one piece."""
    directions = {_STRONG.get(unicodedata.bidirectional(each)) for each in text}
    return f"{_ISOLATE}{text}{_END}" if directions - {direction, None} else text
