import datetime

import msgspec
import pytest

from desk.given import (
    CARDS,
    DESK,
    LEAD,
    MEMBERS,
    RECOVERY,
    SAFEGUARDING,
    STRANGER,
    TODAY,
    card,
    drafted,
    proofs,
    signed,
)
from voice.desk.keys import noise_key, prove
from voice.desk.rounds import read_draft, read_proof, sign_round
from voice.errors import NotReadable, OperatorMustFix, PersonMustChange, Refused, VoiceError
from voice.forms.round import RoundFile
from voice.sealing.identity import new_identity
from voice.sealing.signed import read_signed

DAY = datetime.timedelta(days=1)


def refusal(draft, given, today=TODAY):
    with pytest.raises(VoiceError) as caught:
        sign_round(draft, given, DESK, today)
    return caught.value.slug


def test_a_round_that_every_member_has_proved_is_signed_and_reads_back():
    draft = drafted()

    file = signed(draft)

    body = read_signed(file, "round", {DESK.public})
    opened = msgspec.json.decode(body, type=RoundFile)
    assert opened.id == draft.id
    assert set(opened.test.proofs) == set(draft.test.expects)


def test_a_draft_survives_its_file():
    draft = drafted()

    assert read_draft(msgspec.json.encode(draft)) == draft


@pytest.mark.parametrize("absent", MEMBERS, ids=["lead", "safeguarding", "recovery"])
def test_a_round_is_not_signed_before_every_member_has_opened_the_test_envelope(absent):
    draft = drafted()
    present = [each for each in MEMBERS if each is not absent]

    assert refusal(draft, proofs(draft, present)) == "member-unproved"


def test_whoever_is_not_on_the_roster_cannot_prove():
    with pytest.raises(NotReadable) as caught:
        prove(drafted(), STRANGER)

    assert caught.value.slug == "no-match"


def test_a_proof_of_one_member_is_of_no_use_to_another():
    draft = drafted()
    lead, safeguarding, recovery = proofs(draft)
    borrowed = msgspec.structs.replace(safeguarding, proof=lead.proof)

    assert refusal(draft, [lead, borrowed, recovery]) == "wrong-proof"


def test_a_proof_for_another_draft_is_refused():
    draft, other = drafted(), drafted()

    assert refusal(draft, proofs(other)) == "other-proof"


def test_a_proof_does_not_tell_the_noise_of_the_rounds_counts():
    draft = drafted()
    given = [each.proof for each in proofs(draft)]

    keys = {noise_key(draft, each) for each in MEMBERS}

    assert len(keys) == 1
    assert keys.pop().hex() not in given


@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({"reading_days": 3}, "reading-too-soon"),
        ({"reading_days": 60}, "reading-too-late"),
        ({"leave_to": "http://example.org"}, "leave-not-https"),
        ({"sign_video": "http://example.org"}, "video-not-https"),
        ({"helplines": ()}, "no-999"),
        ({"helplines_checked_on": TODAY + DAY}, "helpline-unchecked"),
        ({"languages": ()}, "no-language"),
        ({"languages": ("en", "en")}, "language-twice"),
        ({"closes_on": TODAY - DAY}, "closed-already"),
    ],
)
def test_a_round_that_breaks_a_rule_is_not_signed(changed, slug):
    draft = drafted(**changed)

    assert refusal(draft, proofs(draft)) == slug


@pytest.mark.parametrize(
    ("cards", "slug"),
    [
        (CARDS[:2], "roster-recovery"),
        (CARDS[2:], "roster-holders"),
        ((*CARDS, card(STRANGER, "recovery", "Second trustee")), "roster-recovery"),
    ],
)
def test_a_roster_without_readers_or_without_one_recovery_is_not_signed(cards, slug):
    draft = drafted(cards=cards)
    members = [
        each
        for each in (*MEMBERS, STRANGER)
        if each.recipient.text in {card.recipient for card in cards}
    ]

    assert refusal(draft, proofs(draft, members)) == slug


def test_classic_and_post_quantum_keys_never_share_a_roster():
    mixed = (*CARDS[:2], card(new_identity(), "recovery", "Trustee"))

    with pytest.raises(Refused) as caught:
        drafted(cards=mixed)

    assert caught.value.slug == "mixed-roster"


def test_one_key_is_not_two_members():
    with pytest.raises(VoiceError):
        drafted(cards=(*CARDS, card(LEAD, label="Deputy")))


def test_a_damaged_recipient_is_found_while_drafting():
    whole = CARDS[0].recipient
    damaged = msgspec.structs.replace(
        CARDS[0], recipient=whole[:-1] + ("p" if whole.endswith("q") else "q")
    )

    with pytest.raises(OperatorMustFix):
        drafted(cards=(damaged, *CARDS[1:]))


def test_a_help_line_that_nobody_knows_is_refused_with_those_that_are_known():
    with pytest.raises(PersonMustChange) as caught:
        drafted(helplines=("999", "samaritan"))

    assert "samaritans" in caught.value.hint


def test_a_real_round_says_the_promises_that_somebody_attests_and_no_other():
    some = drafted().promises[:1]

    words = drafted(promise=some).languages[0].words

    assert "promise.no_change" in words
    assert "promise.home_office" not in words
    assert "promise.home_office_maybe" in words
    assert "promise.small_team" in words


def test_gaps_in_the_words_are_filled_from_the_plan():
    words = drafted(form="default").languages[0].words

    assert "two readers" in words["promise.lock_phone"]
    assert "two weeks" in words["promise.nobody_today"]
    assert "Northside" in words["default.contact.ask"]


def test_a_signed_video_goes_into_the_round_and_may_be_left_out():
    video = "https://www.example.org/signed"

    assert drafted().sign_video == ""
    assert drafted(sign_video=video).sign_video == video
    assert signed(drafted(sign_video=video))


def test_a_form_may_lie_beside_the_plan(tmp_path):
    own = (tmp_path / "supper.toml").open("w", encoding="utf-8")
    with own:
        own.write(
            'id = "supper"\nversion = 1\nlang = "en"\ntitle = "Supper"\nminutes = "1 minute"\n'
            '[[question]]\nid = "soup"\nkind = "one"\nask = "Was the soup warm?"\n'
            'options = [{ id = "yes", text = "Yes" }, { id = "no", text = "No" }]\n'
        )

    draft = drafted(form="supper.toml", folder=tmp_path)

    assert draft.form.id == "supper"
    assert signed(draft)


@pytest.mark.parametrize("file", [b"", b"{}", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_draft_or_proof_is_said_to_be_none(file):
    for reads in (read_draft, read_proof):
        with pytest.raises(NotReadable):
            reads(file)


def test_every_member_of_the_roster_opens_the_same_test_envelope():
    draft = drafted()

    assert len({prove(draft, each).proof for each in (LEAD, SAFEGUARDING, RECOVERY)}) == 3
