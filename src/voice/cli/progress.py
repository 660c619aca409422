"""Progress on stderr, for work that may take more than two seconds."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str, length: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr; call what it gives with how much was done since the last call."""
    with click.progressbar(range(0), label=label, length=length, file=sys.stderr) as bar:
        yield bar.update
