"""What is posted: in odd shapes, too much, too slow; and that none of it is remembered."""

import gc
import os
import socket
import time

import httpx
import pytest

from attacks.given import raw, request, service_of
from live import running, served
from voice.collect.app import create_app

FORM = "Content-Type: application/x-www-form-urlencoded"
SAID = "the heron waits at the second lock"
ESCAPED = SAID.replace(" ", "%20").encode()
TAKE_BACK = "/withdraw/en"
ODD = {
    "nothing": b"",
    "bad utf-8": b"sealed_by=server&good=%ff%fe&%ff=%c3%28",
    "raw bytes": b"sealed_by=server&good=\xff\x00\xfe",
    "half a character": b"sealed_by=server&good=%ed%a0%80",
    "nul and controls": b"sealed_by=server&good=%00%01%1b%7f",
    "cut escapes": b"sealed_by=server&good=%&change=%4&x=%zz",
    "brackets": b"sealed_by=server&good[a][b][c]=1&" + b"a[" * 5000,
    "odd names": b"sealed_by=server&__proto__=x&constructor=y&toString=z",
    "only separators": b"&" * 200_000,
    "another separator": b"sealed_by=server;good=x",
    "the field twice": b"sealed_by=server&sealed_by=server",
    "two bytes over": b"sealed_by=server&good=" + b"a" * 262_144,
}
KINDS = [
    "",
    "text/plain",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=\xff\xfe",
    "multipart/form-data; boundary=x",
    '\xff;;;="',
]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_body_is_sealed_or_refused_and_never_echoed(http, live, name):
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for path in (f"/{live.door}/en", "/withdraw/en"):
        reply = http.post(path, content=ODD[name], headers=kind)
        assert reply.status_code in (303, 400, 413), path
        assert "constructor" not in reply.text


@pytest.mark.parametrize("kind", KINDS)
def test_another_kind_of_body_is_refused(live, kind):
    port = int(live.url.rsplit(":")[-1])
    for path in (f"/{live.door}/en", "/withdraw/en"):
        body = b'--x\r\nContent-Disposition: form-data; name="good"\r\n\r\nheron\r\n--x--'
        reply = raw(port, request("POST", path, f"Content-Type: {kind}", body=body))
        assert reply.startswith(b"HTTP/1.1 400 ")
        assert b"heron" not in reply


def test_a_form_of_a_hundred_thousand_fields_is_refused_before_it_costs(http, live):
    body = b"sealed_by=server&" + b"&".join(b"%x=" % each for each in range(40_000))
    started = time.process_time()
    reply = http.post(
        f"/{live.door}/en",
        content=body,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert reply.status_code == 400
    assert time.process_time() - started < 2


def test_a_body_without_an_end_is_let_go(live):
    port = int(live.url.rsplit(":")[-1])
    chunks = (b"10000\r\n" + bytes(65_536) + b"\r\n" for _ in range(400))
    head = request("POST", "/send", "Transfer-Encoding: chunked")
    reply = raw(port, head, *chunks)
    assert reply == b"" or reply.startswith(b"HTTP/1.1 413 "), "cut, or told so"
    told = request("POST", "/send", "Content-Length: 99999999999")
    assert raw(port, told).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_does_not_come_gives_its_line_back(tmp_path):
    with running(tmp_path, kind="x25519") as live:
        pass
    app = create_app(service_of(tmp_path, body_seconds=0.2))
    with served(app) as url:
        for path in ("/send", "/withdraw", "/withdraw/en", f"/{live.door}/en"):
            head = f"POST {path} HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 900\r\n\r\nVOI1"
            reply = raw(int(url.rsplit(":")[-1]), head.encode())
            assert reply.startswith(b"HTTP/1.1 503 "), path
            assert b"\r\nconnection: close\r\n" in reply


def test_what_was_posted_is_not_remembered(live):
    port = int(live.url.rsplit(":")[-1])
    form = f"/{live.door}/en"
    for path, field in ((form, b"sealed_by=server&good="), (form, b"good="), (TAKE_BACK, b"code=")):
        raw(port, request("POST", path, FORM, body=field + ESCAPED))
    assert not [each for each in everything_held() if holds_what_was_said(each)]


def holds_what_was_said(each: object) -> bool:
    if isinstance(each, bytes):
        return ESCAPED in each and each != ESCAPED
    return isinstance(each, str) and SAID in each and each != SAID and "SAID" not in each


def everything_held():
    """Whatever this process, which the service runs in, can still reach."""
    gc.collect()
    for held in gc.get_objects():
        for each in gc.get_referents(held):
            yield each
            if isinstance(each, tuple | dict | list):
                yield from gc.get_referents(each)


def test_a_line_cut_in_the_middle_of_a_body_does_no_harm(http, live):
    port = int(live.url.rsplit(":")[-1])
    for path in ("/send", f"/{live.door}/en", "/withdraw/en"):
        with socket.create_connection(("127.0.0.1", port)) as line:
            head = f"POST {path} HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 90\r\n\r\n"
            line.sendall(head.encode() + os.urandom(9))
    assert http.get(f"/{live.door}/en").status_code == httpx.codes.OK
