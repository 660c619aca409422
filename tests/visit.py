"""A person's visit, as the browser tests walk it: with and without script, in any language."""

from dataclasses import dataclass

from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Said:
    """What a visit answers: question id → option ids, or words."""

    answers: dict[str, str | list[str]]


def open_form(page: Page, live, door: str | None = None, tag: str = "en") -> None:
    """From the door to the start page in one language; with script, until Start can be pressed."""
    page.goto(f"{live.url}/{door or live.door}")
    page.click(f'a[hreflang="{tag}"]')
    page.wait_for_selector("#start", state="attached")


def start(page: Page) -> None:
    page.wait_for_selector("#begin:not([disabled])")
    page.click("#begin")


def answer_here(page: Page, said: Said) -> str:
    """Answer the question on the screen and go on; gives its id."""
    section = page.locator(".question:not([hidden])")
    identity = section.get_attribute("data-question") or ""
    given = said.answers.get(identity)
    if given is None:
        page.click("#skip")
        return identity
    fill(section, given)
    page.click("#go")
    return identity


def fill(section, given: str | list[str]) -> None:
    box = section.locator("textarea")
    if box.count():
        box.fill(given)
        return
    for option in [given] if isinstance(given, str) else given:
        section.locator(f'input[value="{option}"]').check()


def walk_with_script(page: Page, said: Said) -> list[str]:
    """All questions to the check page; gives the ids that were asked."""
    start(page)
    asked: list[str] = []
    while not page.locator("#check").is_visible():
        asked.append(answer_here(page, said))
        assert len(set(asked)) == len(asked), "the same question came twice"
    return asked


def send_with_script(page: Page) -> None:
    page.click("#send")
    page.wait_for_selector("#thanks:not([hidden])")


def fill_without_script(page: Page, said: Said) -> None:
    for identity, given in said.answers.items():
        fill(page.locator(f'[data-question="{identity}"]'), given)


def send_without_script(page: Page) -> None:
    page.click("#send")
    page.wait_for_url("**/next/*")
