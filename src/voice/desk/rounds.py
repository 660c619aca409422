"""A round on its way to being opened: draft, proofs of every member, signature."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from voice.desk.keys import SECRET_BYTES, Card, Proof, Random, proof_of
from voice.desk.plan import WEEKDAYS, Plan
from voice.desk.words import catalogue_for, offered_words
from voice.errors import NotReadable, Refused
from voice.forms.helplines import confirm, load_helplines
from voice.forms.load import load_form
from voice.forms.model import Form
from voice.forms.round import (
    Member,
    Offered,
    Release,
    RoundFile,
    TestEnvelope,
    check_round,
    expected,
    key_name,
)
from voice.sealing.recipient import Recipient, parse_roster
from voice.sealing.seal import seal_padded
from voice.sealing.signed import SigningKey, sign
from voice.shipped import shipped

KIND = "round"
ID_BYTES = 8


class Occasion(NamedTuple):
    """What a draft takes from outside: the plan's folder, the day, and randomness."""

    folder: Path
    today: datetime.date
    random: Random


def draft_round(plan: Plan, cards: Iterable[Card], occasion: Occasion) -> RoundFile:
    """A round as `plan` says, sealed to nobody but `cards`, without any proof yet.

    Raises:
        OperatorMustFix: a form, language, help line file or recipient cannot be used.
        PersonMustChange: a help line that nobody knows.
        Refused: words are missing in a language, or the roster cannot be.
    """
    members = tuple(
        Member(recipient=each.recipient, role=each.role, label=each.label) for each in cards
    )
    roster = parse_roster(each.recipient for each in members)
    path = _form_path(plan.form, occasion.folder)
    form = load_form(path)
    known = load_helplines(shipped("forms") / "helplines.toml")
    return RoundFile(
        id=occasion.random(ID_BYTES).hex(),
        organisation=plan.organisation,
        service=plan.service,
        nation=plan.nation,
        practice=plan.practice,
        form=form,
        languages=_languages(plan, form, path.parent),
        roster=members,
        promises=plan.promise,
        reading_days=plan.reading_days,
        release=Release(weekday=WEEKDAYS.index(plan.release.weekday), hour=plan.release.hour),
        helplines=confirm(known, plan.helplines, plan.helplines_checked_on),
        leave_to=plan.leave_to,
        sign_video=plan.sign_video,
        board=plan.board,
        made_on=occasion.today,
        closes_on=plan.closes_on,
        test=test_envelope(roster, occasion.random),
    )


def _languages(plan: Plan, form: Form, folder: Path) -> tuple[Offered, ...]:
    attested = {each.promise for each in plan.promise}
    return tuple(
        offered_words(form, attested, plan.reading_days, catalogue_for(tag, folder), plan.gaps(tag))
        for tag in plan.languages
    )


def _form_path(form: str, folder: Path) -> Path:
    """A file beside the plan when it is written as one, else a form that came with Voice."""
    return folder / form if form.endswith(".toml") else shipped("forms") / f"{form}.toml"


def read_draft(file: bytes) -> RoundFile:
    """The draft in `file`.

    Raises:
        NotReadable: it is not a draft of a round.
    """
    try:
        return msgspec.json.decode(file, type=RoundFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotReadable(
            "draft", f"this is not the draft of a round: {error}", "ask whoever drafted it again"
        ) from error


def read_proof(file: bytes) -> Proof:
    """The proof in `file`.

    Raises:
        NotReadable: it is not a proof.
    """
    try:
        return msgspec.json.decode(file, type=Proof)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotReadable(
            "proof", f"this is not a proof: {error}", "ask for the file *.proof.json again"
        ) from error


def test_envelope(roster: tuple[Recipient, ...], random: Random) -> TestEnvelope:
    """A fresh secret sealed to the whole roster, and what each member's proof must hash to."""
    secret = random(SECRET_BYTES)
    return TestEnvelope(
        sealed=seal_padded(secret, roster, random),
        expects={key_name(each.text): expected(proof_of(secret, each.text)) for each in roster},
        proofs={},
    )


def with_proofs(draft: RoundFile, proofs: Iterable[Proof]) -> RoundFile:
    """The draft with these proofs put in.

    Raises:
        Refused: a proof is for another round, of nobody on the roster, or wrong.
    """
    given = dict(draft.test.proofs)
    for proof in proofs:
        wanted = draft.test.expects.get(proof.fingerprint)
        if proof.round != draft.id or wanted is None:
            raise Refused(
                "other-proof",
                f"the proof of {proof.fingerprint} is for round {proof.round}, or of no member",
                f"ask for one made with the draft of round {draft.id}",
            )
        if expected(proof.proof) != wanted:
            raise Refused(
                "wrong-proof",
                f"the proof of {proof.fingerprint} is not what opening the test envelope gives",
                "ask that member to make it again: voice desk keys prove",
            )
        given[proof.fingerprint] = proof.proof
    test = msgspec.structs.replace(draft.test, proofs=given)
    return msgspec.structs.replace(draft, test=test)


def sign_round(
    draft: RoundFile, proofs: Iterable[Proof], key: SigningKey, today: datetime.date
) -> bytes:
    """The signed round file, once every rule of rounds is kept.

    Raises:
        Refused: a proof is missing or wrong, or a rule is broken.
        OperatorMustFix: a recipient on the roster is damaged.
    """
    whole = with_proofs(draft, proofs)
    check_round(whole, today)
    parse_roster(member.recipient for member in whole.roster)
    return sign(KIND, msgspec.json.encode(whole, order="deterministic"), key)
