"""1 000 real comments from the phone to the report, through a running service.

    python bench/real_input.py --data DIR [--count 1000] [--typed 100]

Reads DIR/nhs/feedback-dev.csv (columns `question`, `text`), which is not shipped with Voice: it is
feedback that NHS trusts published through the project pxtextmining (MIT licence,
https://github.com/CDU-data-science-team/pxtextmining). The first comments that are not empty are
taken. Some are typed into the form in a real Chromium and sealed there; the others are sealed as a
phone does and sent as frames. Then they are released, fetched, opened and reported on, and the
server's files and log are searched for each of them.
"""

import argparse
import collections
import csv
import datetime
import http.client
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
from phone import PHONE, chromium
from place import DOOR, FROM_HERE, Place, Served, frame_for, make_place, memory_mb, serving

from visit import Said, answer_here, open_form, send_with_script, start
from voice.desk.keys import noise_key
from voice.desk.reading import Reading, read
from voice.desk.report import heard_of, report
from voice.desk.rows import broad_rows, with_rows
from voice.disclosure.limits import Screen
from voice.forms.answers import tidy_words
from voice.forms.inside import Inside
from voice.forms.round import fingerprint
from voice.panels.cards import make_cards
from voice.themes.codebook_file import load_codebook
from voice.themes.counts import count

SEARCHED_FROM = 12
"""Shorter comments ("Nothing.") could stand in any file by themselves."""
DID_NOT_ANSWER = "Did not answer"


class Comment(NamedTuple):
    """One real comment, and the question of our form that comes nearest to its own."""

    question: str
    text: str


