"""Old phones: features taken away one by one; each visit ends at thanks and says who locks."""

import json
import sqlite3
from contextlib import closing

import pytest

from browser.conftest import fresh
from quick import TO_CHECK, fill_at_once, send_at_once
from visit import PHONE, send_without_script
from voice.sealing.open import open_padded

SAID = {"contact": "now", "good": "The kettle is warm."}
TAKEN = {
    "TransformStream": "delete self.TransformStream",
    "ReadableStream": "delete self.ReadableStream",
    "BigInt": "delete self.BigInt",
    "setBigUint64": "delete DataView.prototype.setBigUint64",
    "subtle": "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })",
    "getRandomValues": "delete Crypto.prototype.getRandomValues",
}
"""Feature → how it is taken away before the page's own script runs."""


STILL_SEALS = {"subtle"}
"""Without these the phone seals all the same; without any other the page stays as it was served."""


def envelopes(live) -> set[bytes]:
    with closing(sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True)) as database:
        return {row[0] for row in database.execute("SELECT envelope FROM submissions")}


@pytest.fixture
def opened(live, browser):
    """`opened(script)`: the start page of a phone on which `script` ran first, once it is ready."""
    with fresh(browser, viewport=PHONE) as context:

        def open_with(script: str):
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.add_init_script(script)
            page.goto(f"{live.url}/{live.door}/en", wait_until="networkidle")
            page.locator("#begin:not([disabled]), #send:visible").first.wait_for()
            return page

        yield open_with


@pytest.mark.parametrize("feature", TAKEN)
def test_a_visit_without_one_feature_ends_at_thanks(live, opened, feature):
    before = envelopes(live)
    page = opened(TAKEN[feature])
    assert page.locator("#begin").is_visible() == (feature in STILL_SEALS)
    fill_at_once(page, SAID)
    if feature in STILL_SEALS:
        assert page.locator("text=Your answers are locked before they leave").is_visible()
        page.evaluate(TO_CHECK)
        send_at_once(page)
        assert page.locator("#show-code").is_hidden(), "there is no code to give"
    else:
        assert page.locator("text=Our computer locks your answers when they arrive").is_visible()
        send_without_script(page)
    (new,) = envelopes(live) - before
    inside = json.loads(open_padded(new, live.identities[:1]))
    assert inside["answers"] == SAID
    assert inside["sealed_by"] == ("phone" if feature in STILL_SEALS else "server")


def test_with_all_of_them_the_phone_seals_and_a_code_is_offered(opened):
    page = opened("")
    fill_at_once(page, SAID)
    page.evaluate(TO_CHECK)
    send_at_once(page)
    assert page.locator("#show-code").is_visible()


def test_without_any_of_them_the_page_stays_as_it_was_served(opened):
    page = opened(";".join(TAKEN.values()))
    assert page.locator("#begin").is_hidden()
    fill_at_once(page, SAID)
    send_without_script(page)
