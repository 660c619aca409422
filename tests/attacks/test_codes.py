"""Whether a code is right cannot be told from anything that comes back."""

import os
import re
import sqlite3
import time

from live import SALT
from sending import frame_of, sealed
from voice.collect.withdrawal import WITHDRAWAL_SECONDS
from voice.sealing.receipt import new_code, receipt_keys, withdrawal_of


def sent_with_a_receipt(http, live) -> str:
    """The code of an answer that was just sent."""
    code = new_code()
    keys = receipt_keys(code, SALT)
    envelope = sealed(live, "tea at four")
    withdrawal = withdrawal_of(keys.withdraw)
    body = frame_of(live, envelope, look_up=keys.look_up, withdrawal=withdrawal)
    assert http.post("/send", content=body).status_code == 200
    return code


def rows(live) -> list[int]:
    tables = ("submissions", "receipts", "tombstones")
    with sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True) as database:
        return [database.execute(f"SELECT count(*) FROM {each}").fetchone()[0] for each in tables]


def seen(reply) -> tuple:
    headers = {name: value for name, value in reply.headers.items() if name != "date"}
    return reply.status_code, reply.content, tuple(headers.items())


def test_a_right_a_used_and_a_wrong_code_are_answered_alike(http, live):
    right = [receipt_keys(sent_with_a_receipt(http, live), SALT) for _ in range(2)]
    bodies = [b"VOW1" + keys.look_up + keys.withdraw for keys in (*right, *right)]
    bodies += [b"VOW1" + os.urandom(64), b"VOW1" + right[0].look_up + os.urandom(32)]
    replies = set()
    for body in bodies:
        started = time.monotonic()
        replies.add(seen(http.post("/withdraw", content=body)))
        assert time.monotonic() - started >= WITHDRAWAL_SECONDS, "the work does not show through"
    assert len(replies) == 1


def test_without_script_they_are_answered_alike_too(http, live):
    right = sent_with_a_receipt(http, live)
    codes = [right, right, new_code(), re.sub("(....)", r"\1 - ", right)]
    replies = {seen(http.post("/withdraw/en", data={"code": each})) for each in codes}
    assert len(replies) == 1
    (told,) = replies
    assert dict(told[2])["location"] == "/withdraw/en/answered"


def test_guessing_leaves_nothing_in_the_database(http, live):
    before = rows(live)
    for _ in range(5):
        http.post("/withdraw", content=b"VOW1" + os.urandom(64))
    assert rows(live) == before


def test_a_look_up_without_its_secret_takes_nothing_back(http, live):
    keys = receipt_keys(sent_with_a_receipt(http, live), SALT)
    before = rows(live)
    for secret in (os.urandom(32), withdrawal_of(keys.withdraw), keys.look_up, bytes(32)):
        http.post("/withdraw", content=b"VOW1" + keys.look_up + secret)
    assert rows(live) == before
    http.post("/withdraw", content=b"VOW1" + keys.look_up + keys.withdraw)
    assert rows(live) == [before[0] - 1, before[1] - 1, before[2] + 1]


def test_what_was_taken_back_stays_gone_when_its_frame_comes_again(http, live):
    code = new_code()
    keys = receipt_keys(code, SALT)
    fields = {"look_up": keys.look_up, "withdrawal": withdrawal_of(keys.withdraw)}
    body = frame_of(live, sealed(live, "tea at four"), **fields)
    first = seen(http.post("/send", content=body))
    http.post("/withdraw", content=b"VOW1" + keys.look_up + keys.withdraw)
    gone = rows(live)
    assert seen(http.post("/send", content=body)) == first, "the sender cannot tell"
    assert rows(live) == gone
