import http.client
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from voice.cli.bundles import fetch_bundle
from voice.cli.demo_answers import Inventor, Place
from voice.cli.demo_check import left_behind, misread, misreported, words_seen
from voice.cli.demo_phone import Heard
from voice.cli.demo_stage import running, tell
from voice.cli.demo_visit import answer_all
from voice.errors import NotReadable, Refused
from voice.settings import load_settings

ENOUGH = 40


def test_the_demo_finds_no_fault_in_itself(tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("VOICE_")}
    command = [sys.executable, "-m", "voice", "demo", "--check", "--keep", str(tmp_path / "demo")]

    run = subprocess.run(command, capture_output=True, text=True, env=clean)

    assert run.returncode == 0, run.stderr
    assert run.stdout.endswith("no fault.\n")
    total, first, read, gone, second = map(int, re.findall(r"\b\d+\b", run.stdout))
    assert (total, first) == (first + second, read + gone)


@pytest.mark.skipif(os.name != "posix", reason="Windows ends a process without telling it")
def test_a_demo_opens_a_number_of_its_report_and_leaves_nothing_when_told_to_end(tmp_path):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("VOICE_")}
    run = subprocess.Popen(
        [sys.executable, "-m", "voice", "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=clean | {"TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
    )
    said = "".join(iter(run.stdout.readline, "Nobody gave these answers. Press Ctrl-C to end.\n"))
    page = Path(re.search(r"file://(\S+)", said)[1]).read_text("utf-8")
    command = shlex.split(re.search(r"Open a number of it +(.+)", said)[1])
    opened = subprocess.run(command, capture_output=True, text=True, check=True, env=clean).stdout
    about = int(re.search(r"better\.home.*?About (\d+)", page, re.DOTALL)[1])
    ticked = sum(map(int, re.findall(r": (\d+) answers$", opened.partition("SUGGESTED")[0], re.M)))
    assert abs(ticked - about) <= 3 + 2.5, "noise and rounding, no more"
    assert re.search(r"in the words of: \d+ answers", opened)
    assert re.search(r"“.+” is the term “.+”", opened)
    run.terminate()
    _, said = run.communicate(timeout=60)

    assert run.returncode == 128 + signal.SIGTERM
    assert said == "Ended by SIGTERM.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    with running(tmp_path_factory.mktemp("stage"), 0) as stage:
        yield stage


@pytest.fixture(scope="module")
def sent(stage):
    everyone = answer_all(stage.phone, stage.server, ENOUGH)
    return [each for each in everyone if each.round == stage.server.rounds[0].id]


@pytest.fixture(scope="module")
def told(stage, sent):
    return tell(stage, "first")


def test_the_settings_of_the_demo_name_the_address_it_is_at(stage, folder):
    settings = load_settings(folder / "server" / "voice.toml", {})

    assert settings.site == stage.address == f"http://127.0.0.1:{settings.port}"
    assert settings.port != 8000
    assert stage.phone.get("/health").status == 200


def test_promises_in_arabic_hold_no_english_words(stage):
    for round_file in stage.server.rounds:
        words = round_file.offered("ar").words
        promises = {name: text for name, text in words.items() if name.startswith("promise.")}
        assert len(promises) > 5
        # the office's name is what a person sees on its letters
        said = " ".join(promises.values()).replace("Home Office", "")
        assert not re.search("[A-Za-z]", said)


@pytest.fixture
def folder(stage):
    return stage.desk.folder.parent


def test_answers_come_from_phones_and_from_pages_without_script(sent):
    assert {each.invented.inside.sealed_by for each in sent} == {"phone", "server"}


def test_the_same_seed_invents_the_same_answers(stage):
    round_file = stage.server.rounds[0]
    place = Place(stage.server.doors[0], "en")
    one, other = (Inventor(round_file, 7) for _ in range(2))

    assert [one.invent(place) for _ in range(20)] == [other.invent(place) for _ in range(20)]


def test_invented_answers_differ(sent):
    assert len({each.invented.texts[0] for each in sent if each.invented.texts}) > 20


def test_what_was_sent_is_what_is_read(told, sent):
    assert list(misread(told, sent, [])) == []
    assert list(misreported(told, sent)) == []


def test_the_check_sees_words_in_a_file_of_the_server(folder, sent):
    leak = folder / "server" / "data" / "leak.txt"
    leak.write_text(f"GET /?words={sent[0].invented.texts[0]}", "utf-8")
    try:
        assert list(words_seen(folder, [], sent)) != []
    finally:
        leak.unlink()


def test_the_check_sees_words_in_a_reply(folder, sent):
    echo = Heard(200, "", f"You wrote {sent[0].invented.texts[0]}".encode())

    assert list(words_seen(folder, [echo], sent)) == ["words that were sent are in reply 0"]


def test_the_check_sees_a_lost_answer(told, sent):
    assert list(misread(told, [*sent, sent[0]], [])) != []
    assert list(misread(told, sent[1:], [sent[0]])) != []


def test_the_check_sees_an_envelope_that_should_be_gone(folder, told, sent):
    by_phone = [each for each in sent if each.envelope]

    faults = list(left_behind(folder, told.bundle, by_phone, by_phone[:1]))

    assert any("is in voice.db" in fault for fault in faults)
    assert "an answer that was taken back is in the bundle" in faults


def test_the_check_sees_words_in_the_report(told, sent, tmp_path):
    leaky = tmp_path / "report.html"
    leaky.write_text(told.report.read_text("utf-8") + sent[0].invented.texts[0], "utf-8")

    assert list(misreported(told._replace(report=leaky), sent)) == [
        "the report holds somebody's own words"
    ]


def release_url(stage):
    return f"{stage.address}/releases/{stage.server.rounds[0].id}/1"


def test_a_broken_fetch_goes_on_where_it_stopped(stage, told, tmp_path):
    whole = told.bundle.read_bytes()
    etag = stage_etag(stage)
    part = tmp_path / f"again.bundle.{etag}.part"
    part.write_bytes(whole[:100_000])

    count = fetch_bundle(release_url(stage), stage.server.tokens.fetch, tmp_path / "again.bundle")

    assert count == ENOUGH
    assert (tmp_path / "again.bundle").read_bytes() == whole
    assert not part.exists()


def test_what_is_left_of_an_older_state_is_not_mixed_in(stage, told, tmp_path):
    (tmp_path / f"again.bundle.{'0' * 32}.part").write_bytes(b"old" * 50_000)

    fetch_bundle(release_url(stage), stage.server.tokens.fetch, tmp_path / "again.bundle")

    assert (tmp_path / "again.bundle").read_bytes() == told.bundle.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["again.bundle"]


def test_a_part_that_was_damaged_is_thrown_away(stage, told, tmp_path):
    part = tmp_path / f"again.bundle.{stage_etag(stage)}.part"
    part.write_bytes(b"\0" * 100_000)

    with pytest.raises(NotReadable):
        fetch_bundle(release_url(stage), stage.server.tokens.fetch, tmp_path / "again.bundle")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("token", ["", "voice-fetch-wrong"])
def test_a_wrong_token_fetches_nothing(stage, told, tmp_path, token):
    with pytest.raises(Refused) as caught:
        fetch_bundle(release_url(stage), token, tmp_path / "never.bundle")

    assert caught.value.slug == "not-given"
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_released_yet_may_be_why_nothing_is_there(stage, tmp_path):
    url = release_url(stage).removesuffix("/1") + "/99"

    with pytest.raises(Refused) as caught:
        fetch_bundle(url, stage.server.tokens.fetch, tmp_path / "never.bundle")

    assert caught.value.hint.endswith(", or nothing is released yet")


@pytest.mark.parametrize(
    "url", ["http://say.northside.example/releases/x/1", "ftp://127.0.0.1/x", "releases/x/1"]
)
def test_a_token_never_travels_in_the_open(tmp_path, url):
    with pytest.raises(Refused) as caught:
        fetch_bundle(url, "voice-fetch-secret", tmp_path / "never.bundle")

    assert caught.value.slug == "open-line"


def stage_etag(stage):
    connection = http.client.HTTPConnection(stage.address.removeprefix("http://"))
    headers = {"authorization": f"Bearer {stage.server.tokens.fetch}"}
    connection.request("GET", release_url(stage).removeprefix(stage.address), headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.getheader("etag").strip('"')
