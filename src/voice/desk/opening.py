"""One envelope → an answer that fits its round, or the reason why it is set apart."""

import re

import msgspec

from voice.errors import NotReadable
from voice.forms.answers import Answer, CheckedAnswers, check_answers
from voice.forms.inside import Inside
from voice.forms.misfits import SLUG
from voice.forms.model import Form
from voice.forms.round import RoundFile, fingerprint
from voice.sealing.identity import Identity, parse_identity
from voice.sealing.open import open_padded
from voice.sealing.outside import read_outside
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import stanza_kinds

DOOR = re.compile(r"([a-z2-7]{8})?")
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")

REASONS = {
    "header": "It is not a sealed answer at all.",
    "roster": "It is sealed to someone else too, or to fewer people than this round's readers.",
    "no-match": "It is not sealed to the key that was used here.",
    "altered": "It was changed after it was sealed.",
    "padding": "It opened, but does not have the one size that answers have.",
    "not-answers": "It opened, but what is inside is not a set of answers.",
    "other-round": "It was sealed for another round.",
    "other-form": "It was written for another version of this form.",
    "odd-names": "It names a question, an option, a door or a language in a way that no form does.",
    "does-not-fit": "Some of its answers do not belong to this form.",
}
"""Why an envelope is set apart, in words for the desk."""


class OpenedAnswer(msgspec.Struct, frozen=True):
    """One person's answers, checked. `id` is the envelope's mark in hexadecimal."""

    id: str
    inside: Inside
    answers: dict[str, Answer]
    """As checked: words tidied, blanks left out."""
    consents: dict[str, str]
    """Permission question → option; empty where a yes was given to words nobody had approved."""


class SetApart(msgspec.Struct, frozen=True):
    """An envelope that is kept aside: why, and what it holds if it opened at all.

    `inside` is there so that a reader can still look for someone in danger. It is never counted.
    """

    id: str
    reason: str
    sentence: str
    inside: Inside | None = None


class Opener(msgspec.Struct, frozen=True):
    """All that is needed to open the envelopes of one round. It can travel to another process."""

    identities: tuple[str, ...]
    round: str
    form: Form
    form_fingerprint: str
    stanzas: tuple[str, ...]
    """The kinds of stanza that an envelope for this roster has."""
    approved: dict[str, str]
    """Fingerprint of words under which a yes counts → language."""


def opener_for(round_file: RoundFile, identities: tuple[str, ...]) -> Opener:
    """The opener of `round_file` with these identities (`AGE-SECRET-KEY-...` texts)."""
    return Opener(
        identities=identities,
        round=round_file.id,
        form=round_file.form,
        form_fingerprint=fingerprint(round_file.form),
        stanzas=stanza_kinds(parse_roster(each.recipient for each in round_file.roster)),
        approved={
            fingerprint(each.words): each.tag
            for each in round_file.languages
            if each.status != "draft" or round_file.practice
        },
    )


def open_many(opener: Opener, marked: list[tuple[str, bytes]]) -> list[OpenedAnswer | SetApart]:
    """Every `(mark, envelope)` opened and checked, in order. Never raises for what is inside."""
    identities = tuple(parse_identity(text) for text in opener.identities)
    return [_open_one(opener, identities, each) for each in marked]


def _open_one(
    opener: Opener, identities: tuple[Identity, ...], marked: tuple[str, bytes]
) -> OpenedAnswer | SetApart:
    mark, envelope = marked
    try:
        if read_outside(envelope).stanza_kinds != opener.stanzas:
            return _apart(mark, "roster")
        inside = _decode(open_padded(envelope, identities))
    except NotReadable as error:
        return _apart(mark, error.slug)
    reason = _misfit(opener, inside)
    if reason:
        return _apart(mark, reason, inside)
    checked = _checked(opener.form, inside)
    if checked.complaints:
        return _apart(mark, "does-not-fit", inside)
    answers = {name: each for name, each in checked.answers.items() if name in inside.answers}
    return OpenedAnswer(mark, inside, answers, _counted_consents(opener, inside))


def _apart(mark: str, reason: str, inside: Inside | None = None) -> SetApart:
    known = reason if reason in REASONS else "altered"
    return SetApart(mark, known, REASONS[known], inside)


def _decode(plain: bytes) -> Inside:
    try:
        return msgspec.json.decode(plain, type=Inside)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotReadable("not-answers", REASONS["not-answers"]) from error


def _misfit(opener: Opener, inside: Inside) -> str:
    """The reason why `inside` does not belong to its round, or nothing."""
    if inside.round != opener.round:
        return "other-round"
    if inside.form_fingerprint != opener.form_fingerprint:
        return "other-form"
    return "" if _names_are_plain(inside) else "odd-names"


def _names_are_plain(inside: Inside) -> bool:
    names = [*inside.answers, *inside.consents, *inside.consents.values()]
    return (
        all(SLUG.fullmatch(name) for name in names)
        and DOOR.fullmatch(inside.door) is not None
        and TAG.fullmatch(inside.lang) is not None
        and (not inside.present or SLUG.fullmatch(inside.present) is not None)
    )


def _checked(form: Form, inside: Inside) -> CheckedAnswers:
    """Answers, permissions and who was there, checked together: conditions may look at any."""
    given: dict[str, object] = {**inside.answers, **inside.consents}
    if inside.present:
        given[next((each.id for each in form.questions if each.role == "present"), "")] = (
            inside.present
        )
    checked = check_answers(form, given, all_shown=inside.sealed_by == "server")
    # a permission given before the words it is about were deleted again does no harm
    complaints = tuple(
        each
        for each in checked.complaints
        if not (each.slug == "hidden" and each.question in inside.consents)
    )
    return CheckedAnswers(checked.answers, complaints)


def _counted_consents(opener: Opener, inside: Inside) -> dict[str, str]:
    return dict(inside.consents) if opener.approved.get(inside.words) == inside.lang else {}
