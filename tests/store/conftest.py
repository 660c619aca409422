"""A fresh database for each test, with one organisation in it."""

import pytest

from voice.store.database import open_database
from voice.store.organisations import add_organisation


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def db(tmp_path):
    async with open_database(tmp_path / "voice.db") as database:
        await add_organisation(database, "northside")
        yield database
