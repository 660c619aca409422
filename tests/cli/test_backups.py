import asyncio
import datetime

import pytest
from click.testing import CliRunner

from desk.given import DESK, LEAD, drafted, signed
from voice.cli.init import make_home
from voice.cli.main import voice
from voice.cli.organisations import add
from voice.cli.rounds import take_in
from voice.cli.server import in_database
from voice.sealing.open import open_sealed
from voice.settings import load_settings
from voice.store.organisations import install_desk_key
from voice.store.submissions import Arrival, save, withdraw

NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
ENVELOPE = b"a sealed answer that somebody takes back later" * 20


class Server:
    def __init__(self, folder):
        self.folder = folder
        self.config = make_home(folder / "server", "https://say.northside.example")
        self.settings = load_settings(self.config, {})
        self.copy = folder / "copy.age"
        (folder / "backup.recipient").write_text(LEAD.recipient.text + "\n")

        async def fill(database):
            await add(database, "northside")
            await install_desk_key(database, "northside", DESK.public)
            return (await take_in(database, signed(drafted()), NOW, 5)).id

        round_id = self.inside(fill)
        for number, envelope in enumerate((ENVELOPE, b"one that stays" * 50)):
            arrival = Arrival(
                round=round_id,
                week="2026-W48",
                envelope=envelope,
                mark=bytes([number]) * 32,
                look_up=bytes([number + 10]) * 32,
                withdrawal=b"w" * 32,
            )
            self.inside(lambda database, each=arrival: save(database, each))

    def inside(self, job):
        return in_database(self.settings, job)

    def run(self, *arguments):
        command = [str(each) for each in ("backup", *arguments, "--config", self.config)]
        return CliRunner().invoke(voice, command)

    def backed_up(self):
        made = self.run("make", self.copy, "--to", self.folder / "backup.recipient")
        assert made.exit_code == 0, made.exception
        opened = self.folder / "opened.db"
        opened.write_bytes(open_sealed(self.copy.read_bytes(), [LEAD]))
        return opened

    def envelopes(self):
        async def job(database):
            return {row[0] for row in await database.read("SELECT envelope FROM submissions")}

        return self.inside(job)


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path)


def test_a_backup_is_sealed_and_leaves_no_open_copy(server):
    server.backed_up()

    assert server.copy.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"SQLite" not in server.copy.read_bytes()
    assert sorted(path.name for path in server.settings.data.iterdir()) == ["voice.db"]


def test_a_restored_backup_holds_what_was_there(server):
    opened = server.backed_up()

    assert server.run("restore", opened).exit_code == 0
    assert len(server.envelopes()) == 2


def test_what_was_withdrawn_after_the_backup_does_not_come_back(server):
    opened = server.backed_up()
    server.inside(lambda database: withdraw(database, bytes([10]) * 32, b"w" * 32))

    result = server.run("restore", opened)

    assert result.exit_code == 0, result.exception
    assert server.envelopes() == {b"one that stays" * 50}
    assert ENVELOPE[:46] not in (server.settings.data / "voice.db").read_bytes()


def test_a_database_in_use_is_not_replaced(server):
    opened = server.backed_up()

    async def held(database):
        return await asyncio.to_thread(server.run, "restore", opened)

    assert server.inside(held).exception.slug == "still-running"


def test_a_backup_never_takes_the_place_of_another_file(server):
    server.backed_up()

    again = server.run("make", server.copy, "--to", server.folder / "backup.recipient")

    assert again.exception.slug == "file-there"
    assert sorted(path.name for path in server.settings.data.iterdir()) == ["voice.db"]
