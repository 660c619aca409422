"""A visit without the waiting: all is answered at once, by the page's own fields and buttons."""

from collections.abc import Mapping

from playwright.sync_api import Page

FILL = """given => {
  for (const [name, answer] of Object.entries(given)) {
    for (const field of document.getElementsByName(name)) {
      if (field.type === 'textarea') field.value = answer;
      else field.checked = [].concat(answer).includes(field.value);
    }
  }
}"""
TO_CHECK = """() => {
  const handed = document.querySelector('#handed');
  if (handed) handed.click();
  document.querySelector('#begin').click();
  while (document.querySelector('#check').hidden) document.querySelector('#go').click();
}"""


def fill_at_once(page: Page, given: Mapping[str, str | list[str]]) -> None:
    page.evaluate(FILL, given)


def go_to_check(page: Page, url: str, given: Mapping[str, str | list[str]]) -> None:
    """Open the form at `url`, answer, and go on to the page that shows all answers."""
    page.goto(url)
    answer_at_once(page, given)


def answer_at_once(page: Page, given: Mapping[str, str | list[str]]) -> None:
    """From the start page, as soon as it is ready, to the page that shows all answers."""
    page.locator("#begin:not([disabled])").wait_for(state="attached")
    fill_at_once(page, given)
    page.evaluate(TO_CHECK)
    page.locator("#check").wait_for()


def send_at_once(page: Page) -> None:
    page.evaluate("document.querySelector('#send').click()")
    page.locator("#thanks").wait_for()
