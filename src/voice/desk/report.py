"""From a reading to the report for a panel: what each room needs, handed on."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

from voice.desk.opening import OpenedAnswer
from voice.desk.reading import Reading
from voice.desk.rows import broad_rows, codes_raised, with_rows
from voice.desk.ways import way_of
from voice.disclosure.limits import THEME, Screen
from voice.forms.answers import Answer
from voice.forms.model import Choosing, Form, Permission, Words
from voice.forms.round import RoundFile
from voice.panels.report import ReportInput, Way, make_report
from voice.themes.codebook import Codebook
from voice.themes.counts import count
from voice.themes.gates import Look, look_at
from voice.themes.heard import Heard, Said, Share, Tick

WEEK = datetime.timedelta(days=7)


def report(
    reading: Reading, noise_key: bytes, codebook: Codebook, today: datetime.date, checked: bool
) -> str:
    """The report as one HTML document.

    `noise_key` is the round's; `checked` says that a person has read everything for danger.
    """
    heard = tuple(heard_of(each, reading.round.form) for each in reading.answers)
    ways: dict[Way, set[str]] = defaultdict(set)
    for each in reading.answers:
        ways[way_of(each.inside)].add(each.id)
    round_file = reading.round
    listed = with_rows(codebook, round_file)
    return make_report(
        ReportInput(
            service=round_file.service,
            form_title=round_file.form.title,
            practice=round_file.practice,
            asked=(_week(round_file.made_on), _week(round_file.closes_on)),
            next_reading=_next_reading(round_file, today),
            safety_checked=checked,
            counts=count(heard, listed),
            codebook=listed,
            rows=broad_rows(round_file.form),
            screen=Screen(noise_key=noise_key),
            ways={way: frozenset(ids) for way, ids in ways.items()},
            set_apart=len(reading.set_apart),
            withdrawn=reading.withdrawn,
        )
    )


def look_at_reading(reading: Reading, codebook: Codebook) -> Look:
    """What a facilitator should know before the report is made. It stays at the desk."""
    listed = with_rows(codebook, reading.round)
    counts = count(tuple(heard_of(each, reading.round.form) for each in reading.answers), listed)
    return look_at(counts, listed, THEME, broad_rows(reading.round.form))


def heard_of(answer: OpenedAnswer, form: Form) -> Heard:
    """One answer as the themes room takes it: rows that raise a theme, and the person's words."""
    given = answer.answers
    return Heard(
        id=answer.id,
        lang=answer.inside.lang,
        ticks=tuple(_ticks(form, given)),
        said=tuple(
            Said(each.id, text, each.side)
            for each in form.questions
            if isinstance(each, Words) and isinstance(text := given.get(each.id), str)
        ),
        share=_share(form, answer.consents),
    )


def _ticks(form: Form, given: dict[str, Answer]) -> Iterator[Tick]:
    """Chosen rows that raise something; quiet ones never do."""
    for question in form.questions:
        if not isinstance(question, Choosing) or isinstance(question, Permission):
            continue
        value = given.get(question.id, ())
        chosen = {value} if isinstance(value, str) else set(value)
        for option in question.options:
            codes = codes_raised(question, option)
            if option.id in chosen and not option.quiet and codes:
                yield Tick(question.id, option.id, codes, question.side)


def _share(form: Form, consents: dict[str, str]) -> Share:
    """The most private of what was allowed; nobody else where nothing was said."""
    known: tuple[Share, ...] = get_args(Share)
    asked = [each.id for each in form.questions if each.role == "consent"]
    allowed = [known.index(share) for each in asked if (share := _as_share(consents.get(each)))]
    return known[min(allowed, default=0)] if len(allowed) == len(asked) else "nobody"


def _as_share(option: str | None) -> Share | None:
    known: tuple[Share, ...] = get_args(Share)
    return next((share for share in known if share == option), None)


def _week(day: datetime.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _next_reading(round_file: RoundFile, today: datetime.date) -> str:
    """The week of the next release; nothing once the last one is past."""
    ahead = (round_file.release.weekday - today.weekday() - 1) % 7 + 1
    release = today + datetime.timedelta(days=ahead)
    return _week(release) if release <= round_file.closes_on + WEEK else ""
