import io
import os

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.given import (
    DESK,
    LEAD,
    MEMBERS,
    RECOVERY,
    SAFEGUARDING,
    STRANGER,
    bundle,
    drafted,
    inside,
    mark_of,
    sealed,
    signed,
)
from voice.desk.opening import REASONS, open_many, opener_for
from voice.desk.reading import read
from voice.errors import NotReadable, Refused
from voice.sealing.padding import MAX_PLAIN_BYTES
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal
from voice.sealing.signed import new_signing_key

DRAFT = drafted()
ROUND = signed(DRAFT)
PRACTICE = drafted(practice=True)


def read_one(envelope, identities=(LEAD,), round_=ROUND):
    return read([bundle(round_, [envelope])], identities, {DESK.public})


def reason_of(value, **sealing):
    reading = read_one(sealed(value, **sealing))
    assert reading.answers == ()
    (apart,) = reading.set_apart
    assert apart.sentence == REASONS[apart.reason]
    return apart.reason


@pytest.mark.parametrize("identity", MEMBERS, ids=["lead", "safeguarding", "recovery"])
def test_each_member_alone_opens_what_was_sealed(identity):
    sent = inside(DRAFT)
    envelope = sealed(sent)

    reading = read_one(envelope, (identity,))

    (answer,) = reading.answers
    assert answer.inside == sent
    assert answer.answers == sent.answers
    assert answer.consents == {"words": "panel"}
    assert answer.id == mark_of(envelope).hex()
    assert reading.set_apart == ()


def test_an_altered_envelope_is_set_apart():
    envelope = bytearray(sealed(inside(DRAFT)))
    envelope[-100] ^= 1

    (apart,) = read_one(bytes(envelope)).set_apart

    assert apart.reason == "altered"


def test_a_key_that_is_not_on_the_roster_opens_nothing_and_says_so():
    (apart,) = read_one(sealed(inside(DRAFT)), (STRANGER,)).set_apart

    assert apart.reason == "no-match"


def test_what_is_sealed_to_someone_else_too_is_set_apart():
    assert reason_of(inside(DRAFT), roster=(*MEMBERS, STRANGER)) == "roster"


def test_what_is_sealed_to_fewer_is_set_apart():
    assert reason_of(inside(DRAFT), roster=(LEAD,)) == "roster"


def test_what_is_no_sealed_file_is_set_apart():
    (apart,) = read_one(b"hello" * 100).set_apart

    assert apart.reason == "header"


def test_what_has_another_size_is_set_apart():
    roster = parse_roster(each.recipient.text for each in MEMBERS)
    short = seal(msgspec.json.encode(inside(DRAFT)), roster)

    (apart,) = read_one(short).set_apart

    assert apart.reason == "padding"


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"not json",
        b"\xff\xfe\x00",
        b"null",
        b"[" * MAX_PLAIN_BYTES,
        b'{"answers":' + b'{"a":' * 3000,
        b'{"v":1,"kind":"answers","more":1}',
        b'{"v":2}',
    ],
    ids=["nothing", "words", "bytes", "null", "deep list", "deep answers", "more", "version 2"],
)
def test_garbage_is_set_apart(plain):
    assert reason_of(plain) == "not-answers"


def test_an_answer_that_holds_more_than_a_list_is_set_apart():
    deep = msgspec.json.encode(inside(DRAFT)).replace(b'"good"', b"[" * 500 + b"]" * 500)

    assert reason_of(deep) == "not-answers"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"round": "f" * 16}, "other-round"),
        ({"form_fingerprint": "f" * 16}, "other-form"),
        ({"answers": {"../../etc": "good"}}, "odd-names"),
        ({"answers": {"today": "good", "__proto__": "x"}}, "odd-names"),
        ({"answers": {"": "good"}}, "odd-names"),
        ({"answers": {"today\n": "good"}}, "odd-names"),
        ({"consents": {"words": "</script>"}}, "odd-names"),
        ({"door": "file://x"}, "odd-names"),
        ({"door": "ABCDEFG2"}, "odd-names"),
        ({"lang": "../en"}, "odd-names"),
        ({"present": "=cmd|"}, "odd-names"),
        ({"present": "worker"}, "does-not-fit"),
        ({"answers": {"weather": "good"}}, "does-not-fit"),
        ({"answers": {"today": "splendid"}}, "does-not-fit"),
        ({"answers": {"today": ("good", "ok")}}, "does-not-fit"),
        ({"answers": {"one": "x" * 12_289}, "consents": {}}, "does-not-fit"),
        ({"consents": {"words": "everybody"}}, "does-not-fit"),
        ({"consents": {"weather": "panel"}}, "does-not-fit"),
    ],
)
def test_what_does_not_belong_to_the_round_is_set_apart(changed, reason):
    assert reason_of(inside(DRAFT, **changed)) == reason


