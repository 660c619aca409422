"""`make_report`: one HTML file for a panel. It loads nothing, runs nothing and prints well.

No clock and no chance: the same input gives the same bytes.
"""

import base64
import datetime
import hashlib
from importlib import resources
from typing import Literal

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from voice.disclosure.cells import People
from voice.disclosure.limits import BAR, NUMBER, Hidden, Screen, Shown, a_few
from voice.forms.inside import Mode
from voice.panels.cards import Cards, make_cards
from voice.panels.visible import visible
from voice.themes.codebook import Codebook
from voice.themes.counts import Counts
from voice.themes.speech import load_speech

Way = Mode | Literal["beside"]
"""How an answer came: its door's mode, or what the person said of who was there."""

WAYS: dict[Way, str] = {
    "self": "on their own",
    "nearby": "with a worker nearby",
    "beside": "with an interpreter, a friend or family beside them",
    "writing": "with a worker who wrote for them",
    "phone": "with an interpreter on the phone",
    "paper": "on paper",
}


class ReportInput(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a report is made of. Ids of answers go in; none comes out."""

    service: str
    form_title: str
    practice: bool
    asked: tuple[str, str]
    """First and last ISO week in which the round asks: `2026-W40`. Answers do not tell theirs."""
    next_reading: str
    """The ISO week in which answers are read next, or empty when the round is over."""
    safety_checked: bool
    """Whether a person has read everything for signs of danger."""
    counts: Counts
    codebook: Codebook
    rows: dict[str, tuple[str, ...]] = {}
    """Broad rows among the codebook's themes, and the themes that each stands for."""
    screen: Screen
    ways: dict[Way, People] = {}
    """How the answers came."""
    set_apart: int = 0
    """Sealed files that could not be opened or did not fit."""
    withdrawn: int = 0


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the template may know: words and rounded numbers."""

    service: str
    form_title: str
    practice: bool
    first_week: str
    last_week: str
    next_reading: str
    safety_checked: bool
    enough: bool
    answered: Shown | Hidden
    in_words: Shown | Hidden
    not_analysed: Shown | Hidden
    unmatched: Shown | Hidden
    covered: int | None
    """Of a hundred people who wrote, about how many said what a theme knows."""
    cards: Cards
    ways: tuple[str, ...]
    every_way: bool
    set_apart: int | None
    withdrawn: int | None
    left_out: bool
    draft_languages: tuple[str, ...]
    codebook_version: int
    codebook_fingerprint: str


def make_report(told: ReportInput) -> str:
    """The report as one HTML document.

    Raises:
        ValueError: when a week is not an ISO week.
    """
    style = resources.files("voice.panels").joinpath("report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    pages = Environment(
        loader=PackageLoader("voice.panels", package_path=""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["visible"] = visible
    page = pages.get_template("report.html.jinja")
    return page.render(told=_told(told), style=Markup(style), style_digest=digest)  # noqa: S704


def _told(given: ReportInput) -> _Told:
    counts, screen = given.counts, given.screen
    return _Told(
        service=given.service,
        form_title=given.form_title,
        practice=given.practice,
        first_week=_monday(given.asked[0]),
        last_week=_monday(given.asked[1]),
        next_reading=_monday(given.next_reading) if given.next_reading else "",
        safety_checked=given.safety_checked,
        enough=screen.open_to_panel(counts.answered),
        answered=_answered(counts.answered, screen),
        in_words=screen.told(counts.in_words, counts.answered),
        not_analysed=screen.told(counts.not_analysed, counts.answered),
        unmatched=screen.told(counts.unmatched, counts.answered),
        covered=_covered(counts, screen),
        cards=make_cards(counts, given.codebook, screen, given.rows),
        ways=_ways(given),
        every_way=len(_ways(given)) == len(WAYS),
        set_apart=a_few(given.set_apart),
        withdrawn=a_few(given.withdrawn),
        left_out=bool(screen.burst & counts.answered),
        draft_languages=_drafts(given.codebook),
        codebook_version=given.codebook.version,
        codebook_fingerprint=given.codebook.fingerprint,
    )


def _covered(counts: Counts, screen: Screen) -> int | None:
    """Worked out from numbers that are shown anyway, to the nearest five."""
    wrote = screen.told(counts.in_words, counts.answered)
    other = screen.told(counts.unmatched, counts.answered)
    if isinstance(wrote, Hidden) or isinstance(other, Hidden) or not (wrote.about and other.about):
        return None
    known = wrote.about - other.about
    return round(20 * known / wrote.about) * 5 if known >= NUMBER else None


def _drafts(codebook: Codebook) -> tuple[str, ...]:
    speeches = load_speech()
    return tuple(speeches[each.tag].name for each in codebook.languages if each.draft)


def _answered(people: People, screen: Screen) -> Shown:
    if not screen.passes(people, NUMBER):
        return Shown("some")
    return Shown("about", screen.about(people))


def _ways(given: ReportInput) -> tuple[str, ...]:
    """The ways that enough people used, without numbers: all of them would add up to the total."""
    counts, screen = given.counts, given.screen
    if not screen.passes(counts.answered, BAR):
        return ()
    return tuple(
        words
        for way, words in WAYS.items()
        if screen.passes(given.ways.get(way, frozenset()), NUMBER)
    )


def _monday(week: str) -> str:
    """`2026-W40` as "28 September 2026", the Monday it begins with."""
    year, _, number = week.partition("-W")
    monday = datetime.date.fromisocalendar(int(year), int(number), 1)
    return f"{monday.day} {monday:%B %Y}"
