"""A tap on the line between a browser and a service: every byte that passes, both ways."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Exchange:
    """One request and its reply, as they stood on the wire."""

    method: str
    path: str
    names: tuple[str, ...]
    """The request's header names, in their order."""
    asked: int
    """Bytes of the request, its head included."""
    replied: int
    """Bytes of the reply, its head included."""


@dataclass
class Tap:
    """What passed. `url` is where a browser goes instead of to the service."""

    url: str = ""
    lines: list[tuple[bytearray, bytearray]] = field(default_factory=list)

    def exchanges(self, since: int = 0) -> list[Exchange]:
        """All exchanges on the connections that were opened after the first `since`."""
        found = []
        for asked, replied in self.lines[since:]:
            pairs = zip(messages(bytes(asked)), messages(bytes(replied)), strict=True)
            for (head, size), (_, answer) in pairs:
                first, *rest = head.decode("latin-1").split("\r\n")
                method, path, _ = first.split(" ")
                names = tuple(each.split(":")[0].lower() for each in rest)
                found.append(Exchange(method, path, names, size, answer))
        return found


def messages(stream: bytes) -> Iterator[tuple[bytes, int]]:
    """Head and whole length of each HTTP message; every one here says its length."""
    while stream:
        head, _, rest = stream.partition(b"\r\n\r\n")
        lengths = [
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        ]
        body = lengths[0] if lengths else 0
        yield head, len(head) + 4 + body
        stream = rest[body:]


@contextmanager
def tapped(url: str, altered: Callable[[bytes], bytes] = bytes) -> Iterator[Tap]:
    """A tap before the service at `url`; `altered` may change what it replies, not its length."""
    tap = Tap()
    service = urlsplit(url)

    class Line(BaseRequestHandler):
        def handle(self) -> None:
            asked, replied = bytearray(), bytearray()
            with socket.create_connection((service.hostname, service.port)) as upstream:
                tap.lines.append((asked, replied))
                back = threading.Thread(
                    target=pass_on, args=(upstream, self.request, replied, altered)
                )
                back.start()
                pass_on(self.request, upstream, asked, bytes)
                back.join()

    with ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tap.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield tap
        server.shutdown()


def pass_on(
    source: socket.socket, target: socket.socket, kept: bytearray, altered: Callable[[bytes], bytes]
) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            kept += data
            target.sendall(altered(data))
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
