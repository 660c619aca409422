"""The long form: choose the parts you want; pictures and recordings only for whoever asks."""

import pytest

from live import running
from visit import open_form, send_with_script, send_without_script, start


@pytest.fixture(scope="module")
def journey(tmp_path_factory):
    with running(tmp_path_factory.mktemp("journey"), forms=("journey", "pulse")) as live:
        yield live


def asked_of(page) -> list[str]:
    asked: list[str] = []
    while not page.locator("#check").is_visible():
        asked.append(page.locator(".question:not([hidden])").get_attribute("data-question"))
        page.click("#skip")
        assert len(set(asked)) == len(asked)
    return asked


def test_only_the_chosen_parts_are_asked(journey, page):
    open_form(page, journey)
    start(page)
    assert page.locator("#parts").is_visible()
    boxes = page.locator("[data-part]")
    assert boxes.count() == 8
    chosen = boxes.nth(2).get_attribute("data-part")
    boxes.nth(2).check()
    page.click("#go")
    asked = set(asked_of(page))
    form = journey.rounds["journey"].form
    assert {each.id for each in form.questions if each.section == chosen} <= asked
    assert not {each.id for each in form.questions if each.section not in ("", chosen)} & asked
    send_with_script(page)


def test_no_part_at_all_is_fine_too(journey, page):
    open_form(page, journey)
    start(page)
    page.click("#skip")
    asked = set(asked_of(page))
    form = journey.rounds["journey"].form
    assert asked <= {each.id for each in form.questions if not each.section}
    send_with_script(page)


def test_an_answer_in_a_part_that_is_left_again_is_not_sent(journey, page):
    open_form(page, journey)
    start(page)
    page.locator("[data-part]").nth(0).check()
    page.click("#go")
    page.locator(".question:not([hidden]) input").first.check()
    page.click("#back")
    page.locator("[data-part]").nth(0).uncheck()
    page.click("#go")
    asked_of(page)
    assert page.locator("#given dd .acts button:has-text('Delete')").count() == 0


def test_without_script_every_part_stands_under_its_name(journey, plain_page):
    open_form(plain_page, journey)
    names = plain_page.locator(".question > .where").all_inner_texts()
    assert len(names) == 8
    send_without_script(plain_page)


def test_pictures_come_only_when_asked_for(live, page):
    fetched = []
    page.on("request", lambda each: fetched.append(each.url) if "/pictures/" in each.url else None)
    open_form(page, live)
    page.wait_for_selector("#begin:not([disabled])")
    assert fetched == []
    page.click("#pictures")
    page.wait_for_selector(".picture", state="attached")
    start(page)
    page.wait_for_load_state("networkidle")
    assert fetched
    hidden = page.locator('.picture[aria-hidden="true"]')
    assert hidden.count() == page.locator(".picture").count()


def test_a_pulse_goes_from_door_to_thanks(live, page):
    open_form(page, live, door=live.pulse_door)
    start(page)
    asked_of(page)
    send_with_script(page)
