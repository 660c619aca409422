"""`voice organisation`: who shares this server, and their tokens."""

import re
from pathlib import Path
from typing import NamedTuple

import click

from voice.cli.server import config_option, in_database, settings_of
from voice.errors import PersonMustChange
from voice.store.database import Database
from voice.store.organisations import (
    Purpose,
    add_organisation,
    give_token,
    organisations,
    revoke_token,
)

SLUG = re.compile(r"[a-z][a-z0-9-]{1,39}")


class Tokens(NamedTuple):
    """The two tokens of an organisation, readable this once."""

    fetch: str
    publish: str


@click.group()
def organisation() -> None:
    """Organisations that share this server. Each has its own rounds, keys and tokens."""


@organisation.command("add")
@click.argument("slug")
@config_option
def add_(slug: str, config: Path) -> None:
    """Add the organisation SLUG, and show its two tokens once."""
    show_tokens(slug, in_database(settings_of(config), lambda database: add(database, slug)))


@organisation.command("list")
@config_option
def list_(config: Path) -> None:
    """List the organisations."""
    for slug in in_database(settings_of(config), organisations):
        click.echo(slug)


@organisation.command()
@click.argument("slug")
@click.argument("purpose", type=click.Choice(["fetch", "publish"]))
@click.option("--revoke", is_flag=True, help="Make none in its place.")
@config_option
def token(slug: str, purpose: Purpose, revoke: bool, config: Path) -> None:
    """Make a new token; the old one opens nothing any more. Do it whenever someone leaves."""
    settings = settings_of(config)
    if revoke:
        in_database(settings, lambda database: revoke_token(database, slug, purpose))
        click.echo(f"{slug} has no {purpose} token now.")
    else:
        made = in_database(settings, lambda database: give_token(database, slug, purpose))
        click.echo(f"{purpose:8} {made}")


async def add(database: Database, slug: str) -> Tokens:
    """Add an organisation and make its tokens.

    Raises:
        PersonMustChange: `slug` is not a short name.
        Refused: it is here already.
    """
    if not SLUG.fullmatch(slug):
        raise PersonMustChange(
            "slug",
            f"{slug!r} cannot be the short name of an organisation",
            "use 2 to 40 letters a-z, digits and hyphens, a letter first: northside",
        )
    await add_organisation(database, slug)
    return Tokens(
        await give_token(database, slug, "fetch"), await give_token(database, slug, "publish")
    )


def show_tokens(slug: str, tokens: Tokens) -> None:
    """Show both tokens."""
    click.echo(f"Tokens of {slug}, shown only now. Give them to the desk, each in its own file:")
    click.echo(f"fetch    {tokens.fetch}")
    click.echo(f"publish  {tokens.publish}")
