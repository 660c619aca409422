"""What a screen looks like in every language: axe, nothing over the side, no letter cut off."""

import pytest

from browser.conftest import fresh
from browser.test_access import problems
from visit import PHONE
from voice.languages.registry import LANGUAGES, language

TAGS = [each.tag for each in LANGUAGES]
CUT = """() => {
  // Ink against the line it stands in, and boxes against what they hold.
  const pen = document.createElement('canvas').getContext('2d');
  const cut = [];
  const texts = 'h1, h2, p, li, a, button, label span, legend, dt, dd';
  for (const each of document.querySelectorAll(texts)) {
    if (!each.offsetParent || !each.textContent.trim()) continue;
    const style = getComputedStyle(each);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = pen.measureText(each.textContent);
    const high = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
    if (high > parseFloat(style.lineHeight)) cut.push(`line: ${each.textContent.slice(0, 60)}`);
    if (each.scrollWidth > each.clientWidth + 1 && style.display !== 'inline')
      cut.push(`wide: ${each.textContent.slice(0, 60)}`);
  }
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) cut.push(`${over} px over the side`);
  return cut;
}"""


def cut_at_both_sizes(page) -> list[str]:
    """What is cut off at 360 px, with text as it comes and twice as large."""
    found = page.evaluate(CUT)
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    found += [f"200 %: {each}" for each in page.evaluate(CUT)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_every_question_reads_well_and_nothing_is_cut_off(everywhere, browser, tag):
    with fresh(browser, viewport=PHONE) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.route("**/form.mjs", lambda route: route.abort())
        page.goto(f"{everywhere.url}/{everywhere.door}/{tag}")
        assert page.get_attribute("html", "lang") == tag
        assert page.get_attribute("html", "dir") == language(tag).direction
        assert problems(page) == []
        assert cut_at_both_sizes(page) == []


@pytest.mark.parametrize("tag", TAGS)
def test_one_question_at_a_time_has_room_for_its_buttons(everywhere, browser, tag):
    with fresh(browser, viewport=PHONE) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{everywhere.url}/{everywhere.door}/{tag}")
        page.wait_for_selector("#begin:not([disabled])")
        seen = {"start": cut_at_both_sizes(page)}
        page.evaluate("document.querySelector('#begin').click()")
        seen["question"] = cut_at_both_sizes(page)
        assert {screen: cut for screen, cut in seen.items() if cut} == {}


@pytest.mark.parametrize("zoom", [1, 2])
def test_twenty_six_languages_are_chosen_from_without_getting_lost(everywhere, browser, zoom):
    with fresh(browser, viewport=PHONE, locale="ti-ER") as context:
        page = context.new_page()
        page.goto(f"{everywhere.url}/{everywhere.door}")
        page.evaluate(f"document.documentElement.style.fontSize = '{16 * zoom}px'")
        links = page.locator(".languages a").all()
        assert links[0].get_attribute("lang") == "ti", "the phone's own is first"
        assert len(links) == len(TAGS)
        assert page.evaluate(CUT) == []
        assert problems(page) == []
        boxes = [each.bounding_box() for each in links]
        assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
        bottom = max(box["y"] + box["height"] for box in boxes)
        assert bottom < 3 * PHONE["height"] * zoom, "three screens of it at most"
