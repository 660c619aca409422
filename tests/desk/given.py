"""A small desk to test with: classic keys, for they are quick, and the pulse form."""

import datetime
import io
import os

import msgspec

from voice.desk.keys import Card, prove
from voice.desk.plan import Plan, ReadOn
from voice.desk.rounds import Occasion, draft_round, sign_round
from voice.forms.inside import Inside
from voice.forms.round import Attestation, fingerprint
from voice.sealing.bundle import BundleHead, bundle_pieces
from voice.sealing.identity import new_identity
from voice.sealing.marks import mark
from voice.sealing.recipient import fingerprint_words, parse_roster
from voice.sealing.seal import seal_padded
from voice.sealing.signed import new_signing_key

TODAY = datetime.date(2026, 11, 23)
MARK_KEY = bytes(range(32))
LEAD, SAFEGUARDING, RECOVERY, STRANGER = (new_identity("x25519") for _ in range(4))
MEMBERS = (LEAD, SAFEGUARDING, RECOVERY)
DESK = new_signing_key()


def card(identity, role="holder", label="Lead reader"):
    recipient = identity.recipient.text
    return Card(recipient=recipient, role=role, label=label, words=fingerprint_words(recipient))


CARDS = (
    card(LEAD),
    card(SAFEGUARDING, label="Safeguarding lead"),
    card(RECOVERY, "recovery", "Trustee"),
)

PLAN = Plan(
    form="pulse",
    organisation="northside",
    service="Northside",
    readers="two readers",
    danger_contact="the safeguarding lead",
    nation="england",
    languages=("en",),
    practice=False,
    reading_days=14,
    release=ReadOn(weekday="wednesday", hour=6),
    leave_to="https://www.bbc.co.uk/weather",
    closes_on=TODAY + datetime.timedelta(days=60),
    helplines=("999",),
    helplines_checked_on=TODAY,
    promise=tuple(
        Attestation(promise=each, by="Service manager", on=TODAY)
        for each in ("no_change", "home_office", "worker_apart")
    ),
)


def drafted(cards=CARDS, folder=None, **changed):
    plan = msgspec.structs.replace(PLAN, **changed)
    return draft_round(plan, cards, Occasion(folder, TODAY, os.urandom))


def proofs(draft, members=MEMBERS):
    return [prove(draft, each) for each in members]


def signed(draft, members=MEMBERS):
    return sign_round(draft, proofs(draft, members), DESK, TODAY)


def inside(round_file, **changed):
    offered = round_file.languages[0]
    return Inside(
        **{
            "round": round_file.id,
            "form_fingerprint": fingerprint(round_file.form),
            "words": fingerprint(offered.words),
            "lang": offered.tag,
            "door": "abcdefg2",
            "mode": "self",
            "present": "",
            "sealed_by": "phone",
            "answers": {"today": "good", "heard": "yes", "one": "The soup was warm."},
            "consents": {"words": "panel"},
        }
        | changed
    )


def sealed(value, roster=MEMBERS):
    plain = value if isinstance(value, bytes) else msgspec.json.encode(value)
    return seal_padded(plain, parse_roster(each.recipient.text for each in roster))


def mark_of(envelope):
    return mark(MARK_KEY, envelope)


def bundle(signed_round, envelopes, tombstones=(), release=1):
    head = BundleHead(
        round="00" * 8,
        release=release,
        count=len(envelopes),
        mark_key=MARK_KEY,
        tombstones=tuple(tombstones),
        round_file=signed_round,
    )
    return io.BytesIO(b"".join(bundle_pieces(head, envelopes)))
