"""Leave this page and New person: hidden in the same frame, forgotten, and somewhere else."""

import pytest

from browser.conftest import fresh
from quick import go_to_check, send_at_once
from visit import PHONE

TYPED = "quiet-otter-lantern-seventeen"
SAID = {"contact": "now", "overall": "good", "good": TYPED, "change": TYPED, "present": "alone"}
LEFT_AT_ONCE = """() => {
  const boxes = Array.from(document.querySelectorAll('textarea'));
  const chosen = Array.from(document.querySelectorAll('input[type=radio], input[type=checkbox]'));
  const code = document.querySelector('.code');
  PRESS;
  const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  return {
    covered: top.className,
    title: document.title.trim(),
    words: document.body.innerText.trim(),
    boxes: boxes.map((box) => box.value).join(''),
    chosen: chosen.filter((box) => box.checked).length,
    code: code ? code.textContent : '',
    length: history.length,
  };
}"""
PRESS = {
    "link": "document.querySelector('.leave').click()",
    "keys": "for (const code of ['ShiftLeft', 'ShiftRight', 'ShiftLeft'])"
    " dispatchEvent(new KeyboardEvent('keyup', { code, key: 'Shift' }))",
}
GONE = {"covered": "gone", "words": "", "boxes": "", "chosen": 0, "code": ""}
PAGES = ["", "/help/en", "/withdraw/ar", "/nothing-here"]


def left_at_once(page, press: str) -> dict:
    """What can be seen and what is still held, in the very turn in which it was pressed."""
    page.route("**/leave", lambda route: route.fulfill(body="the weather"))
    gone = page.evaluate(LEFT_AT_ONCE.replace("PRESS", PRESS[press]))
    page.get_by_text("the weather").wait_for()
    return gone


@pytest.fixture
def desktop(browser):
    """A page on a computer: it has a mouse and real keys."""
    with fresh(browser, viewport={"width": 1100, "height": 760}) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield page


@pytest.mark.parametrize("press", PRESS)
@pytest.mark.parametrize("sent", [False, True], ids=["unsent", "sent"])
def test_leaving_covers_and_forgets_in_the_same_frame(live, desktop, press, sent):
    go_to_check(desktop, f"{live.url}/{live.door}/en", SAID)
    if sent:
        send_at_once(desktop)
        desktop.click("#show-code")
    before = desktop.evaluate("history.length")
    gone = left_at_once(desktop, press)
    title, length = gone.pop("title"), gone.pop("length")
    assert gone == GONE
    assert title in ("", "\u200b")
    assert length == before, "it takes the place of the page and adds none"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_left_in_the_same_frame(live, page, path):
    page.goto(f"{live.url}{path}" if path.count("/") > 1 else f"{live.url}/{live.door}{path}")
    gone = left_at_once(page, "link")
    assert (gone["covered"], gone["words"]) == ("gone", "")


def test_three_shifts_leave_only_where_there_are_real_keys(live, browser):
    with fresh(browser, viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"{live.url}/{live.door}/en")
        page.locator("#begin:not([disabled])").wait_for()
        assert page.locator(".keys").is_hidden()
        for _ in range(6):
            page.keyboard.press("Shift")
        assert page.locator(".gone").count() == 0
        assert page.locator("#start").is_visible()


def test_three_shifts_are_told_and_other_keys_start_anew(live, desktop):
    desktop.goto(f"{live.url}/{live.door}/en")
    desktop.locator("#begin:not([disabled])").wait_for()
    assert "Shift" in desktop.locator(".keys").inner_text()
    for key in ("Shift", "Shift", "Tab", "Shift", "Shift", "Shift+A", "Shift"):
        desktop.keyboard.press(key)
    assert desktop.locator(".gone").count() == 0
    desktop.route("**/leave", lambda route: route.fulfill(body="the weather"))
    for _ in range(2):
        desktop.keyboard.press("Shift")
    desktop.get_by_text("the weather").wait_for()


def test_without_script_leave_is_a_plain_link(live, plain_page):
    plain_page.goto(f"{live.url}/{live.door}/en")
    plain_page.route("**/leave", lambda route: route.fulfill(body="the weather"))
    plain_page.click(".leave")
    plain_page.get_by_text("the weather").wait_for()


def test_new_person_wipes_and_returns_to_the_door(live, page):
    door = live.doors["nearby"]
    go_to_check(page, f"{live.url}/{door}/en", SAID)
    send_at_once(page)
    page.click("#show-code")
    code = page.locator(".code").inner_text()
    page.click("#thanks [data-new-person]")
    page.wait_for_url(f"{live.url}/{door}")
    page.go_back(wait_until="commit")
    page.wait_for_timeout(500)
    assert TYPED not in page.content()
    assert code not in page.content()
    assert page.locator("#thanks").count() == 0 or page.locator("#thanks").is_hidden()