def comments(folder: Path, most: int) -> list[Comment]:
    with (folder / "nhs" / "feedback-dev.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["text"].strip()]
    kept = [row for row in rows if row["text"].strip() != DID_NOT_ANSWER]
    return [
        Comment("good" if row["question"] == "What was good?" else "change", row["text"])
        for row in kept[:most]
    ]


@contextmanager
def timed(what: str, many: int = 0) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds = time.perf_counter() - began
    rate = f"{many / seconds:8.0f} a second" if many else ""
    print(f"{what:52}{seconds:8.1f} s{rate}", flush=True)


def type_all(served: Served, said: list[Comment]) -> None:
    """Each in a fresh Chromium page: typed key by key, sealed there and sent."""
    with chromium() as browser:
        for comment in said:
            context = browser.new_context(viewport=PHONE)
            page = context.new_page()
            open_form(page, served)
            start(page)
            while not page.locator("#check").is_visible():
                box = page.locator(f'.question:not([hidden]) textarea[name="{comment.question}"]')
                if box.count():
                    box.press_sequentially(comment.text)
                    page.click("#go")
                else:
                    answer_here(page, Said({"words": "panel"}))
            send_with_script(page)
            context.close()


def inside(place: Place, comment: Comment) -> bytes:
    """What a phone seals for one comment."""
    offered = place.round.languages[0]
    return msgspec.json.encode(
        Inside(
            round=place.round.id,
            form_fingerprint=fingerprint(place.round.form),
            words=fingerprint(offered.words),
            lang=offered.tag,
            door=DOOR,
            mode="self",
            present="",
            sealed_by="phone",
            answers={comment.question: tidy_words(comment.text)},
            consents={"words": "panel"},
        )
    )


def send_all(served: Served, frames: list[bytes]) -> None:
    """Every frame over one connection that is kept open."""
    connection = http.client.HTTPConnection(FROM_HERE, served.port)
    for frame in frames:
        connection.request("POST", "/send", frame, {"content-type": "application/octet-stream"})
        reply = connection.getresponse()
        if reply.status != 200 or reply.read().strip() != b"kept":
            raise RuntimeError(f"a frame was not kept: {reply.status}")
    connection.close()


def release(place: Place) -> None:
    """What an operator would type. The service itself may have released some of it already."""
    command = [sys.executable, "-m", "voice", "round", "release", "--config", str(place.config)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def fetch(served: Served, place: Place) -> list[bytes]:
    """All bundles of the round, fetched as a desk does."""
    connection = http.client.HTTPConnection(FROM_HERE, served.port)
    headers = {"authorization": f"Bearer {place.token}"}

    def get(path: str) -> bytes:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().read()

    at = f"/releases/{place.round.id}"
    bundles = [get(f"{at}/{each['number']}") for each in json.loads(get(at))]
    connection.close()
    return bundles


def found_outside(place: Place, log: Path, said: list[Comment]) -> tuple[int, int]:
    """How many comments stand in the database, its WAL or the log; how many were looked for."""
    files = [each for each in place.config.parent.rglob("*") if each.is_file()]
    held = b"\0".join(each.read_bytes() for each in [*files, log])
    if place.round.form.title.encode() not in held:
        raise RuntimeError("the round's own words are not there: this is not the right place")
    wanted = {each.text.encode() for each in said if len(each.text) >= SEARCHED_FROM}
    wanted |= {json.dumps(each.decode())[1:-1].encode() for each in wanted}
    return sum(each in held for each in wanted), len(wanted)


def compare(reading: Reading, said: list[Comment]) -> int:
    """How many comments came out of the seals as they went in."""
    came = collections.Counter(str(t) for each in reading.answers for t in each.answers.values())
    went = collections.Counter(tidy_words(each.text) for each in said)
    return (came & went).total()


def themes(reading: Reading, place: Place) -> str:
    form = reading.round.form
    codebook = with_rows(load_codebook(), reading.round)
    heard = tuple(heard_of(each, form) for each in reading.answers)
    counts = count(heard, codebook)
    found = sum(bool(each.suggested.people) for each in counts.themes)
    screen = Screen(noise_key=noise_key(reading.round, place.identities[0]))
    cards = make_cards(counts, codebook, screen, broad_rows(form))
    return (
        f"themes found in words: {found} of {len(counts.themes)}; on the report: {len(cards.cards)}"
        f" cards, {len(cards.hints)} that words alone suggest, {cards.not_shown} not shown\n"
        f"answers with a suggestion: {len(counts.in_words - counts.unmatched)}, "
        f"without: {len(counts.unmatched)}, saying there is nothing: {len(counts.nothing)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--typed", type=int, default=100)
    given = parser.parse_args()
    said = comments(given.data, given.count)
    with tempfile.TemporaryDirectory(dir=".") as name:
        run(Path(name), said, given.typed)


def run(folder: Path, said: list[Comment], typed: int) -> None:
    """The server's half, then the desk's, each step with its time."""
    place = make_place(folder / "home", practice=True)
    log = folder / "log"
    with serving(place.config, log) as served:
        collect(served, place, said, typed)
        outside, looked = found_outside(place, log, said)
        with timed("released"):
            release(place)
        with timed("fetched"):
            bundles = fetch(served, place)
        later, _ = found_outside(place, log, said)
        service = memory_mb(served.process)
    reading = at_desk(place, bundles, len(said))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(f"memory: service {service:.0f} MB, this program (phones and desk) at most {most:.0f} MB")
    print(themes(reading, place))
    print(f"unreadable: {len(reading.set_apart)} (0)")
    print(f"came out as they went in: {compare(reading, said)} of {len(said)}")
    print(f"found in database, WAL or log: {outside} before release, {later} after (0),", end=" ")
    print(f"of {looked} looked for")


def collect(served: Served, place: Place, said: list[Comment], typed: int) -> None:
    """All comments from phones to the service."""
    rest = said[typed:]
    with timed(f"{typed} typed and sealed in Chromium, sent", typed):
        type_all(served, said[:typed])
    with timed(f"{len(rest)} sealed as a phone does, to 3 PQ readers", len(rest)):
        frames = [frame_for(place, inside(place, each)) for each in rest]
    with timed(f"{len(rest)} frames sent over one connection, kept", len(rest)):
        send_all(served, frames)


def at_desk(place: Place, bundles: list[bytes], sent: int) -> Reading:
    """Open with one reader's key, and make the report."""
    with timed(f"{sent} opened and checked, {len(bundles)} bundles", sent):
        streams = [io.BytesIO(each) for each in bundles]
        reading = read(streams, place.identities[:1], {place.signer})
    noise = noise_key(reading.round, place.identities[0])
    today = datetime.datetime.now(datetime.UTC).date()
    with timed("report made"):
        page = report(reading, noise, load_codebook(), today, checked=False)
    print(f"report: {len(page.encode()) / 1000:.0f} KB of HTML")
    return reading


if __name__ == "__main__":
    main()
