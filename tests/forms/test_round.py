"""A round may ask only when every rule is kept: each rule broken alone, and its own slug."""

import datetime
import hashlib
import hmac
from dataclasses import dataclass

import msgspec
import pytest

from voice.errors import Refused
from voice.forms import round_file
from voice.forms.helplines import confirm, load_helplines
from voice.forms.load import load_form
from voice.forms.messages import round_messages
from voice.forms.promises import promises_on, shipped_promises
from voice.forms.round import (
    SOURCE,
    Attestation,
    Helpline,
    Member,
    Offered,
    Release,
    RoundFile,
    check_round,
    expected,
    fingerprint,
    key_name,
)
from voice.languages import registry
from voice.sealing.recipient import fingerprint as sealing_fingerprint
from voice.shipped import shipped

TODAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
FORMS = shipped("forms")
PULSE = load_form(FORMS / "pulse.toml")
PROMISES = shipped_promises()
ALL = ("no_change", "home_office", "worker_apart")
SECRET = b"s" * 32


def proof(recipient):
    return hmac.new(SECRET, recipient.encode(), hashlib.sha256).hexdigest()


def members(holders=2, recoveries=1):
    roles = ["holder"] * holders + ["recovery"] * recoveries
    return tuple(
        Member(recipient=f"age1member{place}", role=role, label="Reader")
        for place, role in enumerate(roles)
    )


def envelope(roster):
    proofs = {key_name(each.recipient): proof(each.recipient) for each in roster}
    return round_file.TestEnvelope(
        sealed=b"sealed",
        expects={name: expected(each) for name, each in proofs.items()},
        proofs=proofs,
    )


def words(attested=ALL, days=14, form=PULSE):
    fill = {"{service}": "Northside", "{readers}": "two readers", "{when}": "two weeks"}
    fill |= {"{danger_contact}": "the safeguarding lead"}
    said = dict(round_messages(form, PROMISES, PROMISES.chosen(attested, days)))
    for gap, text in fill.items():
        said = {context: each.replace(gap, text) for context, each in said.items()}
    return said


def offered(tag="en", status="approved", **how):
    return Offered(tag=tag, status=status, words=words(**how))


def attestations(*promises, by="Service manager", on=TODAY):
    return tuple(Attestation(promise=each, by=by, on=on) for each in promises)


def a_round(**changes):
    roster = changes.get("roster", members())
    whole = {
        "id": "0123456789abcdef",
        "organisation": "northside",
        "service": "Northside",
        "nation": "england",
        "practice": False,
        "form": PULSE,
        "languages": (offered(),),
        "roster": roster,
        "promises": attestations(*ALL),
        "reading_days": 14,
        "release": Release(weekday=2, hour=6),
        "helplines": confirm(load_helplines(FORMS / "helplines.toml"), ["999"], TODAY),
        "leave_to": "https://www.bbc.co.uk/weather",
        "made_on": TODAY,
        "closes_on": TODAY + 30 * DAY,
        "test": envelope(roster),
    }
    return RoundFile(**whole | changes)


def without(mapping, *names):
    return {name: each for name, each in mapping.items() if name not in names}


def test_a_round_that_keeps_every_rule_may_ask():
    check_round(a_round(), TODAY)


def test_forms_and_catalogues_have_one_source_language():
    assert SOURCE == registry.SOURCE


def test_names_of_keys_are_those_of_the_sealing_room():
    assert key_name("age1member0") == sealing_fingerprint("age1member0")


def test_a_round_survives_being_written_and_read():
    whole = a_round()
    again = msgspec.json.decode(msgspec.json.encode(whole, order="deterministic"), type=RoundFile)
    assert again == whole
    assert fingerprint(again) == fingerprint(whole)


