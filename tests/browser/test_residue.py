"""What a visit leaves on the phone: typed words in no file of the browser's profile.

Sent and unsent, with and without script, the profile's folder is read byte by byte afterwards.
"""

import json
import sqlite3
from pathlib import Path

import pytest

from visit import (
    Said,
    fill_without_script,
    open_form,
    send_with_script,
    send_without_script,
    walk_with_script,
)

TYPED = "quiet-otter-lantern-seventeen"
SAID = Said({"contact": "now", "overall": "good", "good": TYPED, "respect": "yes", "change": TYPED})
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def files_holding(folder: Path, words: str) -> list[str]:
    needles = [words.encode(encoding) for encoding in ENCODINGS]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def history(profile: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(f"file:{profile}/Default/History?mode=ro", uri=True) as database:
        return database.execute("SELECT url, title FROM urls").fetchall()


def test_the_scan_finds_words_that_are_there(tmp_path):
    (tmp_path / "Session").write_bytes(b"\0\1" + TYPED.encode("utf-16-le") + b"\2")
    assert files_holding(tmp_path, TYPED) == ["Session"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "unsent"])
def test_typed_words_are_in_no_file_of_the_profile(live, profile, script, sent):
    with profile(script) as kept:
        page = kept.context.new_page()
        open_form(page, live)
        if script:
            walk_with_script(page, SAID)
            if sent:
                send_with_script(page)
        else:
            fill_without_script(page, SAID)
            if sent:
                send_without_script(page)
        page.wait_for_timeout(300)
        assert kept.context.cookies() == []
        if script:
            counts = page.evaluate(
                "async () => [localStorage.length, sessionStorage.length,"
                " (await indexedDB.databases()).length, (await caches.keys()).length]"
            )
            assert json.dumps(counts) == "[0, 0, 0, 0]"
    assert files_holding(kept.folder, TYPED) == []


def test_the_receipts_code_is_in_no_file_of_the_profile(live, profile):
    with profile(True) as kept:
        page = kept.context.new_page()
        open_form(page, live)
        walk_with_script(page, SAID)
        send_with_script(page)
        page.click("#show-code")
        code = page.locator(".code").inner_text()
        assert len(code.replace(" ", "")) == 24
    for shape in (code, code.replace(" ", ""), code[:14]):
        assert files_holding(kept.folder, shape) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "unsent"])
def test_history_holds_neutral_titles_only(live, profile, script, sent):
    with profile(script) as kept:
        page = kept.context.new_page()
        open_form(page, live)
        if script:
            walk_with_script(page, SAID)
        else:
            fill_without_script(page, SAID)
        if sent:
            (send_with_script if script else send_without_script)(page)
    visited = history(kept.folder)
    door = f"{live.url}/{live.door}"
    places = {door} if script else {door, f"{door}/en"}
    if sent and not script:
        places.add(f"{live.url}/next/en")
    assert {url for url, _ in visited} == places
    for url, title in visited:
        assert title in ("", "Share your views", url.split("//")[1])
        assert TYPED not in url
        assert "?" not in url
        assert "#" not in url


@pytest.mark.parametrize("sent", [True, False], ids=["sent", "unsent"])
def test_after_leaving_back_and_refresh_show_nothing_that_was_typed(live, profile, sent):
    with profile(True) as kept:
        page = kept.context.new_page()
        open_form(page, live)
        walk_with_script(page, SAID)
        if sent:
            send_with_script(page)
        with page.expect_request("**/left"):
            page.click(".leave")
        page.wait_for_timeout(300)
        page.go_back(wait_until="commit")
        page.wait_for_timeout(500)
        assert TYPED not in page.content()
        for box in page.locator("textarea").all():
            assert box.input_value() == ""
