"""What the attacks share: the server exactly as `voice serve` sets it up, and raw bytes to it."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from live import PEPPER, SALT, now
from voice.cli.serve import server_for
from voice.collect.service import Service
from voice.settings import Settings
from voice.shipped import shipped


def service_of(folder: Path, **changed: object) -> Service:
    """The service that `live.running` runs over `folder`, with something changed."""
    service = Service(
        data=folder,
        pepper=PEPPER,
        receipt_salt=SALT,
        locales=shipped("locales"),
        now=now,
        random=os.urandom,
    )
    return msgspec.structs.replace(service, **changed)


def settings_for(data: Path, secrets: Path, **changed: object) -> Settings:
    """Settings over `data`, with the secrets that tests use written into `secrets`."""
    secrets.mkdir(exist_ok=True)
    (secrets / "pepper").write_text(PEPPER.hex())
    (secrets / "receipt-salt").write_text(SALT.hex())
    return Settings(data=data, secrets=secrets, **changed)


@contextmanager
def serving(settings: Settings) -> Iterator[int]:
    """The server of `voice serve` on a free port of loopback; gives the port."""
    server = server_for(settings, "127.0.0.1", 0)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started:
            assert thread.is_alive() and time.monotonic() < until, "the service did not start"
            time.sleep(0.02)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(20)


def raw(port: int, *pieces: bytes, seconds: float = 20) -> bytes:
    """What comes back, to the end of the line, after sending `pieces` as they are."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as line:
        try:
            for each in pieces:
                line.sendall(each)
            while piece := line.recv(65536):
                heard += piece
        except ConnectionError:  # the server has closed while we were still sending
            pass
    return heard


def request(method: str, path: str, *headers: str, body: bytes = b"") -> bytes:
    """One request as bytes; its line is closed after the answer."""
    lines = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
