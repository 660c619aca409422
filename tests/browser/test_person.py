"""A person's whole way, in a real phone-sized Chromium: from the door to the thank-you."""

import json
import sqlite3
from contextlib import closing

import pytest

from browser.conftest import fresh
from visit import (
    PHONE,
    Said,
    fill_without_script,
    open_form,
    send_with_script,
    send_without_script,
    start,
    walk_with_script,
)
from voice.desk.opening import OpenedAnswer, open_many, opener_for
from voice.sealing.open import open_padded

FULL = Said(
    {
        "contact": "now",
        "overall": "good",
        "good": "She waits until I find the word.",
        "safe_home": "yes",
        "respect": "sometimes",
        "interp": "yes",
        "interp_how": "good",
        "better": ["waiting", "home"],
        "change": 'Answer letters sooner.\nThank you "all" <b>here</b>.',
        "words": "panel",
        "present": "worker",
    }
)


def envelopes(live) -> list[bytes]:
    # Plain sqlite3: a browser that is driven synchronously leaves no room for another event loop.
    with closing(sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True)) as database:
        return [row[0] for row in database.execute("SELECT envelope FROM submissions")]


def insides(live, before: set[bytes]) -> list[dict]:
    """What was sealed since `before`, opened with a key the service never had."""
    now = envelopes(live)
    return [
        json.loads(open_padded(each, live.identities[:1])) for each in now if each not in before
    ]


@pytest.fixture
def before(live) -> set[bytes]:
    return set(envelopes(live))


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_with_script_answers_go_from_the_door_to_the_thank_you(live, page, before, tag):
    open_form(page, live, tag=tag)
    walk_with_script(page, FULL)
    send_with_script(page)
    (inside,) = insides(live, before)
    assert inside["lang"] == tag
    assert inside["door"] == live.door
    assert inside["sealed_by"] == "phone"
    assert inside["present"] == "worker"
    assert inside["consents"] == {"words": "panel"}
    assert inside["answers"]["change"] == FULL.answers["change"]
    assert inside["answers"]["better"] == ["home", "waiting"]


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_without_script_answers_go_from_the_door_to_the_thank_you(live, plain_page, before, tag):
    open_form(plain_page, live, tag=tag)
    fill_without_script(plain_page, FULL)
    send_without_script(plain_page)
    assert plain_page.url == f"{live.url}/next/{tag}"
    (inside,) = insides(live, before)
    assert inside["lang"] == tag
    assert inside["sealed_by"] == "server"
    assert inside["answers"]["change"] == FULL.answers["change"]
    assert inside["consents"] == {"words": "panel"}


def test_the_first_language_offered_is_the_phones_own(live, browser):
    with fresh(browser, viewport=PHONE, locale="ar-SY") as context:
        page = context.new_page()
        page.goto(f"{live.url}/{live.door}")
        assert page.get_attribute("html", "dir") == "rtl"


def test_nothing_is_required(live, page, before):
    open_form(page, live)
    asked = walk_with_script(page, Said({}))
    assert len(asked) > 8
    send_with_script(page)
    (inside,) = insides(live, before)
    assert inside["answers"] == {}
    assert inside["consents"] == {}


def test_questions_that_do_not_fit_are_not_asked(live, page):
    open_form(page, live)
    asked = walk_with_script(page, Said({"contact": "turned_away"}))
    assert asked[:3] == ["contact", "asked_how", "asked_where"]
    assert "overall" not in asked
    assert "interp" not in asked


def test_the_number_of_questions_is_counted_and_never_grows(live, page):
    open_form(page, live)
    start(page)
    totals = []
    while not page.locator("#check").is_visible():
        words = page.locator("#where").inner_text()
        place, total = (int(each) for each in words.split() if each.isdigit())
        assert place == len(totals) + 1
        totals.append(total)
        page.click("#skip")
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] == len(totals)


def test_back_goes_to_the_question_before_and_keeps_answers(live, page):
    open_form(page, live)
    start(page)
    page.check('input[name="contact"][value="now"]')
    page.click("#go")
    page.check('input[name="overall"][value="good"]')
    page.click("#go")
    page.click("#back")
    assert page.is_checked('input[name="overall"][value="good"]')
    page.go_back()  # the phone's own Back does the same
    assert page.locator('[data-question="contact"]').is_visible()
    assert page.is_checked('input[name="contact"][value="now"]')


def test_an_answer_can_be_changed_and_deleted_before_it_is_sent(live, page, before):
    open_form(page, live)
    walk_with_script(page, FULL)
    shown = page.locator("#given").inner_text()
    assert "She waits until I find the word." in shown
    page.get_by_role("button", name="Delete: What is good about the help?").click()
    assert "She waits" not in page.locator("#given").inner_text()
    page.get_by_role("button", name="Change: How is the help from Northside?").click()
    page.check('input[name="overall"][value="bad"]')
    page.click("#go")
    send_with_script(page)
    (inside,) = insides(live, before)
    assert "good" not in inside["answers"]
    assert inside["answers"]["overall"] == "bad"


def test_more_than_three_keeps_the_first_three_and_says_so(live, page, before):
    open_form(page, live)
    start(page)
    while page.locator('[data-question="better"]').is_hidden():
        page.click("#skip")
    for box in page.locator('[data-question="better"] input').all()[:5]:
        box.check()
    room = page.locator('[data-question="better"] [data-room]')
    assert room.inner_text() == "You chose 5. We keep the first 3 in the list."
    page.click("#go")
    while not page.locator("#check").is_visible():
        page.click("#skip")
    send_with_script(page)
    (inside,) = insides(live, before)
    assert len(inside["answers"]["better"]) == 3


