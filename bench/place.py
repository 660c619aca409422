"""A whole service for a bench: a home with one open round, and `voice serve` beside us."""

import asyncio
import datetime
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from live import make_round  # noqa: E402 - the tests' own round, found just now
from voice.cli.init import make_home  # noqa: E402
from voice.forms.round import RoundFile  # noqa: E402
from voice.sealing.frame import Frame, write_frame  # noqa: E402
from voice.sealing.identity import Identity, new_identity  # noqa: E402
from voice.sealing.recipient import Recipient, parse_roster  # noqa: E402
from voice.sealing.seal import seal_padded  # noqa: E402
from voice.sealing.signed import new_signing_key, sign  # noqa: E402
from voice.store.database import open_database  # noqa: E402
from voice.store.doors import open_door  # noqa: E402
from voice.store.organisations import add_organisation, give_token, install_desk_key  # noqa: E402
from voice.store.rounds import open_round  # noqa: E402

DOOR = "d2345672"
FROM_HERE = "127.0.0.1"
SERVE = [sys.executable, "-m", "voice", "serve"]


@dataclass(frozen=True)
class Place:
    """One service's home, and the keys that only a desk would have."""

    config: Path
    round: RoundFile
    roster: tuple[Recipient, ...]
    identities: tuple[Identity, ...]
    signer: str
    token: str

    @property
    def data(self) -> Path:
        return self.config.parent / "data"


@dataclass(frozen=True)
class Served:
    """A running service. `door` and `url` are what `tests/visit.py` asks of it."""

    process: subprocess.Popen[bytes]
    port: int
    seconds: float
    """From its start to its first answer."""
    door: str = DOOR

    @property
    def url(self) -> str:
        return f"http://{FROM_HERE}:{self.port}"


def make_place(folder: Path, languages: Sequence[str] = ("en",), practice: bool = False) -> Place:
    """A home in `folder` with an open round of the default form, read by 3 PQ keys.

    A practice round releases every half minute, which would be measured with everything else.
    """
    config = make_home(folder, "http://127.0.0.1:8000")
    identities = tuple(new_identity("mlkem768x25519") for _ in range(3))
    round_file = make_round("default", identities, languages=languages, practice=practice)
    key = new_signing_key()

    async def set_up() -> str:
        async with open_database(folder / "data" / "voice.db") as db:
            await add_organisation(db, "northside")
            await install_desk_key(db, "northside", key.public)
            signed = sign("round", msgspec.json.encode(round_file), key)
            now = datetime.datetime.now(datetime.UTC)
            await open_round(db, round_file, signed, now=now, backup_weeks=5)
            await open_door(db, DOOR, round_file.id, "self")
            return await give_token(db, "northside", "fetch")

    roster = parse_roster(member.recipient for member in round_file.roster)
    return Place(config, round_file, roster, identities, key.public, asyncio.run(set_up()))


@contextmanager
def serving(
    config: Path, log: Path | None = None, command: Sequence[str] = SERVE
) -> Iterator[Served]:
    """`voice serve` in a process of its own, from its first answer until the block ends."""
    port = free_port()
    line = [*command, "--config", str(config), "--port", str(port)]
    with running(line, port, log) as served:
        yield served


@contextmanager
def running(command: Sequence[str], port: int, log: Path | None = None) -> Iterator[Served]:
    """Any server in a process of its own. All it says goes to `log`; without one, only its
    complaints are shown."""
    with (log or Path(os.devnull)).open("ab") as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said if log else None)
    try:
        yield Served(process, port, wait_for(process, port) - began)
    finally:
        process.terminate()
        process.wait(30)


def wait_for(process: subprocess.Popen[bytes], port: int) -> float:
    """The moment at which /health was answered."""
    while process.poll() is None:
        with suppress(OSError):
            connection = http.client.HTTPConnection(FROM_HERE, port, timeout=5)
            connection.request("GET", "/health")
            connection.getresponse().read()
            connection.close()
            return time.perf_counter()
        time.sleep(0.005)
    raise RuntimeError(f"the server ended with {process.returncode} before it answered")


def free_port() -> int:
    with socket.create_server((FROM_HERE, 0)) as listening:
        return listening.getsockname()[1]


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The process and those it started, as gunicorn starts its workers."""
    whole = psutil.Process(process.pid)
    return [whole, *whole.children(recursive=True)]


def memory_mb(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of a server now, in MB of 10^6 bytes."""
    return sum(each.memory_info().rss for each in family(process)) / 1e6


def processor_seconds(process: subprocess.Popen[bytes]) -> float:
    """What a server has had of the processors since it began."""
    times = [each.cpu_times() for each in family(process)]
    return sum(each.user + each.system for each in times)


def frame_for(place: Place, plain: bytes) -> bytes:
    """What a phone posts when no receipt is asked for: `plain` sealed to the round's roster."""
    return write_frame(
        Frame(
            round=place.round.id,
            ticket=os.urandom(32),
            look_up=os.urandom(32),
            withdrawal=os.urandom(32),
            envelope=seal_padded(plain, place.roster),
        )
    )
