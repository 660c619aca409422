"""Every string can be translated: in a language of ⟦ ⟧, no page says anything without them."""

import pytest

from browser.conftest import fresh
from live import running
from pseudo import pseudo_locales
from visit import PHONE, Said, answer_here, open_form, send_with_script, start

SAID = Said({"contact": "now", "overall": "good", "good": "⟦x⟧", "better": ["home"]})
BARE = """() => {
  const own = document.documentElement.lang;
  const bare = [];
  const apart = each => each.closest('[translate=no],script,style,template,.languages') ||
    each.closest('[lang]').lang !== own;
  const look = (text, each) => {
    if (/\\p{L}/u.test(text) && !text.includes('⟦') && !apart(each)) bare.push(text.trim());
  };
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) look(walk.currentNode.textContent, walk.currentNode.parentElement);
  for (const each of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-not-yet'])
      if (each.hasAttribute(name)) look(each.getAttribute(name), each);
  for (const each of document.querySelectorAll('script[type="application/json"]')) {
    const say = JSON.parse(each.textContent).say || {};
    for (const text of Object.values(say)) if (!text.includes('⟦')) bare.push(text);
  }
  return bare;
}"""
# A bare word on purpose, to see that the walk sees it.
PLANTED = "() => { document.querySelector('main').append('Planted'); }"


@pytest.fixture(scope="module", params=["cy", "ar"], ids=["left to right", "right to left"])
def invented(request, tmp_path_factory):
    """A service that speaks the invented language under a tag of that direction."""
    folder = tmp_path_factory.mktemp("invented")
    locales = pseudo_locales(folder, (request.param,))
    (folder / "data").mkdir()
    with running(folder / "data", languages=["en", request.param], locales=locales) as service:
        yield service, request.param


def visit_every_screen(page, live, tag) -> dict[str, list[str]]:
    """What has no ⟦ on each screen of a visit with script."""
    page.goto(f"{live.url}/{live.door}")
    seen = {"door": page.evaluate(BARE)}
    open_form(page, live, tag=tag)
    page.wait_for_selector("#begin:not([disabled])")
    seen["start"] = page.evaluate(BARE)
    start(page)
    while not page.locator("#check").is_visible():
        asking = page.locator(".question:not([hidden])").get_attribute("data-question")
        seen[asking] = page.evaluate(BARE)
        answer_here(page, SAID)
    seen["check"] = page.evaluate(BARE)
    send_with_script(page)
    page.click("#show-code")
    seen["end"] = page.evaluate(BARE)
    return seen


def test_no_page_says_anything_that_cannot_be_translated(invented, browser):
    live, tag = invented
    with fresh(browser, viewport=PHONE, locale=tag) as context:
        page = context.new_page()
        seen = visit_every_screen(page, live, tag)
        doors = {"pulse": live.pulse_door, **live.doors}
        paths = [f"{door}/{tag}" for door in doors.values()]
        paths += [f"{name}/{tag}" for name in ("help", "next", "withdraw")]
        paths += [f"withdraw/{tag}/answered", "nothing/here", ""]
        for path in paths:
            page.goto(f"{live.url}/{path}")
            seen[path] = page.evaluate(BARE)
        assert page.get_attribute("html", "lang") == tag
        page.evaluate(PLANTED)
        assert page.evaluate(BARE) == ["Planted"]
    assert {screen: bare for screen, bare in seen.items() if bare} == {}


def test_texts_a_third_longer_still_fit_a_small_phone(invented, browser):
    live, tag = invented
    with fresh(browser, viewport=PHONE) as context:
        page = context.new_page()
        open_form(page, live, tag=tag)
        start(page)
        widest = page.evaluate("document.documentElement.scrollWidth")
    assert widest <= PHONE["width"]
