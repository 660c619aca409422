"""A browser that is closed and brings its pages back shows nothing of a visit."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from browser.conftest import ARGUMENTS, chromium
from quick import go_to_check, send_at_once
from visit import PHONE
from wire import tapped

TYPED = "quiet-otter-lantern-seventeen"
KEPT = 2_500  # milliseconds; Chromium notes what is typed into a page about once a second
SAID = {"contact": "now", "overall": "good", "good": TYPED, "change": TYPED}


@contextmanager
def visited(playwright: Playwright, folder: Path) -> Iterator[Page]:
    """A page in a browser that keeps its session in `folder`."""
    with playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium(),
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
        viewport=PHONE,
    ) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield page


def kept_address(folder: Path) -> str:
    """Where a browser that was started on `folder` can be joined, once its pages are back."""
    where = folder / "DevToolsActivePort"
    for _ in range(300):
        if where.exists() and (port := where.read_text().partition("\n")[0]):
            address = f"http://127.0.0.1:{port}"
            with urlopen(f"{address}/json/list", timeout=15) as answer:
                pages = json.load(answer)
            if any(page["url"].startswith("http:") and page["title"] for page in pages):
                return address
        time.sleep(0.1)
    raise AssertionError("no page came back")


@contextmanager
def brought_back(playwright: Playwright, folder: Path) -> Iterator[Page]:
    """The page that the same browser shows when it is started again.

    It is joined only then: a browser that is brought back while Playwright starts it
    may, once in a long while, be waited for in vain.
    """
    switches = ["--headless", "--restore-last-session", "--disable-dev-shm-usage"]
    own = [f"--user-data-dir={folder}", "--remote-debugging-port=0"]
    browser = subprocess.Popen([chromium(), *ARGUMENTS, *switches, *own], stderr=subprocess.DEVNULL)
    try:
        joined = playwright.chromium.connect_over_cdp(kept_address(folder), timeout=30_000)
        (page,) = [each for each in joined.contexts[0].pages if each.url.startswith("http:")]
        page.set_default_timeout(15_000)
        yield page
        joined.close()
    finally:
        browser.terminate()
        browser.wait(30)


def leave(page: Page) -> None:
    page.locator(".leave").click()
    page.wait_for_url("**/weather")


ENDS: dict[str, Callable[[Page], None]] = {
    "unsent": lambda page: None,
    "sent": send_at_once,
    "left": leave,
}


def test_another_page_would_show_what_was_typed(tmp_path, static_site):
    def typed_into(reply: bytes) -> bytes:
        return reply.replace(b"<title>Empty</title>", b"<input name=written>")

    with sync_playwright() as playwright, tapped(static_site, typed_into) as tap:
        with visited(playwright, tmp_path) as page:
            page.goto(tap.url)
            page.fill("input", TYPED)
            page.wait_for_timeout(KEPT)
        with brought_back(playwright, tmp_path) as page:
            assert page.input_value("input") == TYPED


@pytest.mark.parametrize("end", ENDS)
def test_a_restored_session_shows_nothing(live, tmp_path, static_site, end):
    weather = f"{static_site}/weather".encode()
    leaving = tapped(live.url, lambda each: each.replace(live.round.leave_to.encode(), weather))
    with sync_playwright() as playwright, leaving as tap:
        with visited(playwright, tmp_path) as page:
            go_to_check(page, f"{tap.url}/{live.door}/en", SAID)
            ENDS[end](page)
            page.wait_for_timeout(KEPT)
        with brought_back(playwright, tmp_path) as page:
            if end == "left":
                assert page.evaluate("location.pathname") == "/weather"
            else:
                page.locator("#begin:not([disabled])").wait_for()
                assert page.locator("#thanks").is_hidden()
                assert {box.input_value() for box in page.locator("textarea").all()} == {""}
            assert TYPED not in page.content()
