"""`voice door`: the links through which a round is answered."""

import base64
import os
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import click

from voice.cli.rounds import known_round
from voice.cli.server import config_option, in_database, settings_of
from voice.errors import Refused
from voice.forms.inside import Mode
from voice.store.database import Database
from voice.store.doors import Door, close_door, doors_of, find_door, open_door


@click.group("door")
def doors() -> None:
    """Doors of a round: make a link, list them, close one."""


@doors.command()
@click.argument("round_id", metavar="ROUND")
@click.option(
    "--mode",
    type=click.Choice(get_args(Mode)),
    default="self",
    show_default=True,
    help="How answers are given: alone, with a worker nearby, a worker writing, by telephone.",
)
@config_option
def new(round_id: str, mode: Mode, config: Path) -> None:
    """Make a door to ROUND and show its link."""
    settings = settings_of(config)
    slug = new_slug()
    in_database(settings, lambda database: open_door(database, slug, round_id, mode))
    click.echo(f"{settings.site}/{slug}")


@doors.command("list")
@click.argument("round_id", metavar="ROUND")
@config_option
def list_(round_id: str, config: Path) -> None:
    """List the doors of ROUND."""
    settings = settings_of(config)

    async def job(database: Database) -> tuple[Door, ...]:
        await known_round(database, round_id)
        return await doors_of(database, round_id)

    for door in in_database(settings, job):
        state = "closed" if door.closed else "open"
        click.echo(f"{settings.site}/{door.door}  {door.mode}  {state}")


@doors.command()
@click.argument("door")
@config_option
def close(door: str, config: Path) -> None:
    """Ask nothing at DOOR, a link or its last part, any more.

    Its link shows help, and says that it is closed.
    """
    slug = slug_of(door)

    async def job(database: Database) -> None:
        if await find_door(database, slug) is None:
            raise Refused("door-unknown", f"there is no door {slug}", "see: voice door list ROUND")
        await close_door(database, slug)

    in_database(settings_of(config), job)
    click.echo(f"Closed door {slug}.")


def slug_of(door: str) -> str:
    """The slug of a door, given as it is or in a link: "https://say.example/abcd/en" → abcd."""
    if "/" not in door:
        return door
    link = door if "://" in door else f"https://{door}"
    return urlsplit(link).path.strip("/").partition("/")[0]


def new_slug() -> str:
    """8 random characters of a-z and 2-7: 40 bits."""
    return base64.b32encode(os.urandom(5)).decode().lower()
