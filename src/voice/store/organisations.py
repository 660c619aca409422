"""Organisations that share a server: their tokens (hashes only) and their desks' public keys."""

import base64
import hashlib
from collections.abc import Callable
from typing import Literal

import msgspec
from aiosqlite import Connection

from voice.errors import Refused
from voice.store.database import Database

Purpose = Literal["fetch", "publish"]

_COLUMN = {"fetch": "fetch_hash", "publish": "publish_hash"}


async def add_organisation(db: Database, slug: str) -> None:
    """Make room for an organisation; it has no tokens and no keys yet.

    Raises: Refused "organisation-known".
    """

    async def job(connection: Connection) -> None:
        if await connection.execute_fetchall(_ONE, (slug,)):
            raise Refused(
                "organisation-known", f"{slug} is here already.", "Choose another short name."
            )
        sql = "INSERT INTO organisations (key, slug) VALUES (?, ?)"
        await connection.execute_fetchall(sql, (db.new_key(), slug))

    await db.writer.alone(job)


async def organisations(db: Database) -> tuple[str, ...]:
    """The slugs of all organisations."""
    return tuple(slug for (slug,) in await db.read("SELECT slug FROM organisations ORDER BY slug"))


async def give_token(db: Database, slug: str, purpose: Purpose) -> str:
    """Make a token in place of the old one. This is the only time that it can be read.

    Raises: Refused "organisation-unknown".
    """
    secret = base64.urlsafe_b64encode(db.random(32)).decode().rstrip("=")
    token = f"voice-{purpose}-{secret}"
    await _set_hash(db, slug, purpose, _hashed(token))
    return token


async def revoke_token(db: Database, slug: str, purpose: Purpose) -> None:
    """Let the token open nothing any more.

    Raises: Refused "organisation-unknown".
    """
    await _set_hash(db, slug, purpose, None)


async def bearer(db: Database, purpose: Purpose, token: str) -> str | None:
    """The slug of the organisation that this token was given to, for this purpose; else None."""
    # a look-up by hash tells a guesser nothing about the token, which has 256 random bits
    sql = f"SELECT slug FROM organisations WHERE {_COLUMN[purpose]} = ?"  # noqa: S608 - our names
    rows = await db.read(sql, (_hashed(token),))
    return rows[0][0] if rows else None


async def desk_keys(db: Database, slug: str) -> tuple[str, ...]:
    """The public desk keys whose signatures count for this organisation.

    Raises: Refused "organisation-unknown".
    """
    rows = await db.read(_ONE, (slug,))
    if not rows:
        raise _unknown(slug)
    return msgspec.json.decode(rows[0][0], type=tuple[str, ...])


async def install_desk_key(db: Database, slug: str, key: str) -> None:
    """Let this desk's signatures count. Raises: Refused "organisation-unknown"."""
    await _change_keys(db, slug, lambda keys: keys | {key})


async def remove_desk_key(db: Database, slug: str, key: str) -> None:
    """Let this desk's signatures count no more. Raises: Refused "organisation-unknown"."""
    await _change_keys(db, slug, lambda keys: keys - {key})


_ONE = "SELECT desk_keys FROM organisations WHERE slug = ?"


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _unknown(slug: str) -> Refused:
    return Refused("organisation-unknown", f"There is no {slug} here.", "Add it first.")


async def _change_keys(
    db: Database, slug: str, change: Callable[[frozenset[str]], frozenset[str]]
) -> None:
    async def job(connection: Connection) -> None:
        rows = list(await connection.execute_fetchall(_ONE, (slug,)))
        if not rows:
            raise _unknown(slug)
        keys = change(msgspec.json.decode(rows[0][0], type=frozenset[str]))
        sql = "UPDATE organisations SET desk_keys = ? WHERE slug = ?"
        await connection.execute_fetchall(sql, (msgspec.json.encode(sorted(keys)).decode(), slug))

    await db.writer.alone(job)


async def _set_hash(db: Database, slug: str, purpose: Purpose, value: bytes | None) -> None:
    column = _COLUMN[purpose]
    sql = f"UPDATE organisations SET {column} = ? WHERE slug = ? RETURNING key"  # noqa: S608 - ours

    async def job(connection: Connection) -> None:
        if not await connection.execute_fetchall(sql, (value, slug)):
            raise _unknown(slug)

    await db.writer.alone(job)
