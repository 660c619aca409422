"""What a phone does, without a browser: seal answers, send the frame, make a release."""

import os

import httpx
import msgspec

from live import Live, now, run_apart
from voice.forms.inside import Inside
from voice.forms.round_file import fingerprint
from voice.sealing.frame import Frame, write_frame
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal_padded
from voice.store.database import open_database
from voice.store.releases import release, releases


def frame_of(live: Live, envelope: bytes, **changed: object) -> bytes:
    """The body a phone would post for this envelope."""
    fields = {
        "round": live.round.id,
        "ticket": os.urandom(32),
        "look_up": os.urandom(32),
        "withdrawal": os.urandom(32),
    }
    return write_frame(Frame(**(fields | changed), envelope=envelope))


def sealed(live: Live, words: str) -> bytes:
    """An envelope that says `words` about what is good, and nothing else."""
    file = live.round
    inside = Inside(
        round=file.id,
        form_fingerprint=fingerprint(file.form),
        words=fingerprint(file.languages[0].words),
        lang="en",
        door=live.door,
        mode="self",
        present="",
        sealed_by="phone",
        answers={"contact": "now", "good": words},
        consents={},
    )
    roster = parse_roster(member.recipient for member in file.roster)
    return seal_padded(msgspec.json.encode(inside), roster)


def send_words(http: httpx.Client, live: Live, *words: str) -> None:
    for each in words:
        reply = http.post("/send", content=frame_of(live, sealed(live, each)))
        assert reply.status_code == 200


def release_now(live: Live) -> int:
    """Release what waits, as the operator's command does; gives the newest release's number.

    The running service releases a practice round by itself twice a minute: it may have been first.
    """

    async def job() -> int:
        async with open_database(live.folder / "voice.db") as database:
            await release(database, live.round.id, now())
            made = await releases(database, live.round.id)
            return made[-1].number if made else 0

    return run_apart(job)


def bundles_after(http: httpx.Client, live: Live, number: int) -> list[bytes]:
    """Release what waits and fetch every release after `number`, as a desk does."""
    newest = release_now(live)
    allowed = {"authorization": f"Bearer {live.token}"}
    paths = [f"/releases/{live.round.id}/{each}" for each in range(number + 1, newest + 1)]
    return [http.get(path, headers=allowed).content for path in paths]
