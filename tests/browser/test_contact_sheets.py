"""Start, question and end in every language, side by side on two sheets: `make pictures`."""

import base64
import os
from pathlib import Path

import pytest

from browser.conftest import fresh
from quick import answer_at_once, send_at_once
from visit import PHONE
from voice.languages.registry import LANGUAGES

SHEETS = {"ltr": 4, "rtl": 3}
"""Direction → languages side by side."""
STYLE = """body{margin:0;padding:16px;background:#d8d8d8;font:600 15px system-ui,sans-serif}
main{display:grid;gap:16px}figure{margin:0}figcaption{padding:0 0 4px}
div{display:flex;gap:4px}img{inline-size:180px;block-size:370px;display:block}"""


def pictures_of(browser, live, tag: str) -> list[bytes]:
    """A small phone's screen at the start, at the first questions, and after sending."""
    with fresh(browser, viewport=PHONE, reduced_motion="reduce") as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{live.url}/{live.door}/{tag}")
        page.wait_for_selector("#begin:not([disabled])")
        taken = [page.screenshot()]
        page.click("#begin")
        taken.append(page.screenshot())
        page.reload()
        answer_at_once(page, {"overall": "good"})
        send_at_once(page)
        page.evaluate("scrollTo(0, 0)")
        taken.append(page.screenshot())
        return taken


@pytest.mark.parametrize("direction", SHEETS)
def test_a_sheet_of_every_language(everywhere, browser, tmp_path, direction):
    folder = Path(os.environ.get("TEST_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    figures = []
    for each in LANGUAGES if os.environ.get("TEST_PICTURES") else LANGUAGES[2:6]:
        if each.direction == direction:
            shown = "".join(
                f'<img alt="" src="data:image/png;base64,{base64.b64encode(taken).decode()}">'
                for taken in pictures_of(browser, everywhere, each.tag)
            )
            caption = f"<figcaption>{each.tag} · {each.own_name}</figcaption>"
            figures.append(f"<figure>{caption}<div>{shown}</div></figure>")
    side = SHEETS[direction]
    width = 32 + side * 548 + (side - 1) * 16
    with fresh(browser, viewport={"width": width, "height": 600}) as context:
        page = context.new_page()
        grid = f"main{{grid-template-columns:repeat({side},1fr)}}"
        page.set_content(f"<style>{STYLE}{grid}</style><main>{''.join(figures)}</main>")
        path = folder / f"languages-{direction}.png"
        page.screenshot(path=path, full_page=True)
    assert figures
    assert path.stat().st_size > 20_000


def test_a_picture_of_choosing_between_all_languages(everywhere, browser, tmp_path):
    folder = Path(os.environ.get("TEST_PICTURES") or tmp_path)
    with fresh(browser, viewport=PHONE, locale="so-SO") as context:
        page = context.new_page()
        page.goto(f"{everywhere.url}/{everywhere.door}")
        path = folder / "languages-door.png"
        page.screenshot(path=path, full_page=True)
    assert path.stat().st_size > 20_000
