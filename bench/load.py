"""Load: many connections that keep asking one server, from a process of its own.

Plain sockets, so that the asking takes little of the machine. A server that closes a connection
after its reply gets a new one for the next request, as a proxy in front of it would make.
"""

import asyncio
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

CONNECTIONS = 32
FROM_HERE = "127.0.0.1"


@dataclass(frozen=True)
class Rate:
    """What some seconds of load found."""

    seconds: float
    took: tuple[float, ...]
    """Of each reply that came, in seconds."""
    other: int
    """Replies that were not the one expected."""
    processor: float = 0.0
    """Seconds that the server had of the processors, where `measure` was told how to look."""

    best: float = 0.0
    """Of several turns joined: the most replies a second in any, where others disturbed least."""

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds

    @property
    def processor_ms(self) -> float:
        """What one reply took of the processors: the figure that others' work disturbs least."""
        return self.processor / len(self.took) * 1000

    def milliseconds(self, percent: int) -> float:
        return statistics.quantiles(self.took, n=100)[percent - 1] * 1000


@dataclass(frozen=True)
class Asking:
    """What to ask of one server. `bodies` are gone through again and again; a GET has none.

    Where `unique` is set, the last 16 bytes of a body are another count each time: a sealed frame
    then stands for a new answer to a server, which cannot open it to find out.
    """

    port: int
    path: str
    bodies: tuple[bytes, ...] = ()
    status: int = 200
    unique: bool = False

    def requests(self, number: int) -> Iterator[bytes]:
        """Endless requests of connection `number`."""
        method = "POST" if self.bodies else "GET"
        head = f"{method} {self.path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
        if not self.bodies:
            while True:
                yield head.encode() + b"\r\n"
        count = time.time_ns() << 32 | number << 24
        while True:
            for body in self.bodies:
                count += 1
                kind = f"Content-Type: application/octet-stream\r\nContent-Length: {len(body)}"
                end = count.to_bytes(16, "big") if self.unique else body[-16:]
                yield b"".join((head.encode(), kind.encode(), b"\r\n\r\n", body[:-16], end))


def measure(
    asking: Asking,
    seconds: float,
    connections: int = CONNECTIONS,
    processor: Callable[[], float] = lambda: 0.0,
) -> Rate:
    """Ask for some seconds over many connections; `processor` says what the server had so far."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        pool.submit(_run, asking, 0.2, connections).result()  # not counted: all grow warm
        before = processor()
        rate = pool.submit(_run, asking, seconds, connections).result()
        return replace(rate, processor=processor() - before)


def joined(rates: Sequence[Rate]) -> Rate:
    """Several turns of one server as one."""
    return Rate(
        sum(each.seconds for each in rates),
        tuple(took for each in rates for took in each.took),
        sum(each.other for each in rates),
        sum(each.processor for each in rates),
        max(each.per_second for each in rates),
    )


def _run(asking: Asking, seconds: float, connections: int) -> Rate:
    return asyncio.run(_ask_all(asking, seconds, connections))


async def _ask_all(asking: Asking, seconds: float, connections: int) -> Rate:
    end = time.perf_counter() + seconds
    askers = (_keep_asking(asking, number, end) for number in range(connections))
    found = await asyncio.gather(*askers)
    return Rate(seconds, tuple(t for took, _ in found for t in took), sum(o for _, o in found))


async def _keep_asking(asking: Asking, number: int, end: float) -> tuple[list[float], int]:
    took: list[float] = []
    other = 0
    expected = f"HTTP/1.1 {asking.status}".encode()
    requests = asking.requests(number)
    connection: Connection | None = None
    while (sent := time.perf_counter()) < end:
        if connection is None or connection.closed:
            connection = await Connection.to(asking.port)
        head = await connection.ask(next(requests))
        if head is None:  # closed between two requests: ask anew, and count from the first asking
            connection = None
            continue
        took.append(time.perf_counter() - sent)
        other += not head.startswith(expected)
    if connection is not None:
        connection.close()
    return took, other


class Connection(asyncio.Protocol):
    """One connection that asks one thing at a time."""

    def __init__(self) -> None:
        self.closed = False
        self._transport: asyncio.Transport | None = None
        self._came = bytearray()
        self._wanted = 0
        self._head: asyncio.Future[bytes | None] | None = None

    @classmethod
    async def to(cls, port: int) -> "Connection":
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(cls, FROM_HERE, port)
        return connection

    async def ask(self, request: bytes) -> bytes | None:
        """The head of the reply, once all of its body is here; None when there is no reply."""
        self._came.clear()
        self._wanted = 0
        self._head = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._head

    def close(self) -> None:
        self._transport.close()

    def connection_made(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._came += data
        if not self._wanted:
            end = self._came.find(b"\r\n\r\n")
            if end < 0:
                return
            self._wanted = end + 4 + _length(bytes(self._came[:end]))
        if len(self._came) >= self._wanted and not self._head.done():
            head = bytes(self._came[: self._came.find(b"\r\n\r\n")])
            self.closed = b"connection: close" in head.lower()
            if self.closed:
                self._transport.close()
            self._head.set_result(head)

    def connection_lost(self, _: Exception | None) -> None:
        self.closed = True
        if self._head is not None and not self._head.done():
            self._head.set_result(None)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    raise ValueError("a reply without a length")
