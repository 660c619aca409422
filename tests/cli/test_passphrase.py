"""How a passphrase gets in: typed at a terminal, piped, from a file, or not at all."""

import os
import subprocess
import sys

import msgspec
import pytest

from desk.given import drafted
from voice.desk.keys import new_holder

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("VOICE_")}


@pytest.fixture(scope="module")
def holder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("holder")
    made = new_holder("holder", "Lead reader", os.urandom, work_factor=10)
    (folder / "lead.identity").write_bytes(made.locked)
    (folder / "round.draft.json").write_bytes(msgspec.json.encode(drafted(cards=[made.card])))
    return folder, made.passphrase


def command(folder, out):
    return [
        *(sys.executable, "-m", "voice", "desk", "keys", "prove", folder / "round.draft.json"),
        *("--identity", folder / "lead.identity", "--out", out),
    ]


def test_a_piped_passphrase_opens_without_a_word_about_echo(holder, tmp_path):
    folder, passphrase = holder
    run = subprocess.run(
        command(folder, tmp_path / "proof.json"),
        input=f"{passphrase}\n",
        capture_output=True,
        text=True,
        env=CLEAN,
        start_new_session=True,
    )

    assert run.returncode == 0
    assert run.stderr == ""
    assert (tmp_path / "proof.json").exists()


def test_where_nobody_can_be_asked_the_file_is_named(holder, tmp_path):
    run = subprocess.run(
        command(holder[0], tmp_path / "proof.json"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=CLEAN,
        start_new_session=True,
    )

    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 2
    assert "--passphrase-file" in run.stderr


@pytest.mark.skipif(os.name != "posix", reason="a terminal of this kind is a Unix thing")
def test_a_passphrase_typed_at_a_terminal_is_asked_for_and_not_shown(holder, tmp_path):
    folder, passphrase = holder
    ours, theirs = os.openpty()
    run = subprocess.Popen(
        command(folder, tmp_path / "proof.json"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=CLEAN,
        start_new_session=True,
    )
    os.close(theirs)

    shown = read_until(ours, b"Passphrase of lead.identity: ")
    os.write(ours, f"{passphrase}\n".encode())
    shown += read_until(ours, b"it is public")

    assert run.wait(60) == 0
    os.close(ours)
    assert passphrase.encode() not in shown


def read_until(terminal, wanted):
    shown = b""
    while wanted not in shown:
        shown += os.read(terminal, 1024)
    return shown
