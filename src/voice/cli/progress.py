"""Progress on stderr, for work that may take more than two seconds."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str, length: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr, if a person looks; tell it how much was done since it was last told."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        range(0), label=label, length=length, file=sys.stderr, hidden=hidden
    ) as bar:
        yield bar.update
