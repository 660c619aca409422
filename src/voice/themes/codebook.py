"""`Codebook`: what people may speak of, and the words that suggest it. People can read and edit it.

Source: docs/spec/codebook.md.
"""

from typing import Annotated, Literal, Self

import msgspec

from voice.forms.model import Side
from voice.forms.round import fingerprint

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_.-]{0,63}\Z")]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Count = Annotated[int, msgspec.Meta(ge=0)]
Kind = Literal["word", "prefix", "phrase"]
Source = Literal["human", "suggested", "learned"]
"""Who thought of a term: a person, the program by likeness, or the program from coded words."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Term(_Part, frozen=True):
    """A word, a `prefix*` or a phrase that suggests a theme, and how well it has done so."""

    text: Text = msgspec.field(name="term")
    not_near: tuple[Text, ...] = ()
    """Words which, close by, mean that it speaks of something else."""
    source: Source = "human"
    by: str = ""
    """The role of who added it: "panel", "facilitator". Never a name."""
    since: Count = 0
    """The version it came with; 0 where that was not kept."""
    confirmed: Count = 0
    """How often a person who read an extract agreed with it."""
    rejected: Count = 0

    @property
    def kind(self) -> Kind:
        """How it is looked for."""
        if len(self.text.replace("-", " ").split()) > 1:
            return "phrase"
        return "prefix" if self.text.endswith("*") else "word"

    @property
    def shown(self) -> int:
        """How often a person looked at what it found."""
        return self.confirmed + self.rejected


class Meant(_Part, frozen=True):
    """One theme in one language: its name and meaning there, where translated, and its terms."""

    name: str = ""
    meaning: str = ""
    terms: tuple[Term, ...] = ()


class Cues(_Part, frozen=True):
    """One flag in one language: the terms that raise it."""

    terms: tuple[Term, ...] = ()


class Contrast(_Part, frozen=True):
    """Two sentences on one theme, said plainly and with a "not". A check codes both."""

    theme: Id
    plain: str
    negated: str


class Language(_Part, frozen=True, kw_only=True):
    """All the words of one language: one file, `terms/<tag>.toml`."""

    tag: str
    draft: bool
    """True until a person who speaks the language has read its terms."""
    note: str = ""
    """What a reader of the file should look at first."""
    joined: tuple[Text, ...] = ()
    """What is written at the front of a word, as one word with it: "in", "of", "and"."""
    bare: bool = False
    """Whether people also write it without accents and tone marks."""
    not_after: Annotated[int, msgspec.Meta(ge=0, le=3)] = 0
    """Up to how many words after a term a "not" speaks of it: 0 in English, 2 in Hindi."""
    themes: dict[Id, Meant] = msgspec.field(name="theme", default_factory=dict)
    flags: dict[Id, Cues] = msgspec.field(name="flag", default_factory=dict)
    contrasts: tuple[Contrast, ...] = msgspec.field(name="contrast", default=())


class Group(_Part, frozen=True):
    """A family of themes, and the heading of the Modern Slavery Core Outcome Set it reports to."""

    id: Id
    name: str
    outcome: str = ""


class Theme(_Part, frozen=True):
    """One code: its plain name, meaning and examples. Its terms stand with their language."""

    id: Id
    group: Id
    name: Text
    meaning: str
    not_this: str = ""
    side: Side = "either"
    """`helped` or `hard` where the theme itself says which; else the question does."""
    status: Literal["active", "merged", "dropped"] = "active"
    into: str = ""
    """The theme that a merged one went into. Its id is never used again."""
    good: tuple[str, ...] = ()
    """Sentences that belong to it, of help."""
    hard: tuple[str, ...] = ()

    @property
    def exemplars(self) -> tuple[str, ...]:
        """All its example sentences, in the codebook's language."""
        return self.good + self.hard


class FlagKind(_Part, frozen=True):
    """Words that a person must see soon. Never a theme, never shown to a panel."""

    id: Id
    name: str
    meaning: str
    queue: Literal["safeguarding", "reader"]
    route: str


class Codebook(_Part, frozen=True, kw_only=True):
    """All themes, flags and terms of one version."""

    id: Id
    version: Annotated[int, msgspec.Meta(ge=1)]
    parent: str = ""
    """The fingerprint of the version that the edits were made to."""
    lang: str
    """The language of names, meanings and examples."""
    nothing: str = ""
    """The theme of comments in a file that say nothing; without it they have none."""
    groups: tuple[Group, ...] = msgspec.field(name="group")
    themes: tuple[Theme, ...] = msgspec.field(name="theme")
    flags: tuple[FlagKind, ...] = msgspec.field(name="flag", default=())
    languages: tuple[Language, ...] = msgspec.field(name="language", default=())
    """By tag."""

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits: changes with any word of the codebook."""
        return fingerprint(self)

    @property
    def counting(self) -> str:
        """16 hexadecimal digits: changes with whatever can change a count, and with nothing else.

        Counts of two rounds may stand in one series when this is the same.
        """
        terms = {
            (language.tag, theme): [(term.text, term.not_near) for term in meant.terms]
            for language in self.languages
            for theme, meant in language.themes.items()
        }
        ways = [(each.tag, each.joined, each.bare, each.not_after) for each in self.languages]
        now = [(theme.id, theme.status, theme.into) for theme in self.themes]
        told = (sorted(terms.items()), sorted(ways), sorted(now))
        return fingerprint((*told, self.nothing) if self.nothing else told)

    @property
    def active(self) -> tuple[Theme, ...]:
        """The themes in use, in order."""
        return tuple(theme for theme in self.themes if theme.status == "active")

    def language(self, tag: str) -> Language | None:
        """The words for `tag`, or for the language that it is a form of; None where there are none.

        "en-GB" finds "en".
        """
        known = {language.tag: language for language in self.languages}
        return known.get(tag) or known.get(tag.partition("-")[0])

    def terms(self, theme: str, tag: str) -> tuple[Term, ...]:
        """The terms of a theme in exactly this language."""
        known = {language.tag: language for language in self.languages}
        return known[tag].themes.get(theme, Meant()).terms if tag in known else ()

    @property
    def merged(self) -> dict[str, str]:
        """The id of each theme that was merged → the id under which its words count today."""
        into = {each.id: each.into for each in self.themes if each.status == "merged"}
        now = {}
        for theme in into:
            last = theme
            while last in into:
                last = into[last]
            now[theme] = last
        return now

    def with_parent(self, theme: Theme, parts: tuple[str, ...]) -> Self:
        """This codebook with a theme before all others that has the terms of its parts, too."""
        languages = tuple(
            msgspec.structs.replace(
                language, themes={theme.id: _union(language, parts), **language.themes}
            )
            for language in self.languages
        )
        return msgspec.structs.replace(self, themes=(theme, *self.themes), languages=languages)


def _union(language: Language, parts: tuple[str, ...]) -> Meant:
    terms = [term for part in parts for term in language.themes.get(part, Meant()).terms]
    return Meant(terms=tuple({term.text: term for term in reversed(terms)}.values())[::-1])