def test_the_start_page_reads_in_one_order_however_the_file_was_written():
    whole = a_round()
    again = msgspec.json.decode(msgspec.json.encode(whole, order="deterministic"), type=RoundFile)
    shown = promises_on(again, "start")
    assert shown == promises_on(whole, "start")
    assert shown[:3] == ("who", "no_change", "home_office")
    assert "small_team" not in shown
    assert not {"show_code", "when_two_weeks"} & set(shown)


@pytest.mark.parametrize("holders", [1, 2, 3, 4])
def test_one_to_four_holders_and_one_recovery_are_a_roster(holders):
    check_round(a_round(roster=members(holders)), TODAY)


def test_each_attestation_may_be_left_out_when_the_honest_wording_stands_in():
    for left_out in ALL:
        attested = tuple(each for each in ALL if each != left_out)
        whole = a_round(promises=attestations(*attested), languages=(offered(attested=attested),))
        check_round(whole, TODAY)


def test_a_practice_round_may_be_read_at_once_in_a_draft():
    draft = (offered(), offered("ar", "draft", days=1))
    one_week = (offered(days=1), draft[1])
    check_round(a_round(practice=True, reading_days=1, languages=one_week), TODAY)


def test_a_language_whose_critical_sentences_are_approved_may_be_offered():
    check_round(a_round(languages=(offered(), offered("ar", "critical"))), TODAY)


@dataclass
class Broken:
    slug: str
    why: str
    changes: dict


ROSTER = members()
WHOLE = envelope(ROSTER)
NAMES = list(WHOLE.expects)
NINE = Helpline(
    id="999", name="Emergency", number="999", how="call", hours="day and night", nation="uk",
    languages="", source="", checked_on=TODAY,
)  # fmt: skip


def tried_with(**changes):
    return {"test": msgspec.structs.replace(WHOLE, **changes)}


def line(**changes):
    return {"helplines": (msgspec.structs.replace(NINE, **changes),)}


def said(**changes):
    return {"languages": (Offered(tag="en", status="approved", words=words() | changes),)}


FORBIDDEN = msgspec.structs.replace(PULSE, title="My case")
TWICE = msgspec.structs.replace(PULSE, questions=PULSE.questions + PULSE.questions[:1])

