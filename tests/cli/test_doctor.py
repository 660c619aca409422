import datetime
import re
import shutil

import pytest

from desk.given import DESK, drafted, signed
from recorded import make_kit
from voice.cli.checks import examine
from voice.cli.doors import new_slug
from voice.cli.init import make_home
from voice.cli.organisations import add
from voice.cli.rounds import take_in
from voice.cli.server import in_database
from voice.settings import load_settings
from voice.store.doors import open_door
from voice.store.organisations import install_desk_key, remove_desk_key
from voice.store.submissions import Arrival, save
from voice.store.weeks import week_of

NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def config(tmp_path):
    """A server with one real round and its door."""
    made = make_home(tmp_path / "server", "https://say.northside.example")

    async def fill(database):
        await add(database, "northside")
        await install_desk_key(database, "northside", DESK.public)
        opened = await take_in(database, signed(drafted()), NOW, 5)
        await open_door(database, new_slug(), opened.id, "self")
        return opened.id

    in_database(load_settings(made, {}), fill)
    return made


def in_server(config, job):
    return in_database(load_settings(config, {}), job)


def unwell(config, now=NOW):
    return {
        each.name.partition(", ")[2] or each.name: each
        for each in examine(config, now)
        if not each.ok
    }


def test_a_server_in_order_has_no_findings(config):
    assert unwell(config) == {}


def test_every_finding_that_is_not_well_says_what_to_do(config):
    shutil.rmtree(config.parent / "secrets")
    (config.parent / "data").chmod(0o755)

    found = unwell(config, NOW + 200 * DAY)

    assert len(found) > 5
    assert all(each.hint for each in found.values())


def test_settings_that_do_not_load_are_the_only_finding(config):
    config.write_text("prot = 1")

    assert list(unwell(config)) == ["settings"]


def test_a_data_folder_that_others_can_enter_is_found(config):
    (config.parent / "data").chmod(0o750)

    assert "others may look into" in unwell(config)["folder"].detail


def test_secrets_inside_the_data_folder_are_found(config):
    (config.parent / "secrets").rename(config.parent / "data" / "secrets")
    config.write_text('secrets = "data/secrets"')

    assert list(unwell(config)) == ["apart"]


@pytest.mark.parametrize("content", ["", "00" * 31, "zz" * 32, "é"])
def test_a_damaged_pepper_is_found(config, content):
    (config.parent / "secrets" / "pepper").write_text(content)

    assert list(unwell(config)) == ["pepper"]


def test_a_pepper_that_others_can_read_is_found(config):
    (config.parent / "secrets" / "pepper").chmod(0o644)

    assert "others may read" in unwell(config)["pepper"].detail


def test_a_file_that_is_no_database_is_found(config):
    for path in (config.parent / "data").iterdir():
        path.unlink()
    (config.parent / "data" / "voice.db").write_bytes(b"not a database" * 1000)

    assert list(unwell(config)) == ["database"]


def test_a_missing_database_is_found(config):
    shutil.rmtree(config.parent / "data")

    assert {"folder", "database"} == set(unwell(config))


def test_a_round_whose_desk_is_no_longer_trusted_is_found(config):
    in_server(config, lambda database: remove_desk_key(database, "northside", DESK.public))

    assert "not installed here" in next(iter(unwell(config).values())).detail


def test_promises_and_help_lines_go_stale(config):
    assert set(unwell(config, NOW + 91 * DAY)) >= {"promises", "help lines"}


def test_recordings_that_are_not_offered_are_noted(config):
    make_kit(config.parent / "data" / "audio", "pulse", "ar")

    noted = {each.name: each for each in examine(config, NOW) if each.note}

    assert unwell(config) == {}
    assert re.match(r"\d+ to look at, first ar/pulse\.\w+\.opus", noted["recordings"].detail)
    assert "voice audio check" in noted["recordings"].hint


def test_recordings_without_a_kit_are_noted(config):
    (config.parent / "data" / "audio").mkdir()

    assert "recordings" in {each.name for each in examine(config, NOW) if each.note}


def test_a_round_with_more_than_999_is_not_noted(config):
    async def other(database):
        await take_in(database, signed(drafted(helplines=("999", "samaritans"))), NOW, 5)

    in_server(config, other)

    noted = [each for each in examine(config, NOW) if each.name.endswith("help lines")]
    assert sorted(each.note for each in noted) == [False, True]


def test_a_clock_that_went_back_is_found(config):
    assert "clock" in unwell(config, NOW - 14 * DAY)


def test_a_round_that_nobody_reads_is_found(config):
    assert "reading" in unwell(config, NOW + 40 * DAY)


def test_a_release_that_was_not_made_is_found(config):
    arrival = Arrival(
        round=in_server(config, _round_id),
        week=week_of(NOW),
        envelope=b"sealed",
        mark=b"m" * 32,
        look_up=b"l" * 32,
        withdrawal=b"w" * 32,
    )
    in_server(config, lambda database: save(database, arrival))

    assert "release" in unwell(config, NOW + 8 * DAY)
    assert "release" not in unwell(config)


async def _round_id(database):
    return (await database.read("SELECT round FROM rounds"))[0][0]


def test_a_round_without_an_open_door_is_found(config):
    async def shut(database):
        await database.writer.alone(
            lambda connection: connection.execute_fetchall("UPDATE doors SET closed = 1")
        )

    in_server(config, shut)

    assert list(unwell(config)) == ["doors"]
