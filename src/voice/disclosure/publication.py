"""`Publication`: what anyone may read. Typed data only, and only this room can make one.

Source: docs/spec/publication.md.
"""

from typing import Annotated, Literal, final

import msgspec

from voice.disclosure.cells import People, Sides
from voice.disclosure.limits import NUMBER, Hidden, Mood, Part, Rounded, Screen
from voice.errors import NotReadable, Refused

ThemeId = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_.-]{0,63}\Z")]
Hex = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
Week = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-W[0-9]{2}\Z")]


class Raised(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A theme chosen for publication, with the people who raised it."""

    theme: str
    sides: Sides


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a publication is made of. It never leaves the desk."""

    number: int
    """1 for a round's first publication, then up by one."""
    round: str
    practice: bool
    weeks: tuple[str, str]
    """The first and last week of the answers, `2026-W40`."""
    codebook: str
    """Fingerprint of the codebook the answers were counted with."""
    answered: People
    raised: tuple[Raised, ...]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One theme: `about` or, where there is a bar, `parts`; never both."""

    theme: ThemeId
    people: Literal["some", "many", "about"]
    about: Rounded | None = None
    parts: Annotated[tuple[Part, ...], msgspec.Meta(max_length=3)] = ()
    mood: Mood | None = None


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The fields of the file."""

    v: Literal[1] = 1
    number: Annotated[int, msgspec.Meta(ge=1)]
    round: Hex
    weeks: tuple[Week, Week]
    codebook: Hex
    answered: Rounded
    """About how many people answered."""
    lines: Annotated[tuple[Line, ...], msgspec.Meta(max_length=70)]


_PERMIT = object()


@final
class Publication:
    """A safe summary of one round. Made by `publish`, or read back by `read_publication`."""

    __slots__ = ("_content",)

    def __init__(self, content: Content, permit: object = None) -> None:
        if permit is not _PERMIT:
            raise Refused(
                "publication-unscreened",
                "A publication was built without going through the limits.",
                "Use `publish` with the round's people.",
            )
        self._content = content

    @property
    def content(self) -> Content:
        """What it says."""
        return self._content

    def to_bytes(self) -> bytes:
        """The one way to write it down: JSON with sorted keys."""
        return msgspec.json.encode(self._content, order="deterministic")


def publish(draft: Draft, screen: Screen) -> Publication:
    """Puts a round through the public limits.

    Raises:
        Refused: "practice-round"; "too-few-answers", under eight; "publication-shape", when an id
            or a week is not written as it must be.
    """
    _refuse_unless_publishable(draft, screen)
    content = Content(
        number=draft.number,
        round=draft.round,
        weeks=draft.weeks,
        codebook=draft.codebook,
        answered=screen.about(draft.answered),
        lines=tuple(_line(raised, screen, draft.answered) for raised in draft.raised),
    )
    try:
        return read_publication(msgspec.json.encode(content))
    except NotReadable as problem:
        raise Refused("publication-shape", problem.message, "Nothing was published.") from problem


def read_publication(file: bytes) -> Publication:
    """Reads what `to_bytes` wrote, and nothing that breaks the limits.

    Raises:
        NotReadable: "publication-unreadable", when it is not such a file or holds a number, a
            total beside its parts or an id that no screen would have let through.
    """
    try:
        content = msgspec.json.decode(file, type=Content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise NotReadable("publication-unreadable", f"Not a publication: {problem}") from problem
    themes = [line.theme for line in content.lines]
    if len(set(themes)) < len(themes):
        raise NotReadable("publication-unreadable", "A theme is published twice.")
    for line in content.lines:
        _check_line(line, content.answered)
    return Publication(content, _PERMIT)


def _refuse_unless_publishable(draft: Draft, screen: Screen) -> None:
    if draft.practice:
        raise Refused("practice-round", "A practice round is never published.")
    if not screen.passes(draft.answered, NUMBER):
        raise Refused(
            "too-few-answers",
            "Too few people have answered to publish anything.",
            "Wait for more answers, or hold one round together with another place.",
        )


def _line(raised: Raised, screen: Screen, answered: People) -> Line:
    told = screen.theme_publicly(raised.sides, answered)
    mood = None if isinstance(told.mood, Hidden) else told.mood
    if isinstance(told.people, Hidden):
        return Line(raised.theme, "some")
    about = None if told.bar else told.people.about
    return Line(raised.theme, told.people.people, about, told.bar, mood)


def _check_line(line: Line, answered: int) -> None:
    sides = [part.side for part in line.parts]
    whole = line.about or sum(part.about for part in line.parts)
    counted = line.people == "about"
    sound = (
        (line.about is not None) + bool(line.parts) == counted
        and len(set(sides)) == len(sides) != 1
        and (not counted or whole < answered)
        and not (line.people == "some" and line.mood)
    )
    if not sound:
        raise NotReadable(
            "publication-unreadable",
            f"The line of {line.theme} tells more than the limits let through.",
        )
