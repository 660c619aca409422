"""Answers made to harm: through the service, its store, a bundle and the desk's report."""

import base64
import io
import json
import os
import re

import httpx
import pytest

from live import PEPPER, now
from sending import bundles_after, frame_of, release_now
from voice.desk.reading import Reading, read
from voice.desk.report import report
from voice.forms.round_file import fingerprint
from voice.sealing.marks import mark, round_mark_key
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal, seal_padded
from voice.themes.codebook_file import load_codebook

WORDS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "@SUM(1)\t=1\r-1+1",
    "\u202eltr \u2066 \u200f \ufeff \u2028\u2029",
    "../../etc/passwd file:///etc/passwd",
    "{{ 7 * 7 }} {% include 'x' %} %s%n ${x}",
    "a" + "\u0301" * 6_000,
    "\u200d" * 4_000,
    "1" * 12_000,
    "(" * 12_000,
    "\U0001f600" * 3_000,
    "\x00\x01\x1b[31m\x7f\ufffe",
]
NAMES = ["__proto__", "constructor", "../x", "good\n", "<b>", "", "x" * 7_000]


def inside(live, **changed: object) -> dict[str, object]:
    file = live.round
    return {
        "v": 1,
        "kind": "answers",
        "round": file.id,
        "form_fingerprint": fingerprint(file.form),
        "words": fingerprint(file.languages[0].words),
        "lang": "en",
        "door": live.door,
        "mode": "self",
        "present": "",
        "sealed_by": "phone",
        "answers": {"contact": "now", "good": "a lamp"},
        "consents": {},
    } | changed


def poisoned(live) -> list[bytes]:
    """Plain texts that a phone never seals, each within the one size."""

    def written(**changed: object) -> str:
        return json.dumps(inside(live, **changed), ensure_ascii=False)

    usual = written()
    plains = [written(answers={"contact": "now", "good": each}) for each in WORDS]
    for name in NAMES:
        fields = ("door", "lang", "mode", "present", "round")
        plains += [written(**{field: name}) for field in fields]
        plains += [written(answers={name: "x"}), written(consents={name: name})]
    plains += [
        *("", "null", "[]", '"x"', "[" * 16_000, "[" * 8_000 + "]" * 8_000, '{"a":' * 3_000),
        usual.replace('"a lamp"', "[" * 7_000 + "]" * 7_000),
        usual.replace('"v": 1', '"v": 1e400'),
        usual.replace('"v": 1', '"v": ' + "9" * 9_000),
        usual.replace('"v": 1', '"v": true'),
        usual[:-1] + ', "answers": {"good": "said twice"}}',
        usual[:-1] + ', "and": "more"}',
        usual.replace("a lamp", "\\ud800"),
        usual.replace("a lamp", "\\udfff\\ud800"),
        written(answers={f"q{each}": "x" for each in range(900)}),
        written(answers={"good": ["a", "b"]}),
    ]
    raw = [usual.encode().replace(b"lamp", each) for each in (b"\xff\xfe", b"\xed\xa0\x80")]
    return [*(each.encode() for each in plains), *raw, usual.encode("utf-16")]


def altered(live) -> list[bytes]:
    """Envelopes whose outside is right and whose inside is not."""
    roster = parse_roster(member.recipient for member in live.round.roster)
    whole = seal_padded(json.dumps(inside(live)).encode(), roster)
    sizes = [seal(b"\xff" * 16_384, roster), seal(b"\0\0\x3f\xff" + b"{" * 16_380, roster)]
    shares = [b"\0" * 1_120, b"\xff" * 1_120, os.urandom(1_088) + bytes(32)]
    kind = rb"-> mlkem768x25519 [A-Za-z0-9+/]+"
    keys = [
        re.sub(kind, b"-> mlkem768x25519 " + base64.b64encode(each).rstrip(b"="), whole)
        for each in shares
    ]
    flipped = [bytearray(whole) for _ in range(40)]
    for place, each in enumerate(flipped):
        each[-1 - place * 411] ^= 1
    return [*sizes, *keys, *map(bytes, flipped)]


@pytest.fixture(scope="module")
def opened(live) -> Reading:
    """What a desk reads after all of that was sent the way phones send."""
    roster = parse_roster(member.recipient for member in live.round.roster)
    plains = poisoned(live)
    envelopes = [seal_padded(each, roster) for each in plains] + altered(live)
    before = release_now(live)
    with httpx.Client(base_url=live.url, timeout=20) as http:
        for each in envelopes:
            assert http.post("/send", content=frame_of(live, each)).status_code == 200
        bundles = bundles_after(http, live, before)
    reading = read([io.BytesIO(each) for each in bundles], live.identities[:1], {live.signer})
    found = {each.id for each in (*reading.answers, *reading.set_apart)}
    key = round_mark_key(PEPPER, live.round.id)
    assert {mark(key, each).hex() for each in envelopes} <= found, "none is lost on the way"
    return reading


def test_nothing_that_is_sent_stops_the_reading(opened):
    reasons = {each.reason for each in opened.set_apart}
    assert {"not-answers", "odd-names", "altered", "padding", "other-round"} <= reasons
    said = {each.answers.get("good") for each in opened.answers}
    assert WORDS[0] in said, "words are words, whatever they are"


def test_the_report_holds_none_of_it(opened):
    page = report(opened, bytes(32), load_codebook(), now().date(), True)
    for harm in ("<script", "onerror", "=cmd", "etc/passwd", "\u202e", "{{", "javascript:"):
        assert harm not in page
    assert "alert(1)" not in page
