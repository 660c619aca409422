"""Listen in the form itself: beside each recorded question, and gone with it."""

import pytest
from playwright.sync_api import expect

from listening import TAKES, with_recordings
from visit import open_form, start


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with with_recordings(tmp_path_factory.mktemp("form")) as live:
        yield live


def at_first_question(page, site):
    open_form(page, site)
    start(page)
    return page.locator('[data-question="contact"]')


def hear(page, section):
    section.locator(".listen button").click()
    page.wait_for_function(
        "section => section.querySelector('audio').currentTime > 0.2", arg=section.element_handle()
    )


def expect_silence(page):
    page.wait_for_function("() => [...document.querySelectorAll('audio')].every((a) => a.paused)")


def test_listen_stands_beside_each_question_that_was_recorded(page, site):
    first = at_first_question(page, site)

    expect(first.get_by_role("button", name="Listen")).to_be_visible()
    assert page.locator(".listen").count() == len(TAKES)


@pytest.mark.parametrize("away", ["#skip", "#back", "a.help", 'a[href="#break"]'])
def test_going_on_back_or_aside_ends_the_sound(page, site, away):
    hear(page, at_first_question(page, site))

    page.click(away)

    expect_silence(page)


def test_a_round_without_recordings_is_as_it_was(page, live):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    at_first_question(page, live)

    expect(page.locator(".listen, audio")).to_have_count(0)
    assert not [each for each in asked if "listen" in each]


def test_without_script_each_recorded_question_has_the_browsers_player(plain_page, site):
    open_form(plain_page, site)

    expect(plain_page.locator("audio:visible")).to_have_count(len(TAKES))
    expect(plain_page.locator(".listen button:visible")).to_have_count(0)
