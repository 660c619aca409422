"""Identities and locked files: a passphrase that fits opens all, another opens nothing."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealing.samples import FIVE, KINDS, changed
from voice.errors import NotReadable, Refused
from voice.sealing.header import read_header
from voice.sealing.identity import (
    Identity,
    lock_identity,
    new_identity,
    parse_identity,
    unlock_identity,
)
from voice.sealing.locked import (
    MAX_WORK_FACTOR,
    PASSPHRASE_WORDS,
    WORK_FACTOR,
    lock,
    new_passphrase,
    unlock,
)
from voice.sealing.open import open_sealed
from voice.sealing.seal import seal
from voice.sealing.words import spell, word_list

QUICK = 10
PASSPHRASE = "river-lemon-garden-coffee-window-pencil-summer"


def test_a_new_identity_is_post_quantum_and_its_own():
    one, two = new_identity(), new_identity()
    assert one.recipient.kind == "mlkem768x25519"
    assert one.recipient.text.startswith("age1pq1")
    assert one.recipient != two.recipient


@given(st.sampled_from(KINDS), st.binary(min_size=32, max_size=32))
def test_an_identity_is_written_and_read_back(kind, secret):
    identity = Identity(kind, secret)
    again = parse_identity(identity.text)
    assert again.text == identity.text
    assert again.recipient == identity.recipient


def test_an_identity_does_not_show_its_secret():
    for identity in (each[0] for each in FIVE.values()):
        assert identity.text not in f"{identity!r} {identity}"
        assert "SECRET" not in repr(identity)


CLASSIC, HYBRID = (FIVE[kind][0].text for kind in KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        CLASSIC.lower(),
        CLASSIC.title(),
        CLASSIC[:-1],
        CLASSIC + " ",
        CLASSIC[:-1] + ("Q" if CLASSIC[-1] != "Q" else "P"),
        CLASSIC.replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-PQ-1"),
        HYBRID.replace("-PQ-", "-"),
        HYBRID.replace("K", "\u212a"),
        FIVE["x25519"][0].recipient.text,
        "AGE-SECRET-KEY-1",
    ],
)
def test_what_is_not_an_identity_is_refused(text):
    with pytest.raises(NotReadable) as refusal:
        parse_identity(text)
    assert refusal.value.slug == "identity"
    assert text == "" or text not in refusal.value.message


@pytest.mark.parametrize("kind", KINDS)
def test_the_passphrase_opens_the_identity_file(kind):
    identity = FIVE[kind][0]
    file = lock_identity(identity, PASSPHRASE, QUICK)
    again = unlock_identity(file, PASSPHRASE)
    assert again.text == identity.text
    assert open_sealed(seal(b"voice", (identity.recipient,)), [again]) == b"voice"


def test_an_identity_file_has_work_factor_18():
    file = lock_identity(FIVE["x25519"][0], PASSPHRASE)
    (stanza,) = read_header(file).stanzas
    assert (stanza.kind, stanza.arguments[1], WORK_FACTOR) == ("scrypt", "18", 18)
    assert unlock_identity(file, PASSPHRASE).text == CLASSIC


def test_another_passphrase_says_so_and_gives_no_key():
    file = lock_identity(FIVE["x25519"][0], PASSPHRASE, QUICK)
    for wrong in ("", PASSPHRASE[:-1], PASSPHRASE + "x", PASSPHRASE.replace("river", "rivers")):
        with pytest.raises(NotReadable) as refusal:
            unlock_identity(file, wrong)
        assert refusal.value.slug == "wrong-passphrase"


@pytest.mark.parametrize(
    "typed",
    [PASSPHRASE.replace("-", " "), PASSPHRASE.title(), f"  {PASSPHRASE.replace('-', '  ')} "],
)
def test_seven_words_may_be_typed_with_spaces_or_capitals(typed):
    assert unlock(lock(b"voice", PASSPHRASE, QUICK), typed) == b"voice"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), st.binary(max_size=200))
@settings(max_examples=settings.default.max_examples // 3)
def test_any_passphrase_locks_and_unlocks(passphrase, plain):
    assert unlock(lock(plain, passphrase, QUICK), passphrase) == plain


def test_a_passphrase_that_is_half_a_character_is_only_wrong():
    with pytest.raises(NotReadable) as refusal:
        unlock(lock(b"voice", PASSPHRASE, QUICK), "\ud800")
    assert refusal.value.slug == "wrong-passphrase"


def test_nothing_is_locked_with_an_empty_passphrase():
    with pytest.raises(Refused) as refusal:
        lock(b"voice", "", QUICK)
    assert refusal.value.slug == "no-passphrase"


def test_any_byte_of_a_locked_file_changed_is_refused():
    file = lock_identity(FIVE["x25519"][0], PASSPHRASE, 1)
    for at in range(len(file)):
        with pytest.raises(NotReadable):
            unlock_identity(changed(file, at), PASSPHRASE)


def with_factor(factor):
    return lock(b"voice", PASSPHRASE, 1).replace(b" 1\n", f" {factor}\n".encode(), 1)


@pytest.mark.parametrize("factor", [0, MAX_WORK_FACTOR + 1, 64, 10**30, "01", "+1", "1e1", "x"])
def test_a_work_factor_that_would_eat_the_memory_is_refused_before_any_work(factor):
    with pytest.raises(NotReadable) as refusal:
        unlock(with_factor(factor), PASSPHRASE)
    assert refusal.value.slug == "header"


LITTLE_MEMORY = """
import resource, sys
from voice.errors import NotReadable
from voice.sealing.locked import unlock
resource.setrlimit(resource.RLIMIT_AS, (768 * 2**20,) * 2)
try:
    unlock(sys.stdin.buffer.read(), "river")
