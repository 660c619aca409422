"""What keeps answers from arriving: each says so in plain words, and the answers stay."""

import json
import sqlite3
from contextlib import closing

import pytest

from quick import fill_at_once, go_to_check, send_at_once
from visit import send_without_script
from voice.sealing.open import open_padded

TYPED = "The kettle is warm."
SAID = {"contact": "now", "good": TYPED, "change": TYPED, "words": "panel", "present": "alone"}


def envelopes(live) -> set[bytes]:
    with closing(sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True)) as database:
        return {row[0] for row in database.execute("SELECT envelope FROM submissions")}


@pytest.fixture
def arrived(live):
    """`arrived()`: what was sealed since the test began, opened with a reader's key."""
    before = envelopes(live)

    def since() -> list[dict]:
        new = envelopes(live) - before
        return [json.loads(open_padded(each, live.identities[:1])) for each in new]

    return since


def still_there(page) -> None:
    assert page.input_value('textarea[name="good"]') == TYPED
    assert TYPED in page.locator("#given").inner_text()
    assert page.locator("#send").is_enabled()
    assert page.locator("#thanks").is_hidden()


REPLIES = {
    "busy": (503, "did not send yet"),
    "somebody-else-answers": (404, "did not send yet"),
    "not-reading-now": (410, "not reading answers now"),
}


@pytest.mark.parametrize("what", REPLIES)
def test_a_reply_that_is_not_yes_keeps_the_answers(live, page, arrived, what):
    status, told = REPLIES[what]
    go_to_check(page, f"{live.url}/{live.door}/en", SAID)
    page.route("**/send", lambda route: route.fulfill(status=status, body="x".ljust(64)), times=1)
    page.click("#send")
    page.locator("#told", has_text=told).wait_for()
    still_there(page)
    send_at_once(page)
    assert len(arrived()) == 1


def test_no_signal_keeps_the_answers(live, page, arrived):
    go_to_check(page, f"{live.url}/{live.door}/en", SAID)
    page.context.set_offline(True)
    page.click("#send")
    page.locator("#told", has_text="Your answers are still on this page. Try again.").wait_for()
    still_there(page)
    page.context.set_offline(False)
    send_at_once(page)
    assert len(arrived()) == 1


@pytest.mark.parametrize(
    ("mode", "blocked"),
    [
        ("self", "vendor/age.js"),
        ("self", "questions.mjs"),
        ("nearby", "vendor/age.js"),
        ("writing", "handover.mjs"),
        ("phone", "keys/*"),
    ],
)
def test_where_the_sealing_file_is_blocked_the_page_says_it_first(
    live, page, arrived, mode, blocked
):
    page.route(f"**/{blocked}", lambda route: route.abort())
    door = live.door if mode == "self" else live.doors[mode]
    page.goto(f"{live.url}/{door}/en")
    page.locator("#send").wait_for()
    assert page.locator("text=Our computer locks your answers when they arrive").is_visible()
    assert page.locator("text=your words travel to our computer first").is_visible()
    assert page.locator("text=Your answers are locked before they leave").is_hidden()
    assert page.locator('textarea[name="good"]').is_visible()
    fill_at_once(page, SAID)
    send_without_script(page)
    (inside,) = arrived()
    assert (inside["sealed_by"], inside["mode"]) == ("server", mode)


def test_help_that_was_open_while_the_sealing_file_was_blocked_gives_way(live, page):
    page.route("**/keys/*", lambda route: (page.click("a.help"), route.abort())[1])
    page.goto(f"{live.url}/{live.door}/en")
    page.locator("#send").wait_for()
    assert page.locator("#help").is_visible()


@pytest.mark.parametrize("mode", ["nearby", "writing", "phone"])
def test_the_persons_own_word_on_who_was_there_is_kept_as_said(live, page, arrived, mode):
    go_to_check(page, f"{live.url}/{live.doors[mode]}/en", SAID)
    send_at_once(page)
    (inside,) = arrived()
    assert inside["mode"] == mode
    assert inside["present"] == "alone"
