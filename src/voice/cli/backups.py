"""`voice backup`: a sealed copy of the database, and the way back."""

import secrets
import tempfile
from pathlib import Path

import click
import msgspec

from voice.cli.paths import existing_file, new_file
from voice.cli.private import write_private
from voice.cli.server import DATABASE, config_option, in_database, settings_of
from voice.errors import OperatorMustFix
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal
from voice.store.maintenance import backup
from voice.store.tombstones import absorb_tombstones, all_tombstones


@click.group("backup")
def backups() -> None:
    """Sealed copies of the database. Keep them apart from the secrets."""


@backups.command()
@click.argument("out", type=new_file)
@click.option(
    "--to",
    required=True,
    type=existing_file,
    help="Holds the recipient (age1…) whose identity is kept away from this server.",
)
@config_option
def make(out: Path, to: Path, config: Path) -> None:
    """Write a copy of the database to OUT, sealed. The service may go on meanwhile.

    Its rows lie in the order of random keys, and nothing deleted is in it.
    """
    settings = settings_of(config)
    roster = parse_roster([to.read_text("utf-8").strip()])
    plain = settings.data / f"backup-{secrets.token_hex(4)}"
    try:
        in_database(settings, lambda database: backup(database, plain))
        write_private(out, seal(plain.read_bytes(), roster))
    finally:
        plain.unlink(missing_ok=True)
    click.echo(f"{out}  opens with: age --decrypt --identity FILE")


@backups.command()
@click.argument("opened", type=existing_file)
@config_option
def restore(opened: Path, config: Path) -> None:
    """Put the OPENED copy in the place of the database. Stop the service first.

    What was withdrawn since the copy was made is erased from it before anyone can see it. The
    database that was there stays beside it, for you to erase.
    """
    settings = settings_of(config)
    database, before = settings.data / DATABASE, settings.data / f"{DATABASE}.before-restore"
    stones = in_database(settings, all_tombstones) if database.exists() else ()
    if database.with_name(f"{DATABASE}-wal").exists():
        raise OperatorMustFix(
            "still-running", f"{database} is in use", "stop voice serve, then run this again"
        )
    with tempfile.TemporaryDirectory(dir=settings.data, prefix="restore-") as folder:
        write_private(Path(folder) / DATABASE, opened.read_bytes())
        aside = msgspec.structs.replace(settings, data=Path(folder))
        in_database(aside, lambda restored: absorb_tombstones(restored, stones))
        if database.exists():
            database.rename(before)
        (Path(folder) / DATABASE).rename(database)
    click.echo(f"{database} is the copy, without the {len(stones)} answers withdrawn since.")
    click.echo(f"Erase {opened} and {before}.")
