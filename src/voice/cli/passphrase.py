"""Passphrases: asked for without echo, or read from a file; never an argument, never a variable."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click

from voice.cli.paths import existing_file
from voice.errors import OperatorMustFix
from voice.sealing.identity import Identity, unlock_identity

Rest = ParamSpec("Rest")

passphrase_file = click.option(
    "--passphrase-file",
    type=existing_file,
    help="Read the passphrase from this file instead of asking for it.",
)


def given_passphrase(file: Path | None, what: str) -> str:
    """The passphrase that locks `what`, from `file`, typed without echo, or piped in.

    Raises:
        OperatorMustFix: there is none.
    """
    if file is not None:
        return file.read_text("utf-8").strip()
    # a pipe has no echo to hide: to ask there would only show Python's warnings
    given: str = (
        click.prompt(f"Passphrase of {what}", hide_input=True, err=True)
        if sys.stdin.isatty()
        else sys.stdin.readline()
    )
    if not given.strip():
        raise OperatorMustFix(
            "no-passphrase",
            f"the passphrase of {what} cannot be asked for here, and none was given",
            "put it into a file of its own, and name that: --passphrase-file FILE",
        )
    return given.strip()


def with_identity(command: Callable[Concatenate[Identity, Rest], None]) -> Callable[..., None]:
    """Gives a command `--identity` and `--passphrase-file`, and the identity they open, first."""

    @click.option(
        "--identity",
        required=True,
        type=existing_file,
        help="Your file *.identity.",
    )
    @passphrase_file
    @wraps(command)
    def opened(
        identity: Path, passphrase_file: Path | None, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> None:
        passphrase = given_passphrase(passphrase_file, identity.name)
        command(unlock_identity(identity.read_bytes(), passphrase), *args, **kwargs)

    return opened
