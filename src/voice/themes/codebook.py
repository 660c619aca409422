"""`Codebook`: what people may speak of, and the words that suggest it. People can read and edit it.

Source: docs/spec/codebook.md.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from voice.errors import OperatorMustFix
from voice.forms.round import fingerprint
from voice.themes.speech import load_speech

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_.-]{0,63}\Z")]
Term = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Terms = dict[str, tuple[Term, ...]]
"""Language tag → words, `prefix*` and phrases."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Group(_Part, frozen=True):
    """A family of themes."""

    id: Id
    name: str


class Theme(_Part, frozen=True):
    """One code: its plain name, meaning, examples, and the terms that suggest it."""

    id: Id
    group: Id
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    meaning: str
    not_this: str = ""
    good: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    terms: Terms = {}
    not_near: dict[str, dict[Term, tuple[str, ...]]] = {}
    """Language tag → term → words which, close by, mean that it speaks of something else."""


class FlagKind(_Part, frozen=True):
    """Words that a person must see soon. Never a theme, never shown to a panel."""

    id: Id
    name: str
    meaning: str
    queue: Literal["safeguarding", "reader"]
    route: str
    cues: Terms


class Codebook(_Part, frozen=True):
    """All themes and flags, with a version that people raise when they change it."""

    id: Id
    version: Annotated[int, msgspec.Meta(ge=1)]
    lang: str
    """The language of names and meanings."""
    groups: tuple[Group, ...] = msgspec.field(name="group")
    themes: tuple[Theme, ...] = msgspec.field(name="theme")
    flags: tuple[FlagKind, ...] = msgspec.field(name="flag")

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits: changes with any word of the codebook."""
        return fingerprint(self)

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that it has words in."""
        tags = {tag for theme in self.themes for tag in theme.terms}
        return tuple(sorted(tags | {tag for flag in self.flags for tag in flag.cues}))


def load_codebook(path: Path | None = None) -> Codebook:
    """Reads a codebook; without a path, the shipped one.

    Raises:
        OperatorMustFix: "codebook-unreadable", "codebook-double" or "codebook-unknown".
    """
    shipped = resources.files("voice.themes") / "codebook.toml"
    try:
        text = path.read_text("utf-8") if path else shipped.read_text("utf-8")
        codebook = msgspec.convert(tomllib.loads(text), Codebook)
    except (OSError, ValueError) as problem:
        raise OperatorMustFix(
            "codebook-unreadable",
            f"The codebook {path or 'that is shipped'} cannot be read: {problem}",
            "Compare it with the shipped one; docs/spec/codebook.md describes the format.",
        ) from problem
    _check(codebook)
    return codebook


def _check(codebook: Codebook) -> None:
    _no_doubles("theme", (theme.id for theme in codebook.themes))
    _no_doubles("flag", (flag.id for flag in codebook.flags))
    groups = {group.id for group in codebook.groups}
    tags = set(load_speech())
    for theme in codebook.themes:
        _known(theme.id, "group", {theme.group}, groups)
        _known(theme.id, "language", set(theme.terms) | set(theme.not_near), tags)
        for tag, guarded in theme.not_near.items():
            _known(theme.id, "term", set(guarded), set(theme.terms.get(tag, ())))
    for flag in codebook.flags:
        _known(flag.id, "language", set(flag.cues), tags)


def _no_doubles(what: str, ids: Iterable[str]) -> None:
    doubles = sorted(each for each, times in Counter(ids).items() if times > 1)
    if doubles:
        raise OperatorMustFix(
            "codebook-double",
            f"The codebook has more than one {what} called {', '.join(doubles)}.",
            "Give each its own id; ids of themes that are gone are never used again.",
        )


def _known(owner: str, what: str, used: set[str], known: set[str]) -> None:
    unknown = sorted(used - known)
    if unknown:
        raise OperatorMustFix(
            "codebook-unknown",
            f"{owner} names the {what} {', '.join(unknown)}, which is not known.",
            f"Correct the spelling or add the {what}.",
        )