def test_too_many_words_are_said_calmly_and_nothing_is_lost(live, page):
    open_form(page, live)
    start(page)
    while page.locator('[data-question="good"]').is_hidden():
        page.click("#go")
    words = "ጽቡቕ " * 1300
    page.fill('textarea[name="good"]', words)
    room = page.locator('[data-question="good"] [data-room]')
    assert "a little shorter" in room.inner_text()
    while not page.locator("#check").is_visible():
        page.click("#go")
    page.click("#send")
    page.locator(".question:not([hidden]) [data-room]", has_text="a little shorter").wait_for()
    assert page.input_value('textarea[name="good"]') == words


def test_help_and_the_break_open_without_losing_anything(live, page):
    open_form(page, live)
    start(page)
    page.check('input[name="contact"][value="before"]')
    for name in ("help", "break"):
        page.click(f'a[href="#{name}"]')
        assert page.locator(f"#{name}").is_visible()
        assert page.locator(".leave").is_visible()
        page.click(f"#{name} [data-return]")
        assert page.is_checked('input[name="contact"][value="before"]')


def test_a_send_that_does_not_arrive_keeps_the_answers_and_sends_once(live, page, before):
    open_form(page, live)
    walk_with_script(page, FULL)
    page.context.set_offline(True)
    page.click("#send")
    page.locator("#told", has_text="did not send").wait_for()
    page.context.set_offline(False)
    # The reply gets lost once: the service has kept it, and the second try is the same frame.
    page.route("**/send", lambda route: (route.fetch(), route.abort())[1], times=1)
    page.click("#send")
    page.locator("#told", has_text="Sending").wait_for(state="detached")
    page.wait_for_selector("#send:not([disabled])")
    assert "did not send" in page.locator("#told").inner_text()
    send_with_script(page)
    assert len(insides(live, before)) == 1


def test_where_sealing_does_not_work_the_page_stays_as_it_was_served(live, browser, before):
    with fresh(browser, viewport=PHONE) as context:
        page = context.new_page()
        page.route("**/vendor/age.js", lambda route: route.abort())
        # before that the page is not yet the script's, and looks as if it stayed as served
        with page.expect_event("requestfailed", lambda request: "age.js" in request.url):
            open_form(page, live)
        page.wait_for_selector("html:not(.scripted)")
        assert page.locator("#begin").is_hidden()
        assert page.locator("text=Our computer locks your answers").is_visible()
        fill_without_script(page, FULL)
        send_without_script(page)
    (inside,) = insides(live, before)
    assert inside["sealed_by"] == "server"


def test_with_script_no_word_leaves_in_clear(live, page):
    sent = []
    page.on("request", lambda request: sent.append(request))
    open_form(page, live)
    walk_with_script(page, FULL)
    send_with_script(page)
    posts = [request for request in sent if request.method == "POST"]
    assert [request.url for request in posts] == [f"{live.url}/send"]
    body = posts[0].post_data_buffer
    for word in ("waits", "Answer letters", "panel", "worker", live.door):
        assert word.encode() not in body
        assert all(word not in request.url for request in sent if word != live.door)
    assert all(request.url.startswith(live.url) for request in sent), "no third party is asked"


def test_every_visit_sends_one_size_whatever_was_said(live, browser):
    sizes = set()
    for tag, said in (
        ("en", FULL),
        ("ar", FULL),
        ("en", Said({})),
        ("ar", Said({"good": "خ" * 2000})),
    ):
        with fresh(browser, viewport=PHONE) as context:
            page = context.new_page()
            with page.expect_response("**/send") as arrived:
                open_form(page, live, tag=tag)
                walk_with_script(page, said)
                send_with_script(page)
            sent, reply = arrived.value.request, arrived.value.headers
            sizes.add((len(sent.post_data_buffer), reply["content-length"]))
    assert len(sizes) == 1
    assert {reply for _, reply in sizes} == {"64"}


def test_a_receipt_withdraws_what_it_sent(live, page, before):
    open_form(page, live)
    walk_with_script(page, FULL)
    send_with_script(page)
    page.click("#show-code")
    code = page.locator(".code").inner_text()
    assert len(insides(live, before)) == 1
    page.goto(f"{live.url}/withdraw/en")
    page.fill("#typed", code.replace(" ", "-"))
    page.click("#withdraw button")
    page.wait_for_selector("text=what it sent is gone")
    assert insides(live, before) == []


def test_a_receipt_withdraws_without_script_too(live, page, plain_page, before):
    open_form(page, live)
    walk_with_script(page, FULL)
    send_with_script(page)
    page.click("#show-code")
    code = page.locator(".code").inner_text()
    plain_page.goto(f"{live.url}/withdraw/ar")
    plain_page.fill("#typed", code)
    plain_page.click("#withdraw button")
    plain_page.wait_for_url("**/withdraw/ar/answered")
    assert insides(live, before) == []


def test_a_typing_slip_in_the_code_is_told_on_the_phone(live, page):
    posts = []
    page.on(
        "request", lambda request: posts.append(request.url) if request.method == "POST" else None
    )
    page.goto(f"{live.url}/withdraw/en")
    page.fill("#typed", "1234 5678 9012 3456 7890 1234")
    page.click("#withdraw button")
    assert "look at the numbers again" in page.locator("#told").inner_text()
    assert posts == []


def test_what_the_desk_opens_is_what_was_said(live, page, before):
    open_form(page, live)
    walk_with_script(page, FULL)
    send_with_script(page)
    (envelope,) = [each for each in envelopes(live) if each not in before]
    opener = opener_for(live.round, tuple(each.text for each in live.identities[:1]))
    (opened,) = open_many(opener, [("00", envelope)])
    assert isinstance(opened, OpenedAnswer)
    assert opened.answers["good"] == FULL.answers["good"]
    assert opened.consents == {"words": "panel"}