TABLE = [
    Broken("round-id", "an id of another shape", {"id": "0123"}),
    Broken("form-language", "a form in another language than the promises",
           {"form": msgspec.structs.replace(PULSE, lang="ar")}),
    Broken("form-refused", "a form the lint refuses", {"form": FORBIDDEN}),
    Broken("form-misfit", "a form with two questions of one name", {"form": TWICE}),
    Broken("roster-holders", "no holder", {"roster": members(0)}),
    Broken("roster-holders", "five holders", {"roster": members(5)}),
    Broken("roster-recovery", "no recovery", {"roster": members(2, 0)}),
    Broken("roster-recovery", "two recoveries", {"roster": members(2, 2)}),
    Broken("roster-twice", "one recipient twice", {
        "roster": tuple(msgspec.structs.replace(each, recipient="age1same") for each in ROSTER),
    }),
    Broken("member-unproved", "a holder has not opened the test",
           tried_with(proofs=without(WHOLE.proofs, NAMES[0]))),
    Broken("member-unproved", "the recovery has not opened the test",
           tried_with(proofs=without(WHOLE.proofs, NAMES[-1]))),
    Broken("member-unproved", "nobody has opened the test", tried_with(proofs={})),
    Broken("proof-wrong", "a proof of another member", tried_with(
        proofs=WHOLE.proofs | {NAMES[0]: WHOLE.proofs[NAMES[1]]})),
    Broken("proof-wrong", "a proof of nothing", tried_with(
        proofs=WHOLE.proofs | {NAMES[2]: "an empty promise"})),
    Broken("proof-wrong", "what is expected given as the proof", tried_with(
        proofs=WHOLE.proofs | {NAMES[0]: WHOLE.expects[NAMES[0]]})),
    Broken("test-missing", "a member for whom nothing was sealed",
           tried_with(expects=without(WHOLE.expects, NAMES[1]))),
    Broken("promise-not-attested", "a promise is made that nobody attests",
           {"promises": attestations("no_change", "home_office")}),
    Broken("promise-not-attested", "no promise is attested, all are made", {"promises": ()}),
    Broken("promise-not-attested", "a promise and its stand-in are both said",
           said(**{"promise.small_team": "We are a small team."})),
    Broken("promise-unknown", "a promise that does not exist", {
        "promises": attestations(*ALL, "moon")}),
    Broken("promise-unknown", "a promise that needs no attesting", {
        "promises": attestations(*ALL, "who")}),
    Broken("attested-by-nobody", "no role", {"promises": attestations(*ALL, by=" ")}),
    Broken("attested-later", "attested tomorrow", {"promises": attestations(*ALL, on=TODAY + DAY)}),
    Broken("reading-too-soon", "six days", {"reading_days": 6, "languages": (offered(days=6),)}),
    Broken("reading-too-late", "31 days", {"reading_days": 31, "languages": (offered(days=31),)}),
    Broken("release-time", "weekday 7", {"release": Release(weekday=7, hour=6)}),
    Broken("release-time", "hour 24", {"release": Release(weekday=0, hour=24)}),
    Broken("made-later", "made tomorrow", {"made_on": TODAY + DAY}),
    Broken("closed-already", "closed yesterday", {"closes_on": TODAY - DAY}),
    Broken("no-language", "no language", {"languages": ()}),
    Broken("language-twice", "English twice", {"languages": (offered(), offered())}),
    Broken("language-draft", "a draft", {"languages": (offered(), offered("ar", "draft"))}),
    Broken("language-incomplete", "a text is empty", said(**{"pulse.today.ask": " "})),
    Broken("language-incomplete", "the phrase for another time",
           {"reading_days": 7, "languages": (
               Offered(tag="en", status="approved",
                       words=without(words(), "promise.when_two_weeks")),)}),
    Broken("words-unfilled", "a gap is left", said(**{"promise.danger": "Tell {danger_contact}"})),
    Broken("leave-not-https", "http", {"leave_to": "http://www.bbc.co.uk/weather"}),
    Broken("leave-not-https", "no address", {"leave_to": "https://"}),
    Broken("leave-not-https", "a script", {"leave_to": "javascript:alert(1)"}),
    Broken("board-not-https", "http", {"board": "http://www.example.org/board"}),
    Broken("video-not-https", "http", {"sign_video": "http://www.example.org/signed"}),
    Broken("video-not-https", "a script", {"sign_video": "javascript:alert(1)"}),
    Broken("no-999", "no help line", {"helplines": ()}),
    Broken("no-999", "another number under that id", line(number="0800 999")),
    Broken("helpline-unchecked", "never looked at", line(checked_on=None)),
    Broken("helpline-unchecked", "looked at tomorrow", line(checked_on=TODAY + DAY)),
]  # fmt: skip


@pytest.mark.parametrize("broken", TABLE, ids=lambda each: f"{each.slug}: {each.why}")
def test_each_rule_broken_alone_is_refused_with_its_own_slug_and_a_hint(broken):
    with pytest.raises(Refused) as caught:
        check_round(a_round(**broken.changes), TODAY)
    assert caught.value.slug == broken.slug
    assert caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("context", sorted(words()))
def test_a_language_that_lacks_any_single_text_is_refused(context):
    lacking = Offered(tag="en", status="approved", words=without(words(), context))
    with pytest.raises(Refused) as caught:
        check_round(a_round(languages=(lacking,)), TODAY)
    assert caught.value.slug == "language-incomplete"
    assert context in caught.value.message


def test_a_practice_round_keeps_every_other_rule():
    excused = {"language-draft", "reading-too-soon"}
    for broken in TABLE:
        whole = a_round(**broken.changes | {"practice": True})
        if broken.slug in excused:
            check_round(whole, TODAY)
        else:
            with pytest.raises(Refused):
                check_round(whole, TODAY)
