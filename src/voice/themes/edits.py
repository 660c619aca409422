"""`Edit`: one decision of people about a codebook. Edits make version N+1; they are never undone.

Source: docs/spec/codebook.md.
"""

import datetime
from typing import Annotated, Literal

import msgspec

from voice.themes.codebook import Id, Source, Text

Role = Literal["panel", "facilitator", "reader", "speaker"]
"""Who decided. There is no place for a name. `speaker`: who speaks the language as their own."""
Tag = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}\Z")]
Times = Annotated[int, msgspec.Meta(ge=1)]


class _Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="op"):
    by: Role
    on: datetime.date
    theme: Id


class _OfTerm(_Edit, frozen=True):
    lang: Tag
    term: Text


class Confirm(_OfTerm, frozen=True, tag="confirm"):
    """Who read what the term found, so many times, agreed that it speaks of the theme."""

    times: Times = 1


class Reject(_OfTerm, frozen=True, tag="reject"):
    """Who read what the term found, so many times, did not agree."""

    times: Times = 1


class AddTerm(_OfTerm, frozen=True, tag="add-term"):
    """A new term of a theme."""

    not_near: tuple[Text, ...] = ()
    source: Source = "human"


class DropTerm(_OfTerm, frozen=True, tag="drop-term"):
    """The term no longer suggests the theme."""


class Move(_OfTerm, frozen=True, tag="move"):
    """The term suggests another theme instead."""

    into: Id


class Merge(_Edit, frozen=True, tag="merge"):
    """The theme becomes part of another: its terms and examples go there, its id is never free."""

    into: Id


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A new theme that takes some terms of the one that is split: language → terms."""

    id: Id
    name: Text
    meaning: str
    terms: dict[Tag, tuple[Text, ...]]


class Split(_Edit, frozen=True, tag="split"):
    """New themes are taken out of one; it keeps what they do not take."""

    parts: Annotated[tuple[Part, ...], msgspec.Meta(min_length=1)]


class Rename(_Edit, frozen=True, tag="rename"):
    """Another name, and meaning if one is given. Counts stay the same.

    With `lang`, the name in that language; without, in the codebook's own.
    """

    name: Text
    meaning: str = ""
    lang: Tag | None = None


class AddTheme(_Edit, frozen=True, tag="add-theme"):
    """A new theme, without terms yet."""

    group: Id
    name: Text
    meaning: str


Edit = Confirm | Reject | AddTerm | DropTerm | Move | Merge | Split | Rename | AddTheme
