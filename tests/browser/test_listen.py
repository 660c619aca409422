"""Listen, in a real browser: silent until it is asked for, and silent again when it should be."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from listening import TAKES, serve_questions, with_recordings


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with with_recordings(tmp_path_factory.mktemp("listen")) as live:
        yield live


def note_recordings(page: Page) -> list[str]:
    """Fills with the address of every recording that is asked for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        path = urlsplit(request.url).path
        if path.startswith("/audio/"):
            asked.append(path)

    page.on("request", note)
    return asked


@pytest.fixture
def heard(page: Page, site) -> Iterator[list[str]]:
    """Addresses of recordings asked for so far, on a page with questions; nothing is blocked."""
    asked = note_recordings(page)
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if said.type == "error" else None)
    serve_questions(page, site)
    yield asked
    assert blocked == []


def audio(page: Page, question: str, what: str):
    return page.eval_on_selector(f'[data-question="{question}"] audio', f"a => a.{what}")


def button(page: Page, question: str):
    return page.locator(f'[data-question="{question}"] .listen button')


def wait_until_heard(page: Page, question: str) -> None:
    page.wait_for_function(
        "id => document.querySelector(`[data-question=${id}] audio`).currentTime > 0.2",
        arg=question,
    )


def test_nothing_is_loaded_or_played_before_it_is_asked_for(page, heard):
    page.wait_for_timeout(500)

    assert page.locator("audio").count() == len(TAKES)
    for question in TAKES:
        assert audio(page, question, "preload") == "none"
        assert audio(page, question, "autoplay") is False
        assert audio(page, question, "paused") is True
    assert "autoplay" not in page.content()
    assert heard == []


def test_a_press_plays_and_another_stops(page, heard):
    expect(button(page, "contact")).to_have_text("Listen", use_inner_text=True)
    button(page, "contact").click()
    expect(button(page, "contact")).to_have_text("Stop", use_inner_text=True)
    wait_until_heard(page, "contact")
    assert round(audio(page, "contact", "duration")) == 3
    assert len(set(heard)) == 1

    button(page, "contact").click()

    expect(button(page, "contact")).to_have_text("Listen", use_inner_text=True)
    assert audio(page, "contact", "paused") is True
    assert audio(page, "contact", "currentTime") == 0


def test_a_keyboard_does_the_same(page, heard):
    button(page, "contact").focus()
    page.keyboard.press("Enter")
    wait_until_heard(page, "contact")
    page.keyboard.press("Space")

    assert audio(page, "contact", "paused") is True


def test_only_one_is_heard_at_a_time(page, heard):
    button(page, "contact").click()
    wait_until_heard(page, "contact")
    button(page, "good").click()
    wait_until_heard(page, "good")

    assert audio(page, "contact", "paused") is True
    expect(button(page, "contact")).to_have_text("Listen", use_inner_text=True)


def test_at_its_end_it_can_be_heard_again(page, heard):
    button(page, "good").click()
    wait_until_heard(page, "good")
    expect(button(page, "good")).to_have_text("Listen", use_inner_text=True)
    button(page, "good").click()
    wait_until_heard(page, "good")


@pytest.mark.parametrize(
    "away",
    [
        "document.querySelector('[data-question=contact]').hidden = true",
        "document.documentElement.className = 'aside-open'",
        "document.querySelector('main').remove()",
        "dispatchEvent(new PageTransitionEvent('pagehide'))",
    ],
    ids=["next question", "help", "leave", "page gone"],
)
def test_what_can_no_longer_be_seen_is_no_longer_heard(page, heard, away):
    button(page, "contact").click()
    wait_until_heard(page, "contact")
    player = page.query_selector('[data-question="contact"] audio')

    page.evaluate(away)

    page.wait_for_function("player => player.paused", arg=player)


def test_a_sound_that_does_not_come_is_said_so_calmly_and_may_be_tried_again(page, site):
    serve_questions(page, site, {"contact": f"/audio/{site.round.id}/en/{'0' * 16}"})
    told = page.locator('[data-question="contact"] [role=status]')

    for _ in range(2):
        button(page, "contact").click()
        expect(told).to_have_text("It did not play yet. Please try again.")
        expect(button(page, "contact")).to_have_text("Listen", use_inner_text=True)


def test_a_phone_that_cannot_play_it_shows_no_button(page, site):
    page.add_init_script("HTMLMediaElement.prototype.canPlayType = () => ''")
    serve_questions(page, site)

    expect(page.locator(".listen")).to_have_count(0)


def test_without_script_the_browsers_own_player_stands_there(plain_page, site):
    asked = note_recordings(plain_page)
    serve_questions(plain_page, site)

    for question in TAKES:
        part = plain_page.locator(f'[data-question="{question}"]')
        expect(part.locator("audio")).to_be_visible()
        expect(part.locator("button")).to_be_hidden()
        assert part.locator("audio").get_attribute("preload") == "none"
    assert asked == []


def test_a_button_is_large_enough_for_a_thumb(page, heard):
    box = button(page, "contact").bounding_box()

    assert box is not None
    assert box["height"] >= 44
    assert box["width"] >= 44
