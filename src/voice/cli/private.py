"""New files that only their owner may read."""

import os
from pathlib import Path

from voice.errors import Refused


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner may read.

    Raises:
        Refused: there is a file at `path`; a key is never overwritten.
    """
    # Windows would write line ends of its own into a key
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o600)
    except FileExistsError as error:
        raise Refused(
            "file-there", f"{path} is there already", "move it away first; nothing was changed"
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
