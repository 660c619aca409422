"""Listen: recordings of questions, found at start and offered only for exactly their words.

An address holds the fingerprint of the wording, not the question's name: all addresses of a form
are of one length, as all its recordings are of one size, so neither tells what is listened to.
"""

import asyncio
import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from litestar import Response, route
from litestar.exceptions import NotFoundException

from voice.collect.person import GET, house
from voice.errors import NotReadable
from voice.forms.ogg_opus import MAX_RECORDING_BYTES, read_opus
from voice.forms.recordings import SUFFIX, aloud, file_name, wording
from voice.forms.round_file import RoundFile
from voice.web.asked import Asked

log = logging.getLogger("voice.collect")

FOLDER = "audio"
KIND = "audio/ogg; codecs=opus"
_RANGE = re.compile(r"bytes=(\d{0,9})-(\d{0,9})")


class Recording(msgspec.Struct, frozen=True):
    """One file as it was at start."""

    path: Path
    wording: str
    size: int
    digest: bytes


class Recordings:
    """The recordings of a data folder. A restart finds new ones; changed ones stop until then."""

    def __init__(self, folder: Path) -> None:
        self._found = {(each.parent.name, each.name): made for each, made in _readable(folder)}
        for tag, form in _uneven(self._found):
            log.warning("recordings left out slug=uneven language=%s form=%s", tag, form)
            self._found = {
                (language, name): made
                for (language, name), made in self._found.items()
                if (language, name.split(".")[0]) != (tag, form)
            }

    def addresses(self, round_file: RoundFile, tag: str) -> dict[str, str]:
        """Where to listen to each question that was recorded in these very words, by its id."""
        return {
            question: f"/{FOLDER}/{round_file.id}/{tag}/{made.wording}"
            for question, made in self._fitting(round_file, tag)
        }

    def find(self, round_file: RoundFile, tag: str, wanted: str) -> Recording | None:
        """The recording with this wording, if the round says that in this language."""
        fitting = self._fitting(round_file, tag)
        return next((made for _, made in fitting if made.wording == wanted), None)

    def _fitting(self, round_file: RoundFile, tag: str) -> Iterator[tuple[str, Recording]]:
        offered = round_file.offered(tag)
        if offered is None:
            return
        for question, texts in aloud(round_file.form, offered.words).items():
            made = self._found.get((tag, file_name(round_file.form.id, question)))
            if made is not None and made.wording == wording(texts):
                yield question, made


@route("/audio/{round_id:str}/{tag:str}/{wording:str}", http_method=GET)
async def recording(request: Asked) -> Response[bytes]:
    """One recording, or the part of it that a player asks for. It is kept nowhere (`no-store`)."""
    asked = request.path_params
    opened = house(request).rounds.get(asked["round_id"])
    if opened is None:
        raise NotFoundException
    recordings: Recordings = request.app.state.recordings
    made = recordings.find(opened.file, asked["tag"], asked["wording"])
    sound = await asyncio.to_thread(_unchanged, made) if made else None
    if sound is None:
        raise NotFoundException
    return _part(sound, request.headers.get("range", ""))


def _part(sound: bytes, wanted: str) -> Response[bytes]:
    """The whole sound, or the one range that is `wanted` and makes sense."""
    headers = {"accept-ranges": "bytes"}
    asked = _RANGE.fullmatch(wanted)
    if asked is None or asked[0] == "bytes=-":
        return Response(sound, media_type=KIND, headers=headers)
    first, last = _bounds(asked[1], asked[2], len(sound))
    if first > last:
        headers["content-range"] = f"bytes */{len(sound)}"
        return Response(b"", status_code=416, media_type=KIND, headers=headers)
    headers["content-range"] = f"bytes {first}-{last}/{len(sound)}"
    return Response(sound[first : last + 1], status_code=206, media_type=KIND, headers=headers)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte of a range. Source: RFC 9110, 14.1.2."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last or size), size - 1)


def _unchanged(made: Recording) -> bytes | None:
    """The file's bytes, unless they are others than at start: then what they say is not known."""
    try:
        sound = made.path.read_bytes()
    except OSError:
        return None
    return sound if hashlib.sha256(sound).digest() == made.digest else None


def _readable(folder: Path) -> Iterator[tuple[Path, Recording]]:
    """Every stamped recording in `<folder>/<language>/`."""
    for path in sorted(folder.glob(f"*/*{SUFFIX}")):
        if path.stat().st_size > MAX_RECORDING_BYTES:
            log.warning("recording left out slug=too-big")
            continue
        file = path.read_bytes()
        try:
            stamp = read_opus(file).stamp
        except NotReadable as error:
            log.warning("recording left out slug=%s", error.slug)
            continue
        yield path, Recording(path, stamp, len(file), hashlib.sha256(file).digest())


def _uneven(found: Mapping[tuple[str, str], Recording]) -> list[tuple[str, str]]:
    """Language and form of those recordings whose sizes would tell them apart."""
    sizes: dict[tuple[str, str], set[int]] = {}
    for (tag, name), made in found.items():
        sizes.setdefault((tag, name.split(".")[0]), set()).add(made.size)
    return [group for group, several in sizes.items() if len(several) > 1]
