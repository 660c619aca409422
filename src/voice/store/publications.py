"""Publications: what an organisation's board shows, already safe, signed and numbered."""

import msgspec
from aiosqlite import Connection

from voice.errors import Refused
from voice.store.database import Database


class StoredPublication(msgspec.Struct, frozen=True, kw_only=True):
    """One publication. `body` is the signed file, byte for byte."""

    organisation: str
    number: int
    body: bytes


async def publish(db: Database, publication: StoredPublication) -> None:
    """Put a publication, whose signature was checked, on its organisation's board.

    The very same one again changes nothing.

    Raises: Refused "number-used" where its number is not above every earlier one;
    Refused "row-refused" where there is no such organisation.
    """

    async def job(connection: Connection) -> None:
        sql = "SELECT number, body FROM publications WHERE organisation = ? ORDER BY number DESC"
        rows = list(await connection.execute_fetchall(sql, (publication.organisation,)))
        if (publication.number, publication.body) in rows:
            return
        if rows and publication.number <= rows[0][0]:
            raise Refused(
                "number-used",
                f"Publication {publication.number} is not above {rows[0][0]}, the latest.",
                "Give it the next number at the desk, and sign it again.",
            )
        sql = "INSERT INTO publications (key, organisation, number, body) VALUES (?, ?, ?, ?)"
        await connection.execute_fetchall(
            sql, (db.new_key(), publication.organisation, publication.number, publication.body)
        )

    await db.writer.alone(job)


async def publications(db: Database, organisation: str) -> tuple[StoredPublication, ...]:
    """All publications of an organisation, the newest first."""
    sql = "SELECT number, body FROM publications WHERE organisation = ? ORDER BY number DESC"
    return tuple(
        StoredPublication(organisation=organisation, number=number, body=body)
        for number, body in await db.read(sql, (organisation,))
    )
