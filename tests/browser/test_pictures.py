"""Pictures of every screen, as a person sees it. `make pictures` keeps them in docs/pictures."""

import os
from pathlib import Path

import pytest

from browser.conftest import fresh
from visit import Said, answer_here, fill_without_script, open_form, send_with_script, start

SIZES = {"phone": {"width": 360, "height": 740}, "wide": {"width": 1100, "height": 760}}
WORDS = {"en": "She waits until I find the word.", "ar": "تنتظر حتى أجد الكلمة."}


def said(tag: str) -> Said:
    return Said(
        {
            "contact": "now",
            "overall": "good",
            "good": WORDS[tag],
            "safe_home": "yes",
            "respect": "sometimes",
            "better": ["home", "waiting"],
            "change": WORDS[tag],
            "words": "panel",
        }
    )


@pytest.fixture
def keep_bytes(tmp_path):
    """Keeps a picture under a name."""
    folder = Path(os.environ.get("TEST_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return lambda name, picture: (folder / f"{name}.png").write_bytes(picture)


@pytest.fixture
def keep(keep_bytes):
    """Takes a picture of a page under a name; fails when something hangs over the side."""

    def take(page, name: str) -> None:
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{name} hangs {over} px over the side"
        assert keep_bytes(name, page.screenshot(animations="disabled", caret="hide")) > 3000

    return take


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_pictures_of_a_visit_with_script(live, browser, keep, tag, size):
    def name(screen: str) -> str:
        return f"{screen}-{tag}" + ("" if size == "phone" else "-wide")

    with fresh(browser, viewport=SIZES[size], reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{live.url}/{live.door}")
        keep(page, name("door"))
        open_form(page, live, tag=tag)
        page.wait_for_selector("#begin:not([disabled])")
        keep(page, name("start"))
        start(page)
        while not page.locator("#check").is_visible():
            asking = page.locator(".question:not([hidden])").get_attribute("data-question")
            if asking in ("respect", "good"):
                screen = {"respect": "question", "good": "words"}[asking]
                keep(page, name(screen))
            answer_here(page, said(tag))
        keep(page, name("check"))
        for aside in ("help", "break"):
            page.click(f'a[href="#{aside}"]')
            keep(page, name(aside))
            page.click(f"#{aside} [data-return]")
        send_with_script(page)
        keep(page, name("end"))


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_pictures_of_a_visit_without_script(live, plain_page, keep, tag):
    open_form(plain_page, live, tag=tag)
    fill_without_script(plain_page, said(tag))
    plain_page.locator("#send").scroll_into_view_if_needed()
    keep(plain_page, f"no-script-{tag}")


@pytest.mark.parametrize("mode", ["nearby", "writing", "phone"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_pictures_of_handing_over(live, page, keep, tag, mode):
    open_form(page, live, door=live.doors[mode], tag=tag)
    page.wait_for_selector("#begin:not([disabled])", state="attached")
    keep(page, f"hand-over-{mode}-{tag}")


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_pictures_of_leaving_show_nothing(live, page, keep_bytes, tag):
    open_form(page, live, tag=tag)
    start(page)
    # as on a line so slow that the next page is still to come: 204 leaves the browser where it is
    page.route("**/leave", lambda route: route.fulfill(status=204))
    page.click(".leave", no_wait_after=True)
    page.wait_for_selector(".gone", state="attached")
    assert page.locator("main, header").count() == 0
    assert page.title() + page.inner_text("body") == "\u200b"
    keep_bytes(f"leave-{tag}", page.screenshot())


def test_pictures_in_the_dark(live, browser, keep):
    with fresh(browser, viewport=SIZES["phone"], color_scheme="dark") as context:
        page = context.new_page()
        open_form(page, live)
        page.wait_for_selector("#begin:not([disabled])")
        keep(page, "start-dark-en")
