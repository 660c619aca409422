"""Where someone is near: what they may see, a device left lying, and taking an answer back."""

import sqlite3
from contextlib import closing

import pytest

from visit import Said, open_form, send_with_script, start, walk_with_script

WORDS = "Tea at four."
SAID = Said({"contact": "now", "good": WORDS})


def kept(live) -> int:
    with closing(sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True)) as database:
        return database.execute("SELECT count(*) FROM submissions").fetchone()[0]


def take(page, live, mode: str) -> None:
    """Through the door, past the hand-over screen, to the first question."""
    open_form(page, live, door=live.doors[mode])
    page.wait_for_selector("#begin:not([disabled])", state="attached")
    page.click("#handed")
    start(page)


def test_a_device_left_lying_covers_what_it_shows_and_goes_on_where_it_was(live, page):
    page.clock.install()
    take(page, live, "nearby")
    page.check('input[name="contact"][value="now"]')
    page.clock.run_for(121_000)
    assert page.locator("#still-you").is_visible()
    assert page.locator(".question:visible").count() == 0
    assert page.locator(".leave").is_visible()
    page.click("#go-on")
    assert page.is_checked('input[name="contact"][value="now"]')
    assert page.locator("#still-you").is_hidden()


def test_after_ten_minutes_it_is_wiped_for_the_next_person(live, page):
    page.clock.install()
    take(page, live, "writing")
    page.check('input[name="contact"][value="now"]')
    page.clock.run_for(121_000)
    with page.expect_navigation():
        page.clock.run_for(481_000)
    assert page.locator("a[hreflang]").first.is_visible()
    assert page.url == f"{live.url}/{live.doors['writing']}"


def test_whoever_goes_on_in_time_is_not_hurried(live, page):
    page.clock.install()
    take(page, live, "nearby")
    for _ in range(4):
        page.clock.run_for(100_000)
        page.keyboard.press("Tab")
    assert page.locator("#still-you").is_hidden()


def test_on_a_persons_own_phone_nothing_is_timed(live, page):
    page.clock.install()
    open_form(page, live)
    walk_with_script(page, SAID)
    page.clock.run_for(3_600_000)
    assert WORDS in page.locator("#given").inner_text()
    assert page.locator("#check").is_visible()


@pytest.mark.parametrize("mode", ["nearby", "writing", "phone"])
def test_a_new_person_finds_nothing_of_the_last_one(live, page, mode):
    take(page, live, mode)
    while not page.locator("#check").is_visible():
        box = page.locator(".question:not([hidden]) textarea")
        if box.count():
            box.fill(WORDS)
        page.click("#go")
    send_with_script(page)
    with page.expect_navigation():
        page.click("#thanks [data-new-person]")
    assert page.url == f"{live.url}/{live.doors[mode]}"
    page.go_back()
    page.wait_for_timeout(300)
    assert WORDS not in page.content()


def test_who_writes_for_a_person_is_not_said_to_be_blind(live, page):
    open_form(page, live, door=live.doors["writing"])
    assert "sees your answers now" in page.locator("#handover").inner_text()
    assert "Your support worker will not see your answers" not in page.content()


def test_what_was_sent_can_be_deleted_right_beside_its_code(live, page):
    before = kept(live)
    open_form(page, live)
    walk_with_script(page, SAID)
    send_with_script(page)
    page.click("#show-code")
    assert page.evaluate("document.activeElement.textContent") == "Your code"
    assert kept(live) == before + 1
    page.click("#take-back")
    page.locator("#taken", has_text="What you sent is gone").wait_for()
    assert kept(live) == before
    assert page.locator("#code").is_hidden()


def test_too_many_words_lead_back_to_the_question_itself(live, page):
    open_form(page, live)
    walk_with_script(page, Said({"contact": "now", "good": "word " * 3000}))
    page.click("#send")
    question = page.locator('[data-question="good"]')
    question.wait_for()
    assert "a little shorter" in question.locator("[data-room]").inner_text()


def test_the_end_page_names_the_board_and_does_not_lead_away(live, page):
    open_form(page, live)
    walk_with_script(page, SAID)
    send_with_script(page)
    thanks = page.locator("#thanks")
    assert live.round.board in thanks.inner_text()
    assert thanks.locator(f'a[href="{live.round.board}"]').count() == 0
