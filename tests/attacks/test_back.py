"""A Chromium that keeps whole pages for its Back button, as phones do; and what a page may run."""

import re

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from browser.conftest import ARGUMENTS, PHONE, chromium, fresh
from visit import Said, fill_without_script, send_without_script

TYPED = "quiet-otter-lantern-seventeen"
SAID = Said({"contact": "now", "overall": "good", "good": TYPED, "respect": "yes"})
HELD = """() => [
    ...Array.from(document.querySelectorAll("textarea, #typed"), (box) => box.value),
    ...Array.from(document.querySelectorAll("input:checked"), (box) => box.name),
].filter((each) => each)"""
INLINE = re.compile(
    r"<[^>]+\son\w+\s*=|<[^>]+\sstyle\s*=|javascript:|<style"
    r"|<script(?![^>]*(?:src=|application/json))[^>]*>"
)


@pytest.fixture(scope="module")
def keeping():
    """Browser drivers switch the keeping of pages off; here it is on."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium(),
            args=ARGUMENTS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield running
        running.close()


@pytest.fixture
def page(keeping: Browser):
    """A phone on which no script runs."""
    with fresh(keeping, viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield page


def filled_in(page: Page, live) -> None:
    page.goto(f"{live.url}/{live.door}")
    page.goto(f"{live.url}/{live.door}/en")
    fill_without_script(page, SAID)
    assert TYPED in held(page)


def held(page: Page) -> list[str]:
    """What the page's fields hold; asked again while the browser is between two pages."""
    for _ in range(20):
        try:
            return page.evaluate(HELD)
        except Error:
            page.wait_for_timeout(200)
    raise AssertionError("the page does not answer")


def go_back_to(page: Page, end: str) -> None:
    """Choose the last page that ends so in the history, as a long press on Back does."""
    line = page.context.new_cdp_session(page)
    entries = line.send("Page.getNavigationHistory")["entries"]
    number = [each["id"] for each in entries if each["url"].endswith(end)][-1]
    line.send("Page.navigateToHistoryEntry", {"entryId": number})
    page.wait_for_timeout(500)


def test_the_browser_does_keep_pages(page, live):
    filled_in(page, live)
    page.goto(f"{live.url}/health")
    go_back_to(page, "/en")
    assert TYPED in held(page), "or the tests below could not fail"


def test_after_sending_without_script_back_shows_nothing(page, live):
    filled_in(page, live)
    send_without_script(page)
    go_back_to(page, f"/{live.door}/en")
    assert held(page) == []


def test_after_leaving_without_script_back_shows_nothing(page, live):
    filled_in(page, live)
    with page.expect_request("**/left"):
        page.click(".leave", no_wait_after=True)
    page.wait_for_timeout(500)
    go_back_to(page, f"/{live.door}/en")
    assert held(page) == []


def test_after_taking_back_without_script_back_shows_no_code(page, live):
    page.goto(f"{live.url}/withdraw/en")
    page.fill("#typed", "1111 1111 1111 1111 1111 1111")
    page.click("#withdraw button")
    page.wait_for_url("**/again")
    page.fill("#typed", "0000 0000 0000 0000 0000 0000")
    page.click("#withdraw button")
    page.wait_for_url("**/answered")
    go_back_to(page, "/again")
    assert held(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/{door}", "/{door}/en", "/{door}/ar", "/withdraw/en", "/help"]
)
def test_no_page_holds_inline_script_or_style(http, live, path):
    assert INLINE.findall(http.get(path.format(door=live.door)).text) == []


def test_a_page_runs_and_loads_nothing_that_is_put_into_it(keeping, live, static_site):
    with fresh(keeping) as context:
        page = context.new_page()
        loaded = []
        page.on("response", lambda each: loaded.append(each.url))
        page.goto(f"{live.url}/{live.door}/en", wait_until="networkidle")
        loaded.clear()
        page.evaluate(
            """(site) => {
                const put = (kind, given) =>
                    document.body.append(Object.assign(document.createElement(kind), given));
                put("script", { textContent: "window.evil = 1" });
                put("div", { innerHTML: '<img src=x: onerror="window.evil = 2">' });
                put("script", { src: `${site}/js/frame.mjs` });
                put("iframe", { src: site });
                put("img", { src: `${site}/icon.svg` });
                fetch(site).catch(() => {});
                navigator.sendBeacon(site);
            }""",
            static_site,
        )
        page.wait_for_timeout(500)
        assert page.evaluate("window.evil") is None
        assert [each for each in loaded if each.startswith(static_site)] == []
