"""`voice init`: the folders, the settings and the secrets of one server."""

import os
from pathlib import Path

import click

from voice.cli.organisations import add, show_tokens
from voice.cli.private import write_private
from voice.cli.server import PEPPER, RECEIPT_SALT, SECRET_BYTES, in_database, settings_of
from voice.errors import Refused
from voice.settings import FILE_NAME

STARTER = """\
# The settings of this Voice server. docs/settings.md describes every one.

# The address people see. Doors' links begin with it.
site = "{site}"

# Holds voice.db. Back this folder up (sealed), and only this one.
data = "data"

# Holds the pepper and the receipt salt. Never in the same backup as the data.
secrets = "secrets"
"""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--organisation", required=True, metavar="SLUG", help="A short name: northside.")
@click.option(
    "--site",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="The address people see: https://say.northside.example.",
)
def init(folder: Path, organisation: str, site: str) -> None:
    """Make FOLDER: settings, an empty database, secrets that lie outside it, one organisation.

    Its two tokens are shown once.
    """
    config = make_home(folder, site)
    tokens = in_database(settings_of(config), lambda database: add(database, organisation))
    click.echo(f"Made {config}.")
    click.echo(f"Keep a copy of {folder / 'secrets'} on paper or a stick, away from the backups.")
    show_tokens(organisation, tokens)
    click.echo(f"Next: export VOICE_CONFIG={config.resolve()}")


def make_home(folder: Path, site: str) -> Path:
    """Make `folder` with settings, data and secrets; gives the path of its `voice.toml`.

    Raises:
        Refused: `folder` already holds settings.
    """
    config = folder / FILE_NAME
    if config.exists():
        raise Refused(
            "already-made", f"{config} is there already", "choose another folder, or edit that file"
        )
    for each in (folder, folder / "data", folder / "secrets"):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
        each.chmod(0o700)
    for name in (PEPPER, RECEIPT_SALT):
        write_private(folder / "secrets" / name, os.urandom(SECRET_BYTES).hex().encode() + b"\n")
    write_private(config, STARTER.format(site=site).encode())
    return config
