"""`check_round`: whether a round may ask anyone anything. The file itself is `RoundFile`."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator

from voice.errors import Refused
from voice.forms.lint import lint
from voice.forms.messages import round_messages
from voice.forms.misfits import misfits
from voice.forms.promises import CONTEXT, LONGEST_WAIT, PLACEHOLDERS, Promises, shipped_promises
from voice.forms.round_file import (
    Attestation,
    Helpline,
    Member,
    Offered,
    Release,
    RoundFile,
    TestEnvelope,
    expected,
    fingerprint,
    key_name,
)

__all__ = [
    "Attestation",
    "Helpline",
    "Member",
    "Offered",
    "Release",
    "RoundFile",
    "TestEnvelope",
    "check_round",
    "expected",
    "fingerprint",
    "key_name",
]

RELEASE_EVERY = 7
"""Days between two releases: nothing can be read sooner than that after it was sent."""
MAX_HOLDERS = 4
HTTPS = r"https://[^\s/]+(/\S*)?"
SOURCE = "en"
"""The language that a text stands for where no catalogue is looked at: `languages.registry`'s."""

Refusal = tuple[str, str, str]
"""Slug, what is wrong, what to do."""


def check_round(round_file: RoundFile, today: datetime.date) -> None:
    """Return when `round_file` keeps every rule; a practice round may be read at once, in drafts.

    Raises:
        Refused: the first rule it breaks; every rule has its own slug (docs/spec/round-file.md).
    """
    for slug, message, hint in _refusals(round_file, today):
        raise Refused(slug, message, hint)


def _refusals(round_file: RoundFile, today: datetime.date) -> Iterator[Refusal]:
    for rules in _RULES:
        yield from rules(round_file, today)


def _form(round_file: RoundFile, today: datetime.date) -> Iterator[Refusal]:
    if not re.fullmatch(r"[0-9a-f]{16}", round_file.id):
        yield "round-id", f"{round_file.id!r} is no id of a round", "draft the round again"
    if round_file.form.lang != SOURCE:
        told = f"the form is written in {round_file.form.lang!r}; promises and pages in {SOURCE!r}"
        yield "form-language", told, "write it in English, and translate it like the rest"
    for message, hint in misfits(round_file.form):
        yield "form-misfit", f"the form {round_file.form.id}: {message}", hint
    for found in lint(round_file.form):
        if found.level == "refuse":
            yield "form-refused", f"{found.place}: {found.message}", found.hint


def _roster(round_file: RoundFile, today: datetime.date) -> Iterator[Refusal]:
    roles = Counter(each.role for each in round_file.roster)
    if not 1 <= roles["holder"] <= MAX_HOLDERS:
        told = f"the roster has {roles['holder']} holders; it must have 1 to {MAX_HOLDERS}"
        yield "roster-holders", told, "give the cards of those who will read"
    if roles["recovery"] != 1:
        told = f"the roster has {roles['recovery']} recovery identities; it must have 1"
        yield "roster-recovery", told, "ask someone in another building to keep one"
    if len({each.recipient for each in round_file.roster}) < len(round_file.roster):
        yield "roster-twice", "one recipient is on the roster twice", "leave one of the two out"
    for member in round_file.roster:
        yield from _proof(round_file.test, member)


def _proof(test: TestEnvelope, member: Member) -> Iterator[Refusal]:
    name = key_name(member.recipient)
    who = f"{member.label} ({member.role}, {name})"
    if name not in test.expects:
        yield "test-missing", f"nothing was sealed for {who} to try", "draft the round again"
    elif name not in test.proofs:
        told = f"{who} has not opened the test envelope"
        yield "member-unproved", told, "ask for: voice desk keys prove"
    elif expected(test.proofs[name]) != test.expects[name]:
        told = f"what {who} sent does not show that the test envelope was opened"
        yield "proof-wrong", told, "ask them to prove again, with the key that is on the roster"


