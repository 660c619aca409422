"""Requests that no browser makes: odd paths, methods, hosts and heads, to the server as it runs."""

import logging
import socket

import pytest

from attacks.given import raw, request, serving, settings_for
from live import running
from voice.web.headers import EVERY_RESPONSE

METHODS = ["OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND", "DELETE", "PUT"]
PATHS = [
    "/s/x/../../voice.db",
    "/s/x/%2e%2e/%2e%2e/voice.db",
    "/s/x/..%2f..%2fsettings.py",
    "/s//js/form.mjs",
    "/audio/x/../../voice.db",
    "/audio/%2e%2e/%2e%2e/voice.db",
    "/%00",
    "/%ff/%fe",
    "/%c3%28",
    "/%0d%0aset-cookie:%20a=b",
    "/" + "a" * 8_000,
    "/a" * 2_000,
    "/keys/%2e%2e",
    "/releases/x/-1",
    "/releases/x/99999999999999999999",
    "/next/%2e%2e",
    "/withdraw/%0d%0aset-cookie:%20a=b",
    "/schema/openapi.json",
    "http://elsewhere.example/nothing",
]
HOSTS = ["", "[", "[::", "a b", "\xe9\xff", "elsewhere.example", "x" * 5_000]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The server as `voice serve` sets it up, with a round in it."""
    data = tmp_path_factory.mktemp("served")
    with running(data, kind="x25519"):
        pass
    with serving(settings_for(data, tmp_path_factory.mktemp("secrets"))) as port:
        yield port


def careful(reply: bytes) -> bool:
    """Whether a reply has every header that every response must have, and is stored nowhere."""
    head = reply.split(b"\r\n\r\n")[0].decode("latin-1").lower().split("\r\n")
    wanted = [f"{name}: {value}".lower() for name, value in EVERY_RESPONSE.items()]
    told = {line.split(":")[0] for line in head}
    never = {"set-cookie", "server", "etag", "x-powered-by"}
    return set(wanted) <= set(head) and "cache-control: no-store" in head and not told & never


@pytest.mark.parametrize("path", PATHS)
def test_an_odd_path_leads_to_a_careful_page_of_ours(port, path):
    reply = raw(port, request("GET", path))
    assert reply.startswith(b"HTTP/1.1 404 ")
    assert careful(reply)
    assert b"a=b" not in reply


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ["/", "/send", "/withdraw", "/health", "/d2345672/en", "/a/b/c/d"])
def test_an_odd_method_gets_a_careful_reply(port, method, path):
    reply = raw(port, request(method, path))
    assert reply[9:12] in (b"404", b"405", b"204")
    assert careful(reply)


@pytest.mark.parametrize("host", HOSTS)
def test_no_host_changes_a_reply(port, host):
    for path in ("/d2345672/en", "/nothing/here/at/all", "/leave"):
        usual = raw(port, request("GET", path))
        named = b"Host: " + host.encode("latin-1")
        odd = raw(port, request("GET", path).replace(b"Host: x", named))
        if odd.startswith(b"HTTP/1.1 400 "):
            continue  # the parser's own, or a calm page: nothing of the host in it
        assert odd.split(b"\r\n\r\n")[1] == usual.split(b"\r\n\r\n")[1]


def test_nothing_a_proxy_may_say_changes_a_page(port):
    usual = raw(port, request("GET", "/d2345672/en")).split(b"\r\n\r\n")[1]
    said = ["X-Forwarded-Host: a.example", "X-Forwarded-Proto: ftp", "X-Forwarded-For: 192.0.2.1"]
    said += ["X-Original-URL: /leave", "X-Rewrite-URL: /leave", "Forwarded: host=a.example"]
    said += ["If-None-Match: *", "Range: bytes=0-9", "Accept: text/evil"]
    said += ["If-Modified-Since: Mon, 23 Nov 2026 09:00:00 GMT", "Cookie: a=b"]
    assert raw(port, request("GET", "/d2345672/en", *said)).split(b"\r\n\r\n")[1] == usual


@pytest.mark.parametrize("tag", ["%0d%0aset-cookie:%20a=b", "%d9%85", "zz", "%2f%2felsewhere"])
def test_no_address_that_we_do_not_know_is_put_into_a_reply(port, tag):
    kind = "Content-Type: application/x-www-form-urlencoded"
    reply = raw(port, request("POST", f"/withdraw/{tag}", kind, body=b"code=1"))
    assert reply.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 405 "))
    assert b"a=b" not in reply
    assert b"elsewhere" not in reply


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nA: ",
        b"GET /",
        b"POST /send HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: ",
    ],
    ids=["header", "path", "trailer"],
)
def test_a_head_without_an_end_is_cut(port, head):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head)
        with pytest.raises(ConnectionError):
            for _ in range(2_000):
                line.sendall(b"a" * 10_000)


def test_a_version_that_is_not_ours_is_not_kept_for_the_next_one(port):
    reply = raw(port, request("GET", "/s/0123456789ab/js/form.mjs"))
    assert reply.startswith(b"HTTP/1.1 200 ")
    assert careful(reply)


@pytest.mark.parametrize(
    ("site", "aim", "cleared"),
    [
        ("same-origin", "document", True),
        ("none", "document", True),
        ("cross-site", "image", False),
        ("cross-site", "document", False),
        ("same-site", "iframe", False),
        ("same-origin", "style", True),
    ],
)
def test_another_site_cannot_make_the_browser_clear_this_one(port, site, aim, cleared):
    asked = [f"Sec-Fetch-Site: {site}", f"Sec-Fetch-Dest: {aim}"]
    for path in ("/left", "/leave", "/next/en", "/forget.css", "/withdraw/en/answered"):
        reply = raw(port, request("GET", path, *asked))
        assert (b"clear-site-data" in reply) <= cleared
    for path in ("/left", "/forget.css"):
        assert (b"clear-site-data" in raw(port, request("GET", path, *asked))) == cleared


def test_the_log_holds_counts_and_slugs_only(port, caplog):
    caplog.set_level(logging.INFO)
    kind = "Content-Type: application/x-www-form-urlencoded"
    raw(port, request("POST", "/withdraw/h%C3%A9ron", kind, body=b"code=heron"))
    raw(port, request("POST", "/d2345672/en", kind, "Host: heron", body=b"good=heron"))
    raw(port, request("POST", "/send", "X-Heron: heron", body=b"heron"))
    raw(port, request("GET", "/heron?heron", "User-Agent: heron", "Cookie: heron=heron"))
    raw(port, b"heron heron heron\r\n\r\n")
    assert "slug=" in caplog.text
    assert "heron" not in caplog.text.lower()
