"""What the server's verbs share: where `voice.toml` is, the database, the two secrets."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click

from voice.errors import OperatorMustFix
from voice.settings import CONFIG, FILE_NAME, Settings, load_settings
from voice.store.database import Database, open_database

Result = TypeVar("Result")

config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path(FILE_NAME),
    show_default=True,
    envvar=CONFIG,
    show_envvar=True,
    help="The settings file of this server.",
)

DATABASE = "voice.db"
PEPPER = "pepper"
RECEIPT_SALT = "receipt-salt"
SECRET_BYTES = 32


def settings_of(config: Path) -> Settings:
    """The settings in `config` and the environment. Raises: OperatorMustFix."""
    return load_settings(config, os.environ)


def in_database(settings: Settings, job: Callable[[Database], Awaitable[Result]]) -> Result:
    """What `job` gives, run with this server's database open. A running service sees the change."""

    async def run() -> Result:
        async with open_database(settings.data / DATABASE) as database:
            return await job(database)

    return asyncio.run(run())


def read_secret(settings: Settings, name: str) -> bytes:
    """The 32 bytes in a file of the secrets folder.

    Raises:
        OperatorMustFix: it is missing or damaged.
    """
    path = settings.secrets / name
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise _damaged(path, f"cannot be read ({error})") from error
    if len(secret) != SECRET_BYTES:
        raise _damaged(path, f"holds {len(secret)} bytes instead of {SECRET_BYTES}")
    return secret


def _damaged(path: Path, how: str) -> OperatorMustFix:
    return OperatorMustFix(
        "secret",
        f"the secret {path} {how}",
        "put back the copy that you keep away from the backups; a new one would orphan receipts",
    )
