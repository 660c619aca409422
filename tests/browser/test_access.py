"""Every page for everyone: axe, keyboard alone, big text, narrow screens, forced colours."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import fresh
from visit import PHONE, Said, answer_here, open_form, send_with_script, start, walk_with_script

SAID = Said({"contact": "now", "overall": "good", "good": "Tea at four.", "better": ["home"]})
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def problems(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes']]}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_axe_finds_nothing_on_any_screen(live, browser, tag, scheme):
    with fresh(browser, viewport=PHONE, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{live.url}/{live.door}")
        seen = {"door": problems(page)}
        open_form(page, live, tag=tag)
        page.wait_for_selector("#begin:not([disabled])")
        seen["start"] = problems(page)
        start(page)
        while not page.locator("#check").is_visible():
            asking = page.locator(".question:not([hidden])").get_attribute("data-question")
            seen[asking] = problems(page)
            answer_here(page, SAID)
        seen["check"] = problems(page)
        for aside in ("help", "break"):
            page.click(f'a[href="#{aside}"]')
            seen[aside] = problems(page)
            page.click(f"#{aside} [data-return]")
        send_with_script(page)
        page.click("#show-code")
        seen["end"] = problems(page)
        for path in (f"help/{tag}", f"next/{tag}", f"withdraw/{tag}", f"withdraw/{tag}/answered"):
            page.goto(f"{live.url}/{path}")
            seen[path] = problems(page)
        page.goto(f"{live.url}/nothing-here")
        seen["nothing here"] = problems(page)
    assert {screen: found for screen, found in seen.items() if found} == {}


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_axe_finds_nothing_where_someone_is_near(live, page, tag):
    for mode, door in live.doors.items():
        open_form(page, live, door=door, tag=tag)
        page.wait_for_selector("#begin:not([disabled])", state="attached")
        assert problems(page) == [], mode


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_axe_finds_nothing_without_script(live, browser, tag):
    # axe itself is script, so the page is the served one with its own script blocked.
    with fresh(browser, viewport=PHONE) as context:
        page = context.new_page()
        page.route("**/form.mjs", lambda route: route.abort())
        open_form(page, live, tag=tag)
        assert problems(page) == []


def test_the_whole_way_works_by_keyboard_alone(live, page):
    open_form(page, live)
    page.wait_for_selector("#begin:not([disabled])")
    page.focus("#begin")
    page.keyboard.press("Enter")
    for _ in range(30):
        if page.locator("#check").is_visible():
            break
        heading = page.evaluate("document.activeElement.tagName")
        assert heading in ("H1", "H2"), "a new screen starts at its heading"
        reached = []
        for _ in range(20):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("document.activeElement.id || document.activeElement.name")
            )
            if reached[-1] == "go":
                break
        assert reached[-1] == "go"
        page.keyboard.press("Enter")
    assert page.locator("#check").is_visible()
    page.focus("#send")
    page.keyboard.press("Enter")
    page.wait_for_selector("#thanks:not([hidden])")


def test_enter_in_a_choice_goes_on_and_never_sends(live, page):
    posts = []
    page.on("request", lambda each: posts.append(each.url) if each.method == "POST" else None)
    open_form(page, live)
    start(page)
    page.check('input[name="contact"][value="now"]')
    page.keyboard.press("Enter")
    assert page.locator('[data-question="overall"]').is_visible()
    assert posts == []


@pytest.mark.parametrize(
    ("width", "zoom"),
    [(360, 2), (320, 1), (320, 2)],
    ids=["200 %", "400 % of 1280", "320 and 200 %"],
)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_big_text_and_narrow_screens_lose_nothing(live, browser, tag, width, zoom):
    with fresh(browser, viewport={"width": width, "height": 640}) as context:
        page = context.new_page()
        page.add_init_script(
            "addEventListener('DOMContentLoaded', () =>"
            f" {{ document.documentElement.style.fontSize = '{16 * zoom}px'; }})"
        )
        open_form(page, live, tag=tag)
        page.wait_for_selector("#begin:not([disabled])")
        widest = [page.evaluate("document.documentElement.scrollWidth")]
        start(page)
        for _ in range(30):
            if page.locator("#check").is_visible():
                break
            widest.append(page.evaluate("document.documentElement.scrollWidth"))
            box = page.locator("#go").bounding_box()
            assert box["height"] >= 44
            answer_here(page, SAID)
        widest.append(page.evaluate("document.documentElement.scrollWidth"))
        assert max(widest) <= width


def test_every_target_is_at_least_44_pixels(live, page):
    open_form(page, live)
    walk_with_script(page, SAID)
    for target in page.locator("a:visible, button:visible, .choice:visible").all():
        box = target.bounding_box()
        assert box["height"] >= 44, target.inner_text()
        assert box["width"] >= 44, target.inner_text()


def test_a_choice_shows_in_forced_colours(live, browser):
    with fresh(browser, viewport=PHONE, forced_colors="active") as context:
        page = context.new_page()
        open_form(page, live)
        start(page)
        row = page.locator(".question:not([hidden]) .choice").first
        before = row.evaluate("each => getComputedStyle(each).borderTopWidth")
        row.click()
        assert row.evaluate("each => getComputedStyle(each).borderTopWidth") != before


def test_nothing_moves_when_asked_to_stand_still(live, browser):
    with fresh(browser, viewport=PHONE, reduced_motion="reduce") as context:
        page = context.new_page()
        open_form(page, live)
        page.wait_for_selector("#begin:not([disabled])")
        page.click("a.help")
        page.click("#help [data-return]")
        start(page)
        page.click('a[href="#break"]')
        moving = page.evaluate("document.getAnimations().length")
        assert moving == 0
