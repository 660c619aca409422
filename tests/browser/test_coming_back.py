"""After leaving or sending, Back and Refresh show nothing; where browsers keep whole pages too."""

import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from browser.conftest import ARGUMENTS, chromium, fresh
from quick import go_to_check, send_at_once
from visit import PHONE, send_without_script
from wire import tapped

TYPED = "quiet-otter-lantern-seventeen"
SAID = {"contact": "now", "overall": "good", "good": TYPED, "change": TYPED}
DRIVERS_DEFAULT = ["--disable-back-forward-cache"]
WAYS = {
    "pages-not-kept": ([], True),
    "pages-kept": (DRIVERS_DEFAULT, True),
    "pages-kept-and-no-store-not-obeyed": (DRIVERS_DEFAULT, False),
}
"""Switches that are taken away from Chromium, and whether it is told `no-store`."""


@pytest.fixture(scope="module", params=WAYS)
def opener(request):
    """A Chromium that keeps pages for Back, as phones do, or one that does not."""
    taken, _ = WAYS[request.param]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium(), args=ARGUMENTS, ignore_default_args=taken
        )
        yield running
        running.close()


@pytest.fixture
def way(request, opener, live, static_site):
    """Where the service is; Leave this page goes to a page of this machine."""
    _, obeyed = WAYS[request.node.callspec.params["opener"]]

    def altered(reply: bytes) -> bytes:
        reply = reply.replace(live.round.leave_to.encode(), f"{static_site}/weather".encode())
        return reply if obeyed else reply.replace(b": no-store", b": no-cache")

    with tapped(live.url, altered) as tap:
        yield tap.url


@pytest.fixture
def page(opener):
    with fresh(opener, viewport=PHONE) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield page


def step_back(page: Page, to: str) -> None:
    """Press Back, until another document stands at `to`.

    The driver's own `url` knows nothing of a page that was kept.
    """
    page.evaluate("window.old = true")
    page.evaluate("history.back()")
    until = time.monotonic() + 15
    while address(page) != to:
        assert time.monotonic() < until, f"still at {address(page)}"
        page.wait_for_timeout(50)


def address(page: Page) -> str:
    with suppress(Error):  # it is between two pages
        return page.evaluate("window.old ? '' : location.pathname")
    return ""


def leave(page: Page) -> None:
    page.locator(".leave").click()
    page.wait_for_url("**/weather")


def holds_nothing(page: Page) -> None:
    page.locator("#begin:not([disabled])").wait_for()
    assert TYPED not in page.content()
    assert page.locator("#thanks").is_hidden()
    assert {box.input_value() for box in page.locator("textarea").all()} == {""}
    assert page.locator("input:checked").count() == 0
    assert page.title() == "Share your views"


def test_pages_are_kept_where_this_file_says_so(page, static_site, request):
    page.goto(f"{static_site}/one")
    page.evaluate("window.before = true")
    page.goto(f"{static_site}/two")
    step_back(page, "/one")
    kept = WAYS[request.node.callspec.params["opener"]][0] == DRIVERS_DEFAULT
    assert bool(page.evaluate("window.before")) == kept


def test_back_and_refresh_after_leaving_show_another_place(page, live, way, static_site):
    page.goto(f"{static_site}/before")
    go_to_check(page, f"{way}/{live.door}/en", SAID)
    leave(page)
    page.reload()
    assert page.evaluate("location.pathname") == "/weather"
    step_back(page, "/weather")
    assert TYPED not in page.content()
    step_back(page, "/before")


def test_back_from_another_page_shows_the_start_and_nothing_typed(page, live, way, static_site):
    go_to_check(page, f"{way}/{live.door}/en", SAID)
    page.evaluate("window.old = true")
    page.goto(f"{static_site}/elsewhere")
    step_back(page, f"/{live.door}/en")
    holds_nothing(page)
    page.reload()
    holds_nothing(page)


def test_back_and_refresh_after_sending_send_nothing_again(page, live, way):
    posts = []
    page.on("request", lambda each: posts.append(each.url) if each.method == "POST" else None)
    go_to_check(page, f"{way}/{live.door}/en", SAID)
    send_at_once(page)
    page.evaluate("history.back()")
    page.wait_for_timeout(300)
    assert page.locator("#thanks").is_visible()
    assert TYPED not in page.content()
    page.reload()
    holds_nothing(page)
    assert len(posts) == 1


def test_without_script_back_and_refresh_send_nothing_again(opener, live, way):
    posts = []
    with fresh(opener, viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.on("request", lambda each: posts.append(each.url) if each.method == "POST" else None)
        page.goto(f"{way}/{live.door}/en")
        page.fill('textarea[name="good"]', TYPED)
        send_without_script(page)
        page.reload()
        assert page.url.endswith("/next/en")
    assert len(posts) == 1


def test_a_page_that_was_kept_is_loaded_anew(page, live, way):
    go_to_check(page, f"{way}/{live.door}/en", SAID)
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    holds_nothing(page)
