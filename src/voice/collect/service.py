"""`Service`: what one running collecting service is given at start."""

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """Values only the command line knows; nothing here is read from the environment."""

    data: Path
    """The folder that holds `voice.db`."""
    pepper: bytes
    """32 secret bytes that live outside the database and its backups."""
    receipt_salt: bytes
    """Public, one a deployment: the salt of every receipt's key."""
    locales: Path
    now: Callable[[], datetime.datetime]
    random: Callable[[int], bytes]
    body_seconds: float = 60.0
    """How long a body may take to arrive; after that its line is given to somebody else."""