except NotReadable as error:
    print(error.slug, error.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit of memory the POSIX way")
def test_too_little_memory_is_said_and_not_a_crash():
    run = subprocess.run(
        [sys.executable, "-c", LITTLE_MEMORY],
        input=with_factor(21),
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode().startswith("memory Work factor 21 needs 2048 MiB")


def test_a_file_sealed_to_recipients_asks_for_no_passphrase():
    with pytest.raises(NotReadable) as refusal:
        unlock(seal(b"voice", (FIVE["x25519"][0].recipient,)), PASSPHRASE)
    assert refusal.value.slug == "not-locked"


def test_a_locked_file_that_holds_no_identity_is_refused():
    texts = (b"", b"voice", b"\xff", b"# only a comment\n", f"{CLASSIC}\n{HYBRID}\n".encode())
    for text in texts:
        with pytest.raises(NotReadable) as refusal:
            unlock_identity(lock(text, PASSPHRASE, QUICK), PASSPHRASE)
        assert refusal.value.slug == "identity"


def test_the_file_of_age_keygen_with_its_comments_is_read():
    text = f"# created: 2026-01-01T00:00:00Z\n# public key: age1...\n{CLASSIC}\n"
    assert unlock_identity(lock(text.encode(), PASSPHRASE, QUICK), PASSPHRASE).text == CLASSIC


def test_a_new_passphrase_is_seven_words_of_the_list():
    one, two = new_passphrase(), new_passphrase()
    assert one != two
    assert len(one.split("-")) == PASSPHRASE_WORDS
    assert set(one.split("-")) <= set(word_list())


def test_every_word_is_reached_by_its_eleven_bits():
    words = word_list()
    assert len(set(words)) == 2048
    assert len({word[:4] for word in words}) == 2048
    assert [spell((i << 5).to_bytes(2, "big"), 1)[0] for i in range(2048)] == list(words)
    assert new_passphrase(lambda count: bytes(count)) == "-".join(["abandon"] * 7)
    assert new_passphrase(lambda count: b"\xff" * count) == "-".join(["zoo"] * 7)
