"""`ModelServer`: asks a language model that runs on this machine, and no other.

It speaks to what llama.cpp, ollama and others offer as /v1/chat/completions. Python's own client
knows no proxies and follows nothing; the reply has a limit in bytes and one in time.
"""

import hashlib
import http.client
import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

import msgspec
import regex

from voice.errors import NotReadable, OperatorMustFix, Refused

PATH = "/v1/chat/completions"
MOST_BYTES = 64 * 1024
SECONDS = 300.0
"""A small model on two cores needs one or two minutes."""
_MOST_TOKENS = 400
_SEED = 1
_ODD = regex.compile(r"[^\p{L}\p{N}._:/+ -]+")
_HINT = "Start a server on this machine and name it: --model http://127.0.0.1:8080"


class Question(msgspec.Struct, frozen=True):
    """What is asked: the rules, what they are about (data only), and the shape of the answer."""

    rules: str
    about: str
    shape: dict[str, object]


class Reply(msgspec.Struct, frozen=True):
    """What the model wrote, what it calls itself, and the SHA-256 of all that was asked."""

    text: str
    model: str
    asked: str


class _Message(msgspec.Struct, frozen=True):
    content: str


class _Choice(msgspec.Struct, frozen=True):
    message: _Message


class _Completion(msgspec.Struct, frozen=True):
    # servers add fields of their own, so others are not forbidden here
    choices: tuple[_Choice, ...]
    model: str = ""


class ModelServer:
    """The server at a loopback address. `model` is what it calls the model, if it has several.

    Raises:
        Refused: "model-elsewhere", for any other address, before anything is looked up or sent.
    """

    def __init__(self, url: str, model: str = "local", seconds: float = SECONDS) -> None:
        self._host, self._port = _loopback(url)
        self._model = model
        self._seconds = seconds

    def ask(self, question: Question) -> Reply:
        """The model's reply to one question; asking again asks the same bytes.

        Raises:
            OperatorMustFix: "model-silent", where nothing answers in time or something else does.
            NotReadable: "model-reply", where it is too long or is no reply of such a server.
        """
        body = self._body(question)
        raw = self._post(body)
        try:
            completion = msgspec.json.decode(raw, type=_Completion)
            text = completion.choices[0].message.content
        except (msgspec.MsgspecError, UnicodeDecodeError, IndexError) as problem:
            raise NotReadable(
                "model-reply", f"the reply is no chat completion: {str(problem)!r}"
            ) from problem
        named = _ODD.sub("", completion.model)[:100].lstrip("+- ") or "unnamed"
        return Reply(text, named, hashlib.sha256(body).hexdigest())

    def _body(self, question: Question) -> bytes:
        shape = {"name": "proposal", "strict": True, "schema": question.shape}
        return msgspec.json.encode(
            {
                "model": self._model,
                "messages": [
                    {"role": "system", "content": question.rules},
                    {"role": "user", "content": question.about},
                ],
                "response_format": {"type": "json_schema", "json_schema": shape},
                "temperature": 0,
                "seed": _SEED,
                "max_tokens": _MOST_TOKENS,
                "stream": False,
            },
            order="deterministic",
        )

    def _post(self, body: bytes) -> bytes:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=self._seconds)
        try:
            connection.connect()
            with _cut_after(self._seconds, connection.sock) as cut:
                raw = self._exchange(connection, body, cut)
        except (OSError, http.client.HTTPException) as problem:
            raise self._silent(f"did not answer: {problem!r}") from problem
        finally:
            connection.close()
        if len(raw) > MOST_BYTES:
            raise NotReadable("model-reply", f"the reply is longer than {MOST_BYTES} bytes")
        return raw

    def _exchange(
        self, connection: http.client.HTTPConnection, body: bytes, cut: threading.Event
    ) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        try:
            connection.request("POST", PATH, body, headers)
            response = connection.getresponse()
            raw = response.read(MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as problem:
            if not cut.is_set():
                raise
            raise self._slow() from problem
        if cut.is_set():
            raise self._slow()
        if response.status != HTTPStatus.OK:
            raise self._silent(f"answered {response.status}; nothing is followed")
        return raw

    def _slow(self) -> OperatorMustFix:
        return self._silent(f"was not done after {self._seconds:g} seconds")

    def _silent(self, what: str) -> OperatorMustFix:
        return OperatorMustFix(
            "model-silent", f"the model at {self._host}, port {self._port}, {what}", _HINT
        )


@contextmanager
def _cut_after(seconds: float, line: socket.socket) -> Iterator[threading.Event]:
    """Ends the line after so many seconds in all, however slowly something still comes."""
    cut = threading.Event()

    def end() -> None:
        cut.set()
        with suppress(OSError):  # it may just have ended by itself
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield cut
    finally:
        timer.cancel()
        timer.join()


def _loopback(url: str) -> tuple[str, int]:
    """Address and port. No name is looked up: "localhost" is 127.0.0.1, others are refused."""
    try:
        parts = urlsplit(url)
        host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
        address = ipaddress.ip_address(host)
        port = 80 if parts.port is None else parts.port
    except ValueError as problem:
        raise _elsewhere(url) from problem
    here = address == ipaddress.IPv6Address("::1") or (
        isinstance(address, ipaddress.IPv4Address) and address.is_loopback
    )
    if not here or not _is_plain(parts):
        raise _elsewhere(url)
    return str(address), port


def _is_plain(parts: SplitResult) -> bool:
    rest = parts.username, parts.password, parts.query, parts.fragment
    return parts.scheme == "http" and not any(rest) and parts.path in ("", "/", "/v1", "/v1/", PATH)


def _elsewhere(url: str) -> Refused:
    return Refused(
        "model-elsewhere",
        f"{url!r} is not a language model on this machine; nothing was sent",
        _HINT,
    )