def _promises(round_file: RoundFile, today: datetime.date) -> Iterator[Refusal]:
    promises = shipped_promises()
    for each in round_file.promises:
        known = promises.find(each.promise)
        if known is None or not known.attested:
            told = f"{each.promise!r} is attested, but is no promise that can be"
            yield "promise-unknown", told, "look in forms/promises.toml"
        if not each.by.strip():
            told = f"nobody says that {each.promise!r} is true"
            yield "attested-by-nobody", told, "add the role of who says so"
        if each.on > today:
            told = f"{each.promise!r} is attested on {each.on}; today is {today}"
            yield "attested-later", told, "give the day on which it was said"
    wanted = _chosen(promises, round_file)
    for offered in round_file.languages:
        for context in offered.words:
            if context.startswith(CONTEXT) and context.removeprefix(CONTEXT) not in wanted:
                told = f"{offered.tag} says {context.removeprefix(CONTEXT)!r}, attested by nobody"
                yield "promise-not-attested", told, "attest it, or say what stands in its place"


def _times(round_file: RoundFile, today: datetime.date) -> Iterator[Refusal]:
    days, release = round_file.reading_days, round_file.release
    if days < (1 if round_file.practice else RELEASE_EVERY):
        told = f"answers are released every {RELEASE_EVERY} days, but promised within {days}"
        yield "reading-too-soon", told, f"promise {RELEASE_EVERY} days or more"
    if days > LONGEST_WAIT:
        told = f"{days} days until someone reads is too long for a person who may be in danger"
        yield "reading-too-late", told, f"promise {LONGEST_WAIT} days or fewer"
    if not (0 <= release.weekday <= 6 and 0 <= release.hour <= 23):
        told = f"weekday {release.weekday}, hour {release.hour} is no time of the week"
        yield "release-time", told, "0 is Monday; hours are 0 to 23"
    if round_file.made_on > today:
        yield "made-later", f"it was made on {round_file.made_on}, after {today}", "set the clock"
    if round_file.closes_on < today:
        told = f"it closed on {round_file.closes_on}; today is {today}"
        yield "closed-already", told, "choose a day to come"


def _languages(round_file: RoundFile, today: datetime.date) -> Iterator[Refusal]:
    if not round_file.languages:
        yield "no-language", "it is offered in no language", "offer one"
    tags = [each.tag for each in round_file.languages]
    if len(set(tags)) < len(tags):
        yield "language-twice", "one language is offered twice", "offer it once"
    chosen = _chosen(shipped_promises(), round_file)
    needed = [context for context, _ in round_messages(round_file.form, shipped_promises(), chosen)]
    for offered in round_file.languages:
        missing = [each for each in needed if not offered.words.get(each, "").strip()]
        if missing:
            told = f"{offered.tag} lacks {len(missing)} texts; the first is {missing[0]}"
            yield "language-incomplete", told, "leave the language out until it is whole"
        for context, text in offered.words.items():
            if any(f"{{{each}}}" in text for each in PLACEHOLDERS):
                told = f"{offered.tag}: a gap in {context} was not filled"
                yield "words-unfilled", told, "draft the round again"
        if offered.status == "draft" and not round_file.practice:
            told = f"nobody has approved what {offered.tag} says of readers, danger, consent, help"
            hint = f"have it read, then: voice languages approve {offered.tag}; or practise"
            yield "language-draft", told, hint


def _ways_out(round_file: RoundFile, today: datetime.date) -> Iterator[Refusal]:
    if not re.fullmatch(HTTPS, round_file.leave_to):
        told = f"Leave this page goes to {round_file.leave_to!r}, which is not https"
        yield "leave-not-https", told, "choose a page such as https://www.bbc.co.uk/weather"
    if round_file.sign_video and not re.fullmatch(HTTPS, round_file.sign_video):
        told = f"the signed video is at {round_file.sign_video!r}, which is not https"
        yield "video-not-https", told, "give its https address, or leave it out"
    if round_file.board and not re.fullmatch(HTTPS, round_file.board):
        told = f"the board is at {round_file.board!r}, which is not https"
        yield "board-not-https", told, "give its https address, or leave it out"
    if not any(each.id == "999" and each.number == "999" for each in round_file.helplines):
        yield "no-999", "999 is not among the ways to get help", "name it first"
    for each in round_file.helplines:
        if each.checked_on is None or each.checked_on > today:
            told = f"nobody has looked at the number of {each.name}"
            yield "helpline-unchecked", told, "ring it or read its own page; then draft again"


def _chosen(promises: Promises, round_file: RoundFile) -> tuple[str, ...]:
    return promises.chosen({each.promise for each in round_file.promises}, round_file.reading_days)


_RULES: tuple[Callable[[RoundFile, datetime.date], Iterator[Refusal]], ...] = (
    _form,
    _roster,
    _promises,
    _times,
    _languages,
    _ways_out,
)
