"""`Form` and its question kinds: what is asked, in the source language only.

Source: docs/spec/form.md. `required` cannot be written: nothing a person is asked is required.
"""

from typing import Literal

import msgspec

Side = Literal["helped", "hard", "either"]
Role = Literal["", "consent", "present", "overall"]
Audience = Literal["survivor", "worker", "partner"]

Condition = dict[str, tuple[str, ...] | Literal["answered", "unanswered"]]
"""Question id → the option ids that fulfil it, or `answered`, or `unanswered` (so that a question
which depends on a skipped one can still show). All entries must hold (AND)."""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row to choose. `quiet` rows ("I don't know") look softer and never count as a theme."""

    id: str
    text: str
    codes: tuple[str, ...] = ()
    quiet: bool = False


class Question(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
    kw_only=True,
):
    """What every kind has: an id (a slug), its words, when it shows and what it stands for."""

    id: str
    ask: str
    hint: str = ""
    section: str = ""
    """The optional part it belongs to, in words; empty: asked whichever parts are chosen."""
    side: Side = "either"
    role: Role = ""
    codes: tuple[str, ...] = ()
    show_if: tuple[Condition, ...] = ()
    """Shown when any of these conditions holds (OR); always, when there are none."""


class One(Question, frozen=True, kw_only=True, omit_defaults=True, tag="one"):
    """Choose one row, or none."""

    options: tuple[Option, ...]


class Many(Question, frozen=True, kw_only=True, omit_defaults=True, tag="many"):
    """Choose any rows, up to `max` where it is given."""

    options: tuple[Option, ...]
    max: int | None = None


class Scale(Question, frozen=True, kw_only=True, omit_defaults=True, tag="scale"):
    """Worded steps from one end to the other; the answer is the option's id."""

    options: tuple[Option, ...]


class Words(Question, frozen=True, kw_only=True, omit_defaults=True, tag="text"):
    """A box for the person's own words."""


class Note(Question, frozen=True, kw_only=True, omit_defaults=True, tag="note"):
    """Something to read; it takes no answer."""


class Permission(Question, frozen=True, kw_only=True, omit_defaults=True, tag="permission"):
    """Who else may see the person's words. The first option is the most private and the default."""

    options: tuple[Option, ...]


AnyQuestion = One | Many | Scale | Words | Note | Permission
Choosing = (One, Many, Scale, Permission)
"""The kinds that have options."""


class Form(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """One form, as its author wrote it: words in the language `lang`, placeholders unfilled."""

    id: str
    version: int
    lang: str
    title: str
    audience: Audience = "survivor"
    minutes: str
    """How long it takes, in words: "5 to 10 minutes"."""
    start: tuple[str, ...] = ()
    """Sentences of the start page that belong to this form, after the title."""
    questions: tuple[AnyQuestion, ...] = msgspec.field(name="question")
