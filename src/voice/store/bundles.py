"""Bundles: a release as the file that a desk fetches, streamed, the same bytes every time."""

import hashlib
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence

import msgspec

from voice.errors import Busy, Refused
from voice.sealing.bundle import BundleHead, bundle_pieces
from voice.store.database import Database

_AT_ONCE = 32
_LENGTH_BYTES = 4


class BundlePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle consists of for now; its envelopes are still in the database."""

    head: BundleHead
    keys: tuple[int, ...]
    """Of the submissions, rising: they are random, so this shuffles."""
    length: int
    """Of the whole file, in bytes."""

    @property
    def etag(self) -> str:
        """Changes exactly when the file does: when something was withdrawn."""
        return hashlib.sha256(msgspec.json.encode((self.head, self.keys))).hexdigest()[:32]


async def plan_bundle(db: Database, round_id: str, number: int, mark_key: bytes) -> BundlePlan:
    """Look up release `number` of a round. All tombstones of the round travel in it.

    `mark_key` (32 bytes) goes into the file, so that a desk can tell what a tombstone stands for.

    Raises: Refused "release-unknown".
    """
    sql = "SELECT file FROM releases JOIN rounds USING (round) WHERE round = ? AND number = ?"
    rows = await db.read(sql, (round_id, number))
    if not rows:
        raise Refused("release-unknown", f"Round {round_id} has no release {number}.")
    sql = "SELECT mark FROM tombstones WHERE round = ? ORDER BY mark"
    tombstones = tuple(mark for (mark,) in await db.read(sql, (round_id,)))
    sql = "SELECT key, length(envelope) FROM submissions WHERE round = ? AND release = ? ORDER BY 1"
    kept = await db.read(sql, (round_id, number))
    head = BundleHead(
        round=round_id,
        release=number,
        count=len(kept),
        mark_key=mark_key,
        tombstones=tombstones,
        round_file=rows[0][0],
    )
    around = sum(len(piece) for piece in bundle_pieces(head, ()))
    return BundlePlan(
        head=head,
        keys=tuple(key for key, _ in kept),
        length=around + sum(_LENGTH_BYTES + length for _, length in kept),
    )


async def bundle(db: Database, plan: BundlePlan, start: int = 0) -> AsyncIterator[bytes]:
    """The file's bytes from byte `start` on. Holds a few envelopes at a time.

    Raises: Busy "bundle-changed" when something was withdrawn since the plan was made; what was
    given until then is no bundle, so make a new plan and start from 0.
    """
    waiting: deque[bytes] = deque()
    pieces = bundle_pieces(plan.head, _taken_from(waiting))
    at = 0
    left = list(plan.keys)
    while True:
        if left and not waiting:
            waiting.extend(await _envelopes(db, left[:_AT_ONCE]))
            del left[:_AT_ONCE]
        # takes one envelope at most, so `waiting` never runs out before `left` does
        piece = next(pieces, None)
        if piece is None:
            return
        if at + len(piece) > start:
            yield piece[max(0, start - at) :]
        at += len(piece)


def _taken_from(waiting: deque[bytes]) -> Iterator[bytes]:
    while waiting:
        yield waiting.popleft()


async def _envelopes(db: Database, keys: Sequence[int]) -> list[bytes]:
    marks = ", ".join("?" * len(keys))
    sql = f"SELECT envelope FROM submissions WHERE key IN ({marks}) ORDER BY key"  # noqa: S608 - ?
    rows = await db.read(sql, keys)
    if len(rows) != len(keys):
        raise Busy("bundle-changed", "Something was withdrawn meanwhile.", "Fetch it once more.")
    return [envelope for (envelope,) in rows]
