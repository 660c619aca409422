"""Ogg Opus files: read whole, and written anew with nothing but sound, a stamp and padding.

The stamp is the fingerprint of the wording that is heard. The padding lies in the comment header,
where every player skips it. What the recording device wrote there (names, dates, places) is not
written again. Source: RFC 3533 section 6 (pages), RFC 7845 sections 3 and 5.2 (headers, padding).
"""

import struct
import zlib
from collections.abc import Iterable

import msgspec

from voice.errors import NotReadable

STAMP = b"VOICE_WORDING="
STAMP_LETTERS = 16
MAX_RECORDING_BYTES = 256 * 1024
"""About two minutes at 16 kbit/s. It is all loaded before the last word is heard."""
STEP_BYTES = 1024
"""Sizes are whole steps of this."""

_PAGE = struct.Struct("<4sBBqIIIB")  # OggS, version, flags, granule, serial, number, sum, segments
_LENGTH = struct.Struct("<I")
_CONTINUED, _FIRST, _LAST = 1, 2, 4
_SERIAL = 1
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class _Page(msgspec.Struct, frozen=True):
    """One page. `lacing` says how its body falls into packets; `granule` counts samples."""

    flags: int
    granule: int
    lacing: bytes
    body: bytes


class Sound(msgspec.Struct, frozen=True):
    """What is kept of an Ogg Opus file."""

    head: bytes
    stamp: str
    """The fingerprint of what is said; empty until the file was padded."""
    pages: tuple[_Page, ...]


def read_opus(file: bytes) -> Sound:
    """The sound in `file`.

    Raises:
        NotReadable: it is not one whole Ogg stream of Opus, with every checksum right.
    """
    try:
        pages = _pages(file)
        comments, rest = _comments(pages[1:])
    except (struct.error, IndexError, ValueError) as error:
        raise NotReadable(
            "not-opus", f"this is not a whole Ogg Opus file ({error})", "record or convert it anew"
        ) from error
    return Sound(head=pages[0].body, stamp=_stamp(comments), pages=rest)


def write_opus(sound: Sound, stamp: str, size: int) -> bytes:
    """A file of exactly `size` bytes, which must be one that `can_be` says yes to."""
    comments = _stamped(stamp).ljust(_comment_bytes(sound, size), b"\0")
    lacing = _lacing(len(comments))
    pages = [_Page(_FIRST, 0, bytes([len(sound.head)]), sound.head)]
    for at in range(0, len(lacing), 255):
        body = comments[at * 255 : (at + 255) * 255]
        pages.append(_Page(_CONTINUED if at else 0, 0, lacing[at : at + 255], body))
    return b"".join(_page_bytes(*each) for each in enumerate([*pages, *sound.pages]))


def can_be(sound: Sound, size: int) -> bool:
    """Whether `sound` can be written as exactly `size` bytes. A few sizes fall between pages."""
    return _comment_bytes(sound, size) >= len(_stamped("0" * STAMP_LETTERS))


def one_size(sounds: Iterable[Sound]) -> int:
    """The least number of whole steps, in bytes, that every one of `sounds` can be written as."""
    whole = list(sounds)
    size = STEP_BYTES
    while not all(can_be(each, size) for each in whole):
        size += STEP_BYTES
    return size


def _pages(file: bytes) -> list[_Page]:
    """Every page. Raises struct.error, IndexError or ValueError where one is not right."""
    found: list[_Page] = []
    at, first_serial = 0, None
    while at < len(file):
        mark, version, flags, granule, serial, number, told, segments = _PAGE.unpack_from(file, at)
        if mark != b"OggS" or version != 0 or number != len(found):
            raise ValueError(f"no page {len(found)} where one should begin")
        body_at = at + _PAGE.size + segments
        lacing = file[at + _PAGE.size : body_at]
        end = body_at + sum(lacing)
        page = _Page(flags, granule, lacing, file[body_at:end])
        if (
            end > len(file)
            or _checksum(file[at : at + 22] + bytes(4) + file[at + 26 : end]) != told
        ):
            raise ValueError(f"page {number} is damaged or cut")
        first_serial = serial if first_serial is None else first_serial
        if serial != first_serial:
            raise ValueError("there is more than one stream")
        found.append(page)
        at = end
    if not found[0].body.startswith(b"OpusHead") or len(found[0].lacing) != 1:
        raise ValueError("it does not begin as Opus does")
    if not found[-1].flags & _LAST:
        raise ValueError("its end is missing")
    return found


def _comments(pages: list[_Page]) -> tuple[bytes, tuple[_Page, ...]]:
    """The comment header, which ends with a page, and the pages of sound after it."""
    ends = (place for place, page in enumerate(pages, 1) if page.lacing[-1] < 255)
    first = next(ends, len(pages))
    comments = b"".join(page.body for page in pages[:first])
    if not comments.startswith(b"OpusTags") or pages[first].flags & _CONTINUED:
        raise ValueError("it has no comment header")
    return comments, tuple(pages[first:])


def _stamp(comments: bytes) -> str:
    """Our stamp among the comments, or nothing."""
    try:
        (vendor,) = _LENGTH.unpack_from(comments, 8)
        (count,) = _LENGTH.unpack_from(comments, 12 + vendor)
        at = 16 + vendor
        for _ in range(count):
            (length,) = _LENGTH.unpack_from(comments, at)
            comment = comments[at + 4 : at + 4 + length]
            if comment.startswith(STAMP):
                return comment.removeprefix(STAMP).decode("ascii", "replace")
            at += 4 + length
    except struct.error:
        return ""
    return ""


def _stamped(stamp: str) -> bytes:
    comment = STAMP + stamp.encode("ascii")
    vendor = b"voice"
    parts = (vendor, _LENGTH.pack(1), _LENGTH.pack(len(comment)), comment)
    return b"OpusTags" + _LENGTH.pack(len(vendor)) + b"".join(parts)


def _comment_bytes(sound: Sound, size: int) -> int:
    """The length of the comment header that makes the whole file `size` bytes; 0 if none does."""
    others = [
        bytes([len(sound.head)]) + sound.head,
        *(each.lacing + each.body for each in sound.pages),
    ]
    room = size - sum(_PAGE.size + len(each) for each in others)
    length = max(room - room // 200 - 2 * _PAGE.size, 0)
    while length < room:
        segments = len(_lacing(length))
        whole = length + segments + _PAGE.size * -(-segments // 255)
        if whole >= room:
            return length if whole == room else 0
        length += 1
    return 0


def _lacing(length: int) -> bytes:
    return b"\xff" * (length // 255) + bytes([length % 255])


def _page_bytes(number: int, page: _Page) -> bytes:
    def written(told: int) -> bytes:
        segments = len(page.lacing)
        fields = (b"OggS", 0, page.flags, page.granule, _SERIAL, number, told, segments)
        return _PAGE.pack(*fields) + page.lacing + page.body

    return written(_checksum(written(0)))


def _checksum(page: bytes) -> int:
    """Ogg's CRC-32: the polynomial of zlib's, read from the other end, starting at 0."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
