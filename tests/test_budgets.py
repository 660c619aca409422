"""What a visit weighs, in the bytes that are really served. Times and rates are in bench/."""

import http.client
import os
import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import sync_playwright

from browser.conftest import ARGUMENTS, STATIC, chromium
from visit import PHONE, Said, open_form, send_with_script, walk_with_script
from voice.sealing.frame import FRAME_BYTES, Frame, write_frame
from voice.sealing.padding import MAX_PLAIN_BYTES, PADDED_BYTES
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal_padded, sealed_length

FIRST_QUESTION_BYTES = 14_000
WHOLE_VISIT_BYTES = 60_000
FIRST_QUESTION_REQUESTS = 8
WHOLE_VISIT_REQUESTS = 20
REPLY_BYTES = 64
ICON = "/icon.svg"

LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src", "audio": "src"}
LOADS |= {"video": "src", "source": "src", "track": "src", "embed": "src", "object": "data"}
STATIC_IMPORT = re.compile(r"^import [^;]*?from '([^']+)'", re.MULTILINE)
LATER_IMPORT = re.compile(r"\bimport\('(?!\./(?:pictures|handover)\.mjs)([^']+)'\)")
"""What comes after the first paint, but for pictures (asked for) and handing over (one is near)."""
CSS_LOAD = re.compile(r"@import|url\(\s*['\"]?(?!data:)([^'\")]+)")


