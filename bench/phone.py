"""A real Chromium as a phone, found as the browser tests find theirs."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PHONE = {"width": 360, "height": 740}


@contextmanager
def chromium(flags: Sequence[str] = ()) -> Iterator[Browser]:
    """A running Chromium with these flags."""
    path = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium")
    if path is None:
        sys.exit("no Chromium: install the package `chromium` or set TEST_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", *flags]
        )
        yield browser
        browser.close()
