"""What every verb that opens bundles needs: bundles, whose signature counts, and a key."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate

import click

from voice.cli.passphrase import with_identity
from voice.cli.paths import existing_file
from voice.cli.progress import progress
from voice.desk.reading import Reading, read
from voice.sealing.bundle import read_bundle
from voice.sealing.identity import Identity
from voice.sealing.signed import check_public


def with_reading(
    command: Callable[Concatenate[Reading, Identity, ...], None],
) -> Callable[..., None]:
    """Gives a command BUNDLES, `--public` and `--identity`; first what they hold, then the key."""

    @click.argument("bundles", nargs=-1, required=True, type=existing_file)
    @click.option("--public", required=True, type=existing_file, help="Your desk's file *.public.")
    @with_identity
    @wraps(command)
    def opened(key: Identity, /, **given: Any) -> None:  # noqa: ANN401 - click's own
        bundles, public = given.pop("bundles"), given.pop("public")
        trusted = {check_public(public.read_text("utf-8").strip())}
        command(_read_bundles(bundles, key, trusted), key, **given)

    return opened


def _read_bundles(paths: tuple[Path, ...], key: Identity, trusted: set[str]) -> Reading:
    """The reading of the bundles at `paths`, with progress on stderr. Raises: as `read`."""
    with ExitStack() as open_files:
        streams = [open_files.enter_context(path.open("rb")) for path in paths]
        total = 0
        for stream in streams:
            total += read_bundle(stream).head.count
            stream.seek(0)
        done = open_files.enter_context(progress("Opening", total))
        return read(streams, [key], trusted, done)
