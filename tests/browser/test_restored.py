"""A browser that is closed and brings its pages back shows nothing of a visit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from browser.conftest import ARGUMENTS, chromium
from quick import go_to_check, send_at_once
from visit import PHONE
from wire import tapped

TYPED = "quiet-otter-lantern-seventeen"
SAID = {"contact": "now", "overall": "good", "good": TYPED, "change": TYPED}


@pytest.fixture
def session(tmp_path: Path):
    """`session("--a-switch")`: the same profile, opened again."""
    with sync_playwright() as playwright:

        def opened(*more: str) -> BrowserContext:
            return playwright.chromium.launch_persistent_context(
                tmp_path,
                executable_path=chromium(),
                args=[*ARGUMENTS, *more],
                ignore_default_args=["--disable-back-forward-cache"],
                viewport=PHONE,
            )

        yield opened


def leave(page: Page) -> None:
    page.locator(".leave").click()
    page.wait_for_url("**/weather")


ENDS: dict[str, Callable[[Page], None]] = {
    "unsent": lambda page: None,
    "sent": send_at_once,
    "left": leave,
}


def brought_back(context: BrowserContext) -> Page:
    for _ in range(100):
        for page in context.pages:
            page.set_default_timeout(15_000)
            if page.evaluate("location.protocol") == "http:":
                return page
        context.pages[0].wait_for_timeout(100)
    raise AssertionError("no page came back")


@pytest.mark.parametrize("end", ENDS)
def test_a_restored_session_shows_nothing(live, session, static_site, end):
    weather = f"{static_site}/weather".encode()
    with tapped(live.url, lambda each: each.replace(live.round.leave_to.encode(), weather)) as tap:
        context = session()
        page = context.new_page()
        page.set_default_timeout(15_000)
        go_to_check(page, f"{tap.url}/{live.door}/en", SAID)
        ENDS[end](page)
        page.wait_for_timeout(300)
        context.close()
        context = session("--restore-last-session")
        page = brought_back(context)
        if end == "left":
            assert page.evaluate("location.pathname") == "/weather"
        else:
            page.locator("#begin:not([disabled])").wait_for()
            assert page.locator("#thanks").is_hidden()
            assert {box.input_value() for box in page.locator("textarea").all()} == {""}
        assert TYPED not in page.content()
        context.close()
