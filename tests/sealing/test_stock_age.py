"""The stock `age` of the operating system and the official library, in both directions."""

import fcntl
import os
import pty
import shutil
import subprocess
import termios
from pathlib import Path

import pytest

from sealing.samples import CHUNK, FIVE, members
from voice.sealing.identity import lock_identity, parse_identity, unlock_identity
from voice.sealing.locked import lock, unlock
from voice.sealing.open import open_sealed
from voice.sealing.seal import seal, seal_padded

PASSPHRASE = "river-lemon-garden-coffee-window-pencil-summer"
PLAIN = os.urandom(CHUNK + 10)
QUICK = 10


def needed(command, package):
    """Where a command is. Without it a test is skipped, and fails in CI."""
    found = shutil.which(command)
    if found:
        return found
    reason = f"no {command}: install {package}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def age():
    return needed("age", "the Debian package age")


def typing(command, answer):
    """Run a command that asks on its terminal, and give it `answer` whenever it asks."""
    ours, theirs = pty.openpty()

    def sit_down_at_the_terminal():
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=sit_down_at_the_terminal,
    ) as running:
        os.close(theirs)
        said = answered = b""
        while piece := read(ours):
            said += piece
            if said[len(answered) :].rstrip().endswith(b":"):
                answered = said
                os.write(ours, answer.encode() + b"\n")
        os.close(ours)
    return running.returncode, said.decode()


def read(terminal):
    try:
        return os.read(terminal, 1024)
    except OSError:  # how Linux says that nobody is at the other end any more
        return b""


def test_age_opens_what_we_seal(age, tmp_path):
    identities, roster = members("x25519", 3)
    (tmp_path / "sealed").write_bytes(seal(PLAIN, roster))
    for identity in identities:
        (tmp_path / "key").write_text(identity.text + "\n")
        command = [age, "-d", "-i", tmp_path / "key", tmp_path / "sealed"]
        assert subprocess.run(command, capture_output=True, check=True).stdout == PLAIN


def test_age_opens_our_identity_file_and_with_it_what_we_seal(age, tmp_path):
    identity = FIVE["x25519"][0]
    (tmp_path / "key.age").write_bytes(lock_identity(identity, PASSPHRASE, QUICK))
    (tmp_path / "sealed").write_bytes(seal(PLAIN, (identity.recipient,)))
    key, plain, sealed = (str(tmp_path / name) for name in ("key.age", "plain", "sealed"))
    code, said = typing([age, "-d", "-i", key, "-o", plain, sealed], PASSPHRASE)
    assert code == 0, said
    assert (tmp_path / "plain").read_bytes() == PLAIN


def test_age_opens_a_post_quantum_identity_file_with_its_passphrase(age, tmp_path):
    identity = FIVE["mlkem768x25519"][0]
    (tmp_path / "key.age").write_bytes(lock_identity(identity, PASSPHRASE, QUICK))
    command = [age, "-d", "-o", str(tmp_path / "key"), str(tmp_path / "key.age")]
    code, said = typing(command, PASSPHRASE)
    assert code == 0, said
    assert (tmp_path / "key").read_text() == identity.text + "\n"


def test_age_refuses_our_identity_file_with_another_passphrase(age, tmp_path):
    (tmp_path / "key.age").write_bytes(lock_identity(FIVE["x25519"][0], PASSPHRASE, QUICK))
    code, said = typing([age, "-d", str(tmp_path / "key.age")], "another")
    assert code != 0
    assert "incorrect passphrase" in said


def test_we_open_what_age_seals(age):
    identities, roster = members("x25519", 2)
    command = [age, *(part for each in roster for part in ("-r", each.text))]
    sealed = subprocess.run(command, input=PLAIN, capture_output=True, check=True).stdout
    for identity in identities:
        assert open_sealed(sealed, [identity]) == PLAIN


def test_we_open_what_age_locks_with_a_passphrase(age, tmp_path):
    identity = FIVE["x25519"][0]
    (tmp_path / "key").write_text(identity.text + "\n")
    command = [age, "-p", "-o", str(tmp_path / "key.age"), str(tmp_path / "key")]
    code, said = typing(command, PASSPHRASE)
    assert code == 0, said
    assert unlock_identity((tmp_path / "key.age").read_bytes(), PASSPHRASE).text == identity.text


def test_age_refuses_what_we_refuse_to_have_been_changed(age, tmp_path):
    identity = FIVE["x25519"][0]
    sealed = seal(b"voice", (identity.recipient,))
    (tmp_path / "key").write_text(identity.text + "\n")
    command = [age, "-d", "-i", str(tmp_path / "key")]
    run = subprocess.run(command, input=sealed[:-1] + b"\0", capture_output=True, check=False)
    assert run.returncode != 0


def test_an_identity_by_age_keygen_is_ours_too(age):
    keygen = needed("age-keygen", "the Debian package age")
    said = subprocess.run([keygen], capture_output=True, check=True).stdout.decode()
    identity = unlock_identity(lock(said.encode(), PASSPHRASE, QUICK), PASSPHRASE)
    assert identity.recipient.text in said
    assert parse_identity(identity.text).recipient == identity.recipient


ROOT = Path(__file__).parents[2]


@pytest.fixture
def official(browser_packages):
    """Runs the official age library."""

    def run(task, keys, given):
        command = ["node", ROOT / "tests" / "vectors" / "official.mjs", task, keys]
        return subprocess.run(
            command, input=given, cwd=browser_packages, capture_output=True, check=True
        ).stdout

    return run


@pytest.mark.parametrize("kind", ["x25519", "mlkem768x25519"])
def test_the_official_library_opens_what_we_seal_and_we_what_it_seals(official, kind):
    identities, roster = members(kind, 2)
    assert official("open", identities[1].text, seal(PLAIN, roster)) == PLAIN
    sealed = official("seal", ",".join(each.text for each in roster), PLAIN)
    assert open_sealed(sealed, identities[1:]) == PLAIN
    assert unlock(lock(sealed, PASSPHRASE, QUICK), PASSPHRASE) == sealed


def test_an_answer_can_be_read_by_hand_without_voice(age, tmp_path):
    identity = FIVE["x25519"][0]
    words = '{"answers":{"hard":"Ich möchte schlafen.\\nTired"}}'
    (tmp_path / "key").write_text(identity.text + "\n")
    (tmp_path / "answer.age").write_bytes(seal_padded(words.encode(), (identity.recipient,)))
    line = "age -d -i key answer.age | tail -c +5 | tr -d '\\0'"
    run = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=True)
    assert run.stdout.decode() == words
