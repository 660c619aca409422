"""`voice serve` is killed in the middle of a storm of sends: what was acknowledged is there."""

import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress

import httpx
import pytest

from attacks.given import settings_for
from live import PEPPER, running
from sending import frame_of, sealed
from voice.sealing.marks import mark, round_mark_key

SERVE = [sys.executable, "-m", "voice", "serve", "--config"]


def started(folder, port: int) -> subprocess.Popen:
    """The real command, once it listens."""
    process = subprocess.Popen(
        [*SERVE, str(folder / "voice.toml")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return process
    raise AssertionError(process.communicate())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@pytest.fixture
def site(tmp_path):
    """A settings file, the data it names with a round in it, and the port it says."""
    data, port = tmp_path / "data", free_port()
    data.mkdir()
    settings_for(data, tmp_path / "secrets")
    (tmp_path / "voice.toml").write_text(f'data = "data"\nsecrets = "secrets"\nport = {port}\n')
    with running(data, kind="x25519") as live:
        live.url = f"http://127.0.0.1:{port}"
    return tmp_path, port, live


def send_on(live, acknowledged: set[bytes]) -> None:
    """Send until the service is gone; what it says it kept is noted."""
    key = round_mark_key(PEPPER, live.round.id)
    with httpx.Client(base_url=live.url) as http, suppress(httpx.HTTPError):
        while True:
            envelope = sealed(live, "again")
            if http.post("/send", content=frame_of(live, envelope)).status_code == 200:
                acknowledged.add(mark(key, envelope))


def kept(data) -> set[bytes]:
    with sqlite3.connect(data / "voice.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[0] for row in database.execute("SELECT mark FROM receipts")}


def test_what_was_acknowledged_outlives_a_killed_server(site):
    folder, port, live = site
    acknowledged: set[bytes] = set()
    for enough in (60, 200):
        process = started(folder, port)
        phones = [threading.Thread(target=send_on, args=(live, acknowledged)) for _ in range(4)]
        for each in phones:
            each.start()
        while len(acknowledged) < enough:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
        told = process.communicate()[0].decode()
        for each in phones:
            each.join()
        files = [each for each in (folder / "data").iterdir() if each.is_file()]
        assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
        assert len(told.splitlines()) == 1, "where it serves, and nothing about who sends"
        assert acknowledged <= kept(folder / "data")