@pytest.mark.parametrize("answers", [{"today": "splendid"}, {"weather": "good"}])
def test_what_opened_but_does_not_fit_can_still_be_looked_at_for_danger(answers):
    sent = inside(DRAFT, answers=answers)

    (apart,) = read_one(sealed(sent)).set_apart

    assert apart.inside == sent


@pytest.mark.parametrize(
    "text",
    ["e" + "\u0301" * 6_000, "\u202etxt", "</script><script>", "=cmd|' /C calc'!A0", "\U0001f600"],
    ids=["piled marks", "turned round", "markup", "formula", "emoji"],
)
def test_odd_words_are_read_as_they_are(text):
    (answer,) = read_one(sealed(inside(DRAFT, answers={"one": text}))).answers

    assert answer.answers["one"] == text


def test_what_cannot_be_seen_in_words_is_taken_out():
    (answer,) = read_one(sealed(inside(DRAFT, answers={"one": "a\r\nb\x00c"}))).answers

    assert answer.answers["one"] == "a\nb c"


def test_without_script_every_question_may_be_answered():
    form = drafted(form="default")
    given = {"contact": "turned_away", "overall": "good"}

    phone = read_one(sealed(inside(form, answers=given, consents={})), round_=signed(form))
    plain = inside(form, answers=given, consents={}, sealed_by="server")
    server = read_one(sealed(plain), round_=signed(form))

    assert [each.reason for each in phone.set_apart] == ["does-not-fit"]
    assert len(server.answers) == 1


def test_a_permission_left_over_after_the_words_were_deleted_does_no_harm():
    (answer,) = read_one(sealed(inside(DRAFT, answers={"today": "ok"}))).answers

    assert answer.consents == {"words": "panel"}


def with_words(draft, status):
    (offered,) = draft.languages
    changed = msgspec.structs.replace(offered, status=status)
    return msgspec.structs.replace(draft, languages=(changed,))


@pytest.mark.parametrize(
    ("draft", "status", "counts"),
    [
        (DRAFT, "approved", True),
        (DRAFT, "critical", True),
        (DRAFT, "draft", False),
        (PRACTICE, "approved", True),
        (PRACTICE, "draft", True),
    ],
    ids=[
        "real, approved",
        "real, critical",
        "real, draft",
        "practice, approved",
        "practice, draft",
    ],
)
def test_a_yes_counts_only_under_words_that_somebody_approved(draft, status, counts):
    round_file = with_words(draft, status)
    opener = opener_for(round_file, ())

    (offered,) = round_file.languages
    assert (opener.approved.get(inside(round_file).words) == offered.tag) is counts


def test_a_yes_that_was_sealed_under_words_of_a_draft_counts_as_no_and_the_rest_is_read():
    # A server may offer what no round should; the desk decides again, by the signed round file.
    unread = with_words(DRAFT, "draft")
    opener = opener_for(unread, tuple(each.text for each in MEMBERS[:1]))

    (answer,) = open_many(opener, [("00", sealed(inside(unread)))])

    assert answer.consents == {}
    assert answer.answers["today"] == "good"


def test_a_yes_under_words_that_nobody_here_knows_counts_as_no():
    (answer,) = read_one(sealed(inside(DRAFT, words="f" * 16))).answers

    assert answer.consents == {}
    assert answer.answers["today"] == "good"


