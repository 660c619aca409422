"""Every response is careful, whatever made it."""

import re

import pytest

from voice.web.headers import EVERY_RESPONSE

PATHS = [
    "/",
    "/{door}",
    "/{door}/en",
    "/{door}/ar",
    "/help/en",
    "/next/ar",
    "/withdraw/en",
    "/withdraw/en/answered",
    "/health",
    "/robots.txt",
    "/favicon.ico",
    "/leave",
    "/left",
    "/forget.css",
    "/nothing-here",
    "/keys/0000000000000000",
    "/releases/0000000000000000",
]
KEPT_FOR_EVER = re.compile(r'/s/[0-9a-f]{12}/[^"]+')


def asked(http, live, path):
    return http.get(path.format(door=live.door))


@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_every_header(http, live, path):
    headers = asked(http, live, path).headers
    for name, value in EVERY_RESPONSE.items():
        assert headers[name] == value
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_stored_and_no_cookie_is_set(http, live, path):
    headers = asked(http, live, path).headers
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    assert "server" not in headers
    assert "etag" not in headers


def test_static_files_are_kept_for_ever_under_an_address_that_changes(http, live):
    page = http.get(f"/{live.door}/en").text
    found = set(KEPT_FOR_EVER.findall(page))
    assert {each.rsplit("/")[-1] for each in found} == {"icon.svg", "voice.css", "form.mjs"}
    for address in found:
        reply = http.get(address)
        assert reply.status_code == 200
        assert "immutable" in reply.headers["cache-control"]


def test_leaving_without_script_goes_somewhere_neutral_and_clears(http, live):
    blank = http.get("/leave")
    assert blank.status_code == 200
    assert blank.headers["refresh"] == "0; url=/left"
    assert "clear-site-data" not in blank.headers
    reply = http.get("/left")
    assert reply.status_code == 303
    assert reply.headers["location"] == live.round.leave_to
    assert reply.headers["clear-site-data"] == '"cache", "storage"'


@pytest.mark.parametrize("path", PATHS)
def test_a_head_request_is_answered_like_a_get(http, live, path):
    head = http.head(path.format(door=live.door))
    if "releases" not in path:
        assert head.status_code == asked(http, live, path).status_code
    assert head.content == b""


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing-here", 404),
        ("GET", "/{door}/xx", 404),
        ("DELETE", "/{door}/en", 405),
        ("PUT", "/", 405),
        ("POST", "/{door}/xx", 404),
    ],
)
def test_a_wrong_address_gets_a_calm_page_of_ours(http, live, method, path, status):
    reply = http.request(method, path.format(door=live.door))
    assert reply.status_code == status
    assert "There is nothing at this address" in reply.text
    assert "detail" not in reply.text
    assert "Get help now" in reply.text
