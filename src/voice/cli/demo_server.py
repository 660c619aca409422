"""The demo's server: the real one, in a thread, on a loopback port, with its data in a folder."""

import datetime
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from voice.cli.doors import new_slug
from voice.cli.init import make_home
from voice.cli.organisations import Tokens, add
from voice.cli.rounds import take_in
from voice.cli.serve import server_for
from voice.cli.server import RECEIPT_SALT, in_database, read_secret
from voice.errors import OperatorMustFix
from voice.forms.round import RoundFile
from voice.settings import Settings, load_settings
from voice.store.database import Database
from voice.store.doors import open_door
from voice.store.organisations import install_desk_key
from voice.store.releases import release_due

PATIENCE_SECONDS = 30


class DemoServer(NamedTuple):
    """One server's settings and what the demo needs to know of it."""

    settings: Settings
    tokens: Tokens
    rounds: tuple[RoundFile, ...]
    doors: tuple[str, ...]
    """The slug of each round's door."""

    @property
    def salt(self) -> bytes:
        """The receipt salt, which every page carries."""
        return read_secret(self.settings, RECEIPT_SALT)

    def release(self) -> None:
        """Release what waits: in a practice round that is at once."""
        now = datetime.datetime.now(datetime.UTC)
        in_database(self.settings, lambda database: release_due(database, now))


def make_server(
    folder: Path, organisation: str, desk_key: str, signed: tuple[bytes, ...], port: int
) -> DemoServer:
    """A server's folder with an organisation that trusts `desk_key`, and a door to each round."""
    config = make_home(folder, f"http://127.0.0.1:{port}")
    with config.open("a", encoding="utf-8") as file:
        file.write(f"\nport = {port}\n")
    # the demo's settings are its own, whatever the environment says
    settings = load_settings(config, {})
    now = datetime.datetime.now(datetime.UTC)

    async def fill(database: Database) -> tuple[Tokens, list[RoundFile], list[str]]:
        tokens = await add(database, organisation)
        await install_desk_key(database, organisation, desk_key)
        rounds = [await take_in(database, each, now, settings.backup_weeks) for each in signed]
        doors = [new_slug() for _ in rounds]
        for door, round_file in zip(doors, rounds, strict=True):
            await open_door(database, door, round_file.id, "self")
        return tokens, rounds, doors

    tokens, rounds, doors = in_database(settings, fill)
    return DemoServer(settings, tokens, tuple(rounds), tuple(doors))


@contextmanager
def serving(demo: DemoServer, listening: socket.socket) -> Iterator[threading.Thread]:
    """Serve at `listening` until left; gives the thread, which lives as long as the service does.

    Raises:
        OperatorMustFix: the service does not start.
    """
    server = server_for(demo.settings, "127.0.0.1", demo.settings.port)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise OperatorMustFix("not-started", "the service did not start", "run it again")
        time.sleep(0.02)
    try:
        yield thread
    finally:
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)


def listen(port: int) -> socket.socket:
    """A socket on this machine's `port`, a free one for 0. Raises: OperatorMustFix: it is taken."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise OperatorMustFix(
            "port-taken", f"cannot listen on port {port}: {error}", "choose another with --port"
        ) from error
