import json
import socket

import pytest

from small_model import saying, send, serving
from voice.errors import NotReadable, OperatorMustFix, Refused
from voice.themes.model_server import MOST_BYTES, ModelServer, Question

QUESTION = Question("Name it.", '{"extracts":[]}', {"type": "object"})


@pytest.fixture
def trap():
    """A port that notices whoever connects, on every IPv4 address of this machine."""
    with socket.create_server(("0.0.0.0", 0)) as listening:
        listening.setblocking(False)
        yield listening


def untouched(trap):
    try:
        trap.accept()[0].close()
    except BlockingIOError:
        return True
    return False


def port_of(trap):
    return trap.getsockname()[1]


def test_a_model_on_this_machine_answers_and_the_question_is_known_by_its_hash():
    with serving(saying("{}")) as served:
        first = ModelServer(served.url).ask(QUESTION)
        again = ModelServer(served.url + "/v1").ask(QUESTION)
    assert (first.text, first.model) == ("{}", "small-1b")
    assert first == again
    assert served.asked[0] == served.asked[1]
    path, _, body = served.asked[0].partition(b" ")
    asked = json.loads(body)
    assert path == b"/v1/chat/completions"
    assert (asked["temperature"], asked["seed"], asked["stream"]) == (0, 1, False)
    assert asked["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_localhost_is_this_machine_and_nothing_is_looked_up():
    with serving(saying("{}")) as served:
        reply = ModelServer(served.url.replace("127.0.0.1", "localhost")).ask(QUESTION)
    assert reply.text == "{}"


@pytest.mark.parametrize(
    "url",
    [
        "http://0.0.0.0:{}",
        "http://[::ffff:127.0.0.1]:{}",
        "http://127.1:{}",
        "http://2130706433:{}",
        "http://0x7f000001:{}",
        "http://localhost.:{}",
        "http://localhost.localdomain:{}",
        f"http://{socket.gethostname()}:{{}}",
        "http://127.0.0.1@0.0.0.0:{}",
        "http://key@127.0.0.1:{}",
        "https://127.0.0.1:{}",
        "ftp://127.0.0.1:{}",
        "http://127.0.0.1:{}/elsewhere",
        "http://127.0.0.1:{}?to=elsewhere",
        "http://127.0.0.1:{}#elsewhere",
        "http://127.0.0.1:{}0000000",
        "127.0.0.1:{}",
        "http://[::1",
        "http://192.0.2.1:{}",
        "http://[2001:db8::1]:{}",
        "http://model.example:{}",
        "",
    ],
)
def test_an_address_that_is_not_this_machines_own_is_refused_without_a_connection(url, trap):
    with pytest.raises(Refused) as refused:
        ModelServer(url.format(port_of(trap)))
    assert refused.value.slug == "model-elsewhere"
    assert untouched(trap)


def test_the_trap_itself_notices_a_connection(trap):
    with socket.create_connection(("127.0.0.1", port_of(trap))):
        assert not untouched(trap)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(status, trap):
    def redirect(handler, _):
        handler.send_response(status)
        handler.send_header("Location", f"http://127.0.0.1:{port_of(trap)}/v1/chat/completions")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with serving(redirect) as served, pytest.raises(OperatorMustFix, match="followed"):
        ModelServer(served.url).ask(QUESTION)
    assert untouched(trap)


def test_a_proxy_of_the_environment_is_not_used(trap, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port_of(trap)}")
    monkeypatch.delenv("no_proxy", raising=False)
    with serving(saying("{}")) as served:
        assert ModelServer(served.url).ask(QUESTION).text == "{}"
    assert untouched(trap)


def test_a_reply_without_end_is_cut():
    def endless(handler, _):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 4096)

    with serving(endless) as served, pytest.raises(NotReadable, match=str(MOST_BYTES)):
        ModelServer(served.url).ask(QUESTION)


@pytest.mark.parametrize("after", [b"", b"HTTP/1.0 200 OK\r\n", b"HTTP/1.0 200 OK\r\n\r\n"])
def test_a_reply_that_comes_a_byte_at_a_time_is_cut_in_its_head_and_in_its_body(after):
    def drip(handler, _):
        handler.wfile.write(after)
        while not served.over.wait(0.05):
            handler.wfile.write(b"a")

    with serving(drip) as served, pytest.raises(OperatorMustFix, match="was not done"):
        ModelServer(served.url, seconds=0.4).ask(QUESTION)


def test_a_model_that_says_nothing_at_all_is_not_waited_for():
    with (
        serving(lambda *_: served.over.wait()) as served,
        pytest.raises(OperatorMustFix) as silent,
    ):
        ModelServer(served.url, seconds=0.2).ask(QUESTION)
    assert silent.value.slug == "model-silent"


def test_where_nothing_listens_the_error_says_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = port_of(free)
    with pytest.raises(OperatorMustFix) as silent:
        ModelServer(f"http://127.0.0.1:{port}").ask(QUESTION)
    assert "--model http://127.0.0.1" in silent.value.hint


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": "\xff"}}]}',
        b'{"choices": [{"message": {"content": "\\ud800"}}]}',
    ],
)
def test_what_is_no_chat_completion_is_not_readable(reply):
    with serving(lambda handler, _: send(handler, reply)) as served, pytest.raises(NotReadable):
        ModelServer(served.url).ask(QUESTION)


def test_a_server_in_trouble_is_no_answer():
    def trouble(handler, _):
        send(handler, b"{}", 500)

    with serving(trouble) as served, pytest.raises(OperatorMustFix, match="500"):
        ModelServer(served.url).ask(QUESTION)


def test_what_a_model_calls_itself_is_no_formula_and_short():
    with serving(saying("{}", "=cmd|' /C calc'!A0" + "x" * 500)) as served:
        named = ModelServer(served.url).ask(QUESTION).model
    assert named.startswith("cmd")
    assert len(named) <= 100
