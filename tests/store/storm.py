"""A process that saves as fast as it can, and prints each mark once it was told that it is kept."""

import asyncio
import sys
from pathlib import Path

from store.given import arrival
from voice.store.database import open_database
from voice.store.submissions import save


async def sender(db):
    while True:
        sent = arrival(b"x" * 2_000)
        await save(db, sent)
        print(sent.mark.hex(), flush=True)


async def storm(path):
    async with open_database(path) as db:
        await asyncio.gather(*(sender(db) for _ in range(32)))


if __name__ == "__main__":
    asyncio.run(storm(Path(sys.argv[1])))
