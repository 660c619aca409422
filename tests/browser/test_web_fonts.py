"""A phone without letters for a script loads ours, on pages in that script and on no other."""

import re

import pytest

from browser.conftest import fresh
from visit import PHONE

LOCAL = re.compile(r"local\([^)]*\),")


def without_own_fonts(route):
    """The style sheet as a phone sees it that has none of the fonts it names."""
    reply = route.fetch()
    route.fulfill(response=reply, body=LOCAL.sub("", reply.text()))


def fonts_of(browser, url: str, bare: bool) -> list[str]:
    """Names of the fonts that a page loads on a phone that has none of its own."""
    asked = []
    with fresh(browser, viewport=PHONE, locale="en-GB") as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        if bare:
            page.route("**/voice.css", without_own_fonts)
        page.goto(url)
        page.evaluate("document.fonts.ready")
        page.wait_for_load_state("networkidle")
    return [each.rpartition("/")[2] for each in asked if "/fonts/" in each]


@pytest.mark.parametrize(
    ("tag", "fonts"),
    [("ti", ["ethiopic.woff2"]), ("am", ["ethiopic.woff2"]), ("en", []), ("ar", []), ("bn", [])],
)
def test_a_font_is_loaded_on_pages_in_its_script_alone(everywhere, browser, tag, fonts):
    assert fonts_of(browser, f"{everywhere.url}/{everywhere.door}/{tag}", bare=True) == fonts


def test_where_a_language_is_chosen_the_names_alone_are_loaded(everywhere, browser):
    door = f"{everywhere.url}/{everywhere.door}"
    assert fonts_of(browser, door, bare=True) == ["ethiopic-names.woff2"]


@pytest.mark.parametrize("path", ["", "/ti", "/am"])
def test_a_phone_that_has_the_letters_loads_nothing(everywhere, browser, path):
    assert fonts_of(browser, f"{everywhere.url}/{everywhere.door}{path}", bare=False) == []