def test_a_yes_under_the_words_of_another_language_counts_as_no():
    (answer,) = read_one(sealed(inside(DRAFT, lang="ti"))).answers

    assert answer.consents == {}


def test_what_was_withdrawn_is_left_out_of_every_bundle():
    early, late, kept = (sealed(inside(DRAFT)) for _ in range(3))
    first = bundle(ROUND, [early, kept], [mark_of(late)])
    second = bundle(ROUND, [late], [mark_of(early)], release=2)

    reading = read([first, second], [LEAD], {DESK.public})

    assert [each.id for each in reading.answers] == [mark_of(kept).hex()]
    assert reading.withdrawn == 2


def test_what_comes_twice_is_read_once():
    envelope = sealed(inside(DRAFT))
    streams = [bundle(ROUND, [envelope, envelope]), bundle(ROUND, [envelope], release=2)]

    assert len(read(streams, [SAFEGUARDING], {DESK.public}).answers) == 1


def test_the_order_of_bundles_makes_no_difference_to_what_is_read():
    envelopes = [sealed(inside(DRAFT)) for _ in range(4)]
    stones = [mark_of(envelopes[0])]

    def ids(order):
        streams = [bundle(ROUND, envelopes[:2]), bundle(ROUND, envelopes[2:], stones)]
        return {each.id for each in read(streams[::order], [LEAD], {DESK.public}).answers}

    assert ids(1) == ids(-1)


def test_a_round_that_no_trusted_desk_signed_is_refused():
    stranger = new_signing_key()

    with pytest.raises(Refused) as caught:
        read([bundle(ROUND, [])], [LEAD], {stranger.public})

    assert caught.value.slug == "unknown-key"


def test_bundles_of_two_rounds_are_not_read_as_one():
    with pytest.raises(Refused) as caught:
        read([bundle(ROUND, []), bundle(signed(drafted()), [])], [LEAD], {DESK.public})

    assert caught.value.slug == "two-rounds"


@pytest.mark.parametrize("cut", [1, 40, 5_000])
def test_a_bundle_whose_end_is_missing_is_refused_whole(cut):
    whole = bundle(ROUND, [sealed(inside(DRAFT))]).getvalue()

    with pytest.raises(NotReadable):
        read([io.BytesIO(whole[:-cut])], [LEAD], {DESK.public})


def test_progress_adds_up_to_all_envelopes():
    told = []
    envelopes = [sealed(inside(DRAFT)) for _ in range(7)]

    read([bundle(ROUND, envelopes)], [RECOVERY], {DESK.public}, told.append)

    assert sum(told) == 7


def test_other_processes_read_the_same_as_this_one():
    many = [sealed(inside(DRAFT, answers={"one": f"text {n}"})) for n in range(2_100)]
    many[7] = many[7][:-1] + bytes([many[7][-1] ^ 1])

    reading = read([bundle(ROUND, many)], [LEAD], {DESK.public})

    texts = [each.answers["one"] for each in reading.answers]
    assert texts == [f"text {n}" for n in range(2_100) if n != 7]
    assert [each.reason for each in reading.set_apart] == ["altered"]


@settings(max_examples=settings.default.max_examples * 2 // 3)
@given(st.data())
def test_no_change_of_any_byte_is_ever_read_as_an_answer(data):
    envelope = bytearray(sealed(inside(DRAFT)))
    at = data.draw(st.integers(0, len(envelope) - 1))
    envelope[at] ^= data.draw(st.integers(1, 255))

    reading = read_one(bytes(envelope))

    assert reading.answers == ()
    assert len(reading.set_apart) == 1


@given(st.binary(max_size=MAX_PLAIN_BYTES))
def test_whatever_is_inside_nothing_is_lost_and_nothing_breaks(plain):
    reading = read_one(sealed(plain))

    assert len(reading.answers) + len(reading.set_apart) == 1


def test_bytes_that_are_no_envelope_are_kept_as_set_apart_too():
    reading = read([bundle(ROUND, [os.urandom(200), b""])], [LEAD], {DESK.public})

    assert [each.reason for each in reading.set_apart] == ["header", "header"]
