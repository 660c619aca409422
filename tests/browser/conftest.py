"""A real Chromium, and the static files behind a small server on this machine."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

STATIC = Path(__file__).parents[2] / "src" / "voice" / "web" / "static"
PHONE = {"width": 360, "height": 740}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Names that are not this machine's own, to see what a page does on plain http.
    "--host-resolver-rules=MAP example.test 127.0.0.1, MAP *.onion 127.0.0.1",
]


class Profile(NamedTuple):
    """A running browser and the folder in which it keeps what it keeps."""

    context: BrowserContext
    folder: Path


class StaticFiles(SimpleHTTPRequestHandler):
    """The static folder under /s/, and an empty page everywhere else."""

    extensions_map = {  # noqa: RUF012 - the standard library's own name and shape
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }

    def do_GET(self):
        if self.path.startswith("/s/"):
            self.path = self.path.removeprefix("/s")
            super().do_GET()
        else:
            body = b"<!doctype html><html lang=en><title>Empty</title>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def chromium() -> str:
    """Where Chromium is; without one a test is skipped, and in CI it fails."""
    found = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    reason = "no Chromium: install the package `chromium` or set TEST_CHROMIUM to its path"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a module: while it runs, `asyncio.run` is refused in this thread."""
    path = chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@contextmanager
def fresh(browser: Browser, **options: object) -> Iterator[BrowserContext]:
    """A context that keeps nothing, closed when none of its pages is on its way any more.

    A Chromium that is told to close one while it changes pages may never answer.
    """
    with browser.new_context(**options) as context:
        context.set_default_timeout(15_000)
        yield context
        for page in context.pages:
            with suppress(Error):
                page.goto("about:blank", timeout=5_000)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page, with nothing kept from the last one, on a small phone."""
    with fresh(browser, viewport=PHONE) as context:
        yield context.new_page()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """The same phone with script switched off."""
    with fresh(browser, viewport=PHONE, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Callable[[bool], AbstractContextManager[Profile]]]:
    """`with profile(script) as kept:` a browser whose profile folder can be read afterwards."""
    path = chromium()

    @contextmanager
    def opened(script: bool) -> Iterator[Profile]:
        folder = tmp_path / "profile"
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                folder,
                executable_path=path,
                args=ARGUMENTS,
                viewport=PHONE,
                java_script_enabled=script,
            )
            yield Profile(context, folder)
            context.close()

    yield opened


@pytest.fixture(scope="module")
def static_site() -> Iterator[str]:
    """Origin of a server of the static files, without a slash at the end."""
    handler = partial(StaticFiles, directory=str(STATIC))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