class Loads(HTMLParser):
    """The addresses that a page loads by itself, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        address = dict(attrs).get(LOADS.get(tag, ""))
        if address:
            self.found.append(address)


class Visitor:
    """Asks as a browser does over https, and weighs what comes."""

    def __init__(self, live) -> None:
        self.host = urlsplit(live.url).netloc
        self.weights: dict[str, int] = {}

    def ask(self, path: str, packed: bool = True, body: bytes | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"accept-encoding": "gzip, deflate, br"} if packed else {}
        if body is not None:
            headers["content-type"] = "application/octet-stream"
        connection.request("POST" if body is not None else "GET", path, body, headers)
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, content

    def load(self, path: str) -> str:
        """The text at `path`; what its packed bytes weigh is kept."""
        status, content = self.ask(path)
        assert status == 200, path
        self.weights[path] = len(content)
        return self.ask(path, packed=False)[1].decode()

    def load_page(self, path: str) -> None:
        """A page, what it names, and what its scripts import before they run."""
        parser = Loads()
        parser.feed(self.load(path))
        for address in parser.found:
            self.load_script(address) if address.endswith("js") else self.load(address)

    def load_script(self, path: str, later: bool = False) -> None:
        """A script with its static imports, and with `later` also those it asks for by itself."""
        text = self.load(path)
        named = STATIC_IMPORT.findall(text) + (LATER_IMPORT.findall(text) if later else [])
        for name in named:
            address = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            if address not in self.weights:
                self.load_script(address, later)

    @property
    def bytes(self) -> int:
        return sum(self.weights.values())

    def told(self) -> str:
        return "\n".join(f"{weight:7} {path}" for path, weight in self.weights.items())


@pytest.fixture
def visitor(live) -> Visitor:
    return Visitor(live)


def door_of(live, form: str) -> str:
    return {"default": live.door, "pulse": live.pulse_door}[form]


def whole_visit(visitor: Visitor, live, form: str, tag: str) -> None:
    door = door_of(live, form)
    visitor.load_page(f"/{door}")
    visitor.load_page(f"/{door}/{tag}")
    for script in [path for path in visitor.weights if path.endswith("/form.mjs")]:
        visitor.load_script(script, later=True)
    visitor.load(f"/keys/{live.rounds[form].id}")


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("form", ["default", "pulse"])
def test_the_first_question_weighs_at_most_14_kb(live, visitor, form, tag):
    visitor.load_page(f"/{door_of(live, form)}/{tag}")
    assert any(path.endswith(".css") for path in visitor.weights)
    assert any(path.endswith("/leave.mjs") for path in visitor.weights)
    assert visitor.bytes <= FIRST_QUESTION_BYTES, visitor.told()
    assert len(visitor.weights) <= FIRST_QUESTION_REQUESTS, visitor.told()


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("form", ["default", "pulse"])
def test_a_whole_visit_weighs_at_most_60_kb(live, visitor, form, tag):
    whole_visit(visitor, live, form, tag)
    kinds = [member.role for member in live.rounds[form].roster]
    assert kinds == ["holder", "holder", "recovery"]
    assert all(m.recipient.startswith("age1pq1") for m in live.rounds[form].roster)
    assert any(path.endswith("/age.js") for path in visitor.weights)
    assert visitor.bytes <= WHOLE_VISIT_BYTES, visitor.told()
    assert len(visitor.weights) <= WHOLE_VISIT_REQUESTS, visitor.told()


def test_no_font_is_sent():
    kinds = {file.suffix for file in STATIC.rglob("*") if file.is_file()}
    assert kinds >= {".mjs", ".css", ".svg"}
    assert not kinds & {".woff", ".woff2", ".ttf", ".otf", ".eot"}


@pytest.mark.parametrize(
    "path", ["/", "/{door}", "/{door}/en", "/help", "/next/en", "/withdraw/en", "/nothing/here"]
)
def test_a_page_loads_nothing_from_elsewhere(live, visitor, path):
    _, page = visitor.ask(path.format(door=live.door), packed=False)
    parser = Loads()
    parser.feed(page.decode())
    assert parser.found
    for address in parser.found:
        assert re.match(r"/(?!/)", address), address
    assert not re.search(rb"<style|style=|<base|http-equiv", page)


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(STATIC.rglob("*")) if p.suffix in {".css", ".mjs", ".js", ".svg"}],
    ids=lambda path: path.name,
)
def test_no_style_and_no_script_names_an_address_elsewhere(path):
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(https?|wss?):/?/|['\"]//", text)
    if path.suffix == ".css":
        assert not CSS_LOAD.search(text)


def frame_with(live, plain: bytes) -> bytes:
    roster = parse_roster(member.recipient for member in live.round.roster)
    return write_frame(
        Frame(
            round=live.round.id,
            ticket=os.urandom(32),
            look_up=os.urandom(32),
            withdrawal=os.urandom(32),
            envelope=seal_padded(plain, roster),
        )
    )


def test_a_post_has_one_size_however_much_was_written(live):
    roster = parse_roster(member.recipient for member in live.round.roster)
    sizes = {len(frame_with(live, b"a" * length)) for length in (0, 1, 500, MAX_PLAIN_BYTES)}
    assert sizes == {FRAME_BYTES + sealed_length(PADDED_BYTES, roster)}


def test_every_reply_to_a_script_has_one_size(live, visitor):
    frame = frame_with(live, b"{}")
    other_round = frame[:4] + bytes(8) + frame[12:]
    altered = frame[:200] + b"?" + frame[201:]
    posts = {
        "new": ("/send", frame, 200),
        "again": ("/send", frame, 200),
        "cut": ("/send", frame[:-1], 422),
        "no frame": ("/send", b"hello", 422),
        "unknown round": ("/send", other_round, 410),
        "altered": ("/send", altered, 422),
        "too much": ("/send", bytes(70_000), 413),
        "withdrawn": ("/withdraw", b"VOW1" + bytes(64), 200),
    }
    for name, (path, body, expected) in posts.items():
        status, reply = visitor.ask(path, body=body)
        assert (status, len(reply)) == (expected, REPLY_BYTES), name


@pytest.mark.browser
def test_a_real_browser_asks_for_what_was_weighed_and_for_nothing_else(live, visitor):
    whole_visit(visitor, live, "default", "en")
    asked = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport=PHONE)
        page.on("request", lambda request: asked.append((request.method, request.url)))
        open_form(page, live)
        walk_with_script(page, Said({"overall": "good"}))
        send_with_script(page)
        browser.close()
    # the icon is left out on both sides: a browser without a window asks for none
    weighed = {("GET", urljoin(live.url, path)) for path in visitor.weights}
    expected = weighed | {("POST", urljoin(live.url, "/send"))}
    assert {each for each in asked if ICON not in each[1]} == {
        each for each in expected if ICON not in each[1]
    }
    assert [method for method, _ in asked].count("POST") == 1
