"""Recordings on the wire: offered only for exactly the round's words, and all of one size."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import pytest

from live import make_round, running
from recorded import LONG, SHORT, record
from voice.collect.recordings import Recordings
from voice.sealing.identity import new_identity
from voice.web.headers import EVERY_RESPONSE

TAKES = {"contact": LONG, "overall": SHORT, "good": SHORT}
STATIC = Path(__file__).parents[2] / "src" / "voice" / "web" / "static"
SPEECH_SERVICES = ("speechSynthesis", "SpeechSynthesis", "SpeechRecognition", "getUserMedia")


@contextmanager
def listening(folder: Path):
    """A service with three recordings in English, and what it says where they are."""
    record(folder / "audio", TAKES)
    with running(folder) as live, httpx.Client(base_url=live.url, timeout=20) as http:
        found = Recordings(folder / "audio").addresses(live.round, "en")
        yield live, http, found


@pytest.fixture(scope="module")
def offered(tmp_path_factory):
    with listening(tmp_path_factory.mktemp("listening")) as given:
        yield given


@pytest.fixture(scope="module")
def a_round():
    return make_round("default", [new_identity("x25519") for _ in range(2)])


def test_what_was_recorded_in_the_rounds_words_is_offered_and_nothing_else(offered):
    live, http, found = offered

    assert found.keys() == TAKES.keys()
    for address in found.values():
        assert http.get(address).status_code == 200
    assert Recordings(live.folder / "audio").addresses(live.round, "ar") == {}
    assert Recordings(live.folder / "audio").addresses(live.rounds["pulse"], "en") == {}


def test_on_the_wire_all_recordings_of_a_form_look_alike(offered):
    _, http, found = offered
    replies = [http.get(address) for address in found.values()]

    seen = {
        (len(reply.request.url.raw_path), len(reply.content), tuple(sorted(reply.headers.items())))
        for reply in replies
    }

    assert len(seen) == 1
    assert len({reply.content for reply in replies}) == len(TAKES)


def test_a_recording_is_stored_nowhere_and_has_every_safe_header(offered):
    _, http, found = offered
    reply = http.get(found["contact"], headers={"accept-encoding": "gzip"})

    assert reply.headers["content-type"] == "audio/ogg; codecs=opus"
    assert reply.headers["cache-control"] == "no-store"
    assert "media-src 'self'" in reply.headers["content-security-policy"]
    for name in ("content-encoding", "etag", "last-modified", "set-cookie"):
        assert name not in reply.headers
    for name, value in EVERY_RESPONSE.items():
        assert reply.headers[name] == value


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-", 0, None), ("bytes=100-199", 100, 200), ("bytes=4000-99999", 4000, None),
     ("bytes=-10", -10, None), ("bytes=0-0", 0, 1)],
)  # fmt: skip
def test_a_player_may_ask_for_a_part(offered, wanted, first, last):
    _, http, found = offered
    whole = http.get(found["contact"]).content

    reply = http.get(found["contact"], headers={"range": wanted})

    assert reply.status_code == 206
    assert reply.content == whole[first:last]
    start = first if first >= 0 else len(whole) + first
    end = start + len(reply.content) - 1
    assert reply.headers["content-range"] == f"bytes {start}-{end}/{len(whole)}"


@pytest.mark.parametrize("wanted", ["bytes=999999-", "bytes=9-8", "bytes=-0"])
def test_a_part_that_is_not_there_is_said_to_be_none(offered, wanted):
    _, http, found = offered
    reply = http.get(found["contact"], headers={"range": wanted})

    assert (reply.status_code, reply.content) == (416, b"")
    assert reply.headers["content-range"].startswith("bytes */")


@pytest.mark.parametrize("wanted", ["bytes=-", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", ""])
def test_a_range_that_is_none_of_ours_gives_the_whole(offered, wanted):
    _, http, found = offered
    reply = http.get(found["contact"], headers={"range": wanted})

    assert reply.status_code == 200
    assert reply.content == http.get(found["contact"]).content


def test_a_head_request_is_answered_without_the_sound(offered):
    _, http, found = offered
    reply = http.head(found["contact"])

    assert (reply.status_code, reply.content) == (200, b"")
    assert int(reply.headers["content-length"]) == len(http.get(found["contact"]).content)


def test_other_rounds_languages_and_wordings_have_no_recording(offered):
    live, http, found = offered
    _, top, round_id, tag, wording = found["contact"].split("/")

    for address in (
        f"/{top}/{'0' * 16}/{tag}/{wording}",
        f"/{top}/{live.rounds['pulse'].id}/{tag}/{wording}",
        f"/{top}/{round_id}/ar/{wording}",
        f"/{top}/{round_id}/xx/{wording}",
        f"/{top}/{round_id}/{tag}/{'0' * 16}",
        f"/{top}/{round_id}/{tag}/contact",
    ):
        assert http.get(address).status_code == 404


def test_a_file_that_changes_under_a_running_service_is_not_served(tmp_path):
    with listening(tmp_path) as (live, http, found):
        path = live.folder / "audio" / "en" / "default.contact.opus"
        shutil.copy(SHORT, path)
        assert http.get(found["contact"]).status_code == 404
        path.unlink()
        assert http.get(found["contact"]).status_code == 404
        assert http.get(found["good"]).status_code == 200


def test_a_stale_recording_is_never_offered(tmp_path, a_round):
    record(tmp_path, TAKES)
    english = a_round.languages[0]
    reworded = english.words | {"default.contact.now": "At this time"}
    changed = msgspec.structs.replace(
        a_round, languages=(msgspec.structs.replace(english, words=reworded),)
    )

    recordings = Recordings(tmp_path)

    stale = recordings.addresses(a_round, "en")["contact"].rpartition("/")[2]
    assert recordings.addresses(changed, "en").keys() == TAKES.keys() - {"contact"}
    assert recordings.find(changed, "en", stale) is None


def test_a_recording_that_names_another_service_is_not_offered(tmp_path, a_round):
    english = a_round.languages[0]
    other = {name: text.replace("Northside", "Riverside") for name, text in english.words.items()}
    theirs = msgspec.structs.replace(
        a_round, languages=(msgspec.structs.replace(english, words=other),)
    )
    record(tmp_path, TAKES)

    assert Recordings(tmp_path).addresses(theirs, "en").keys() == {"good"}


def test_takes_that_were_not_padded_are_not_offered(tmp_path, a_round, caplog):
    record(tmp_path, TAKES)
    shutil.copy(SHORT, tmp_path / "en" / "default.good.opus")

    assert Recordings(tmp_path).addresses(a_round, "en") == {}
    assert "slug=uneven" in caplog.text


@pytest.mark.parametrize(
    ("content", "slug"), [(b"not a recording", "not-opus"), (bytes(300 * 1024), "too-big")]
)
def test_what_is_no_recording_is_left_out_and_logged_by_its_slug(
    tmp_path, a_round, caplog, content, slug
):
    record(tmp_path, TAKES)
    (tmp_path / "en" / "default.respect.opus").write_bytes(content)

    assert Recordings(tmp_path).addresses(a_round, "en").keys() == TAKES.keys()
    assert f"slug={slug}" in caplog.text
    assert "respect" not in caplog.text


def test_without_a_folder_there_is_nothing_to_listen_to(tmp_path, a_round):
    assert Recordings(tmp_path / "audio").addresses(a_round, "en") == {}


def test_no_script_asks_a_browser_to_speak_or_to_listen():
    scripts = [path for path in STATIC.rglob("*") if path.suffix in {".mjs", ".js"}]
    assert len(scripts) > 10
    for path in scripts:
        text = path.read_text("utf-8")
        assert [each for each in SPEECH_SERVICES if each in text] == [], path.name
