"""New files that only their owner may read."""

import os
from pathlib import Path

from voice.cli.paths import already_there


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read.

    Raises:
        Refused: there is a file at `path`; nothing is ever written over.
    """
    # Windows would write line ends of its own into a key
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except FileExistsError as error:
        raise already_there(path) from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
