"""`voice desk report`: open bundles and write the report for a panel."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from voice.cli.desk_reading import with_reading
from voice.cli.paths import new_file
from voice.cli.private import write_private
from voice.cli.themes import codebook_option
from voice.desk.keys import noise_key
from voice.desk.reading import Reading
from voice.desk.report import look_at_reading
from voice.desk.report import report as write_report
from voice.disclosure.limits import Hidden, at_desk
from voice.sealing.identity import Identity
from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook
from voice.themes.gates import FEWEST, MOST


@click.command()
@click.option("--out", required=True, type=new_file)
@click.option("--safety-checked", is_flag=True, help="A person has read everything for danger.")
@codebook_option
@with_reading
def report(
    reading: Reading, key: Identity, out: Path, safety_checked: bool, codebook_path: Path | None
) -> None:
    """Open BUNDLES of one round and write the report for its panel to OUT.

    Give all bundles of the round: what was withdrawn since is left out of every one of them. What
    stands on this screen (shares, themes that may be one) is for you; it stays at the desk.
    """
    codebook = load_codebook(codebook_path)
    today = datetime.datetime.now(datetime.UTC).date()
    noise = noise_key(reading.round, key)
    page = write_report(reading, noise, codebook, today, safety_checked)
    write_private(out, page.encode())
    click.echo(_told(reading))
    for sentence in sorted({each.sentence for each in reading.set_apart}):
        click.echo(f"  set apart: {sentence}")
    for line in _looked(reading, codebook):
        click.echo(line)
    click.echo(f"{out}  for the panel; it names nobody")


def _looked(reading: Reading, codebook: Codebook) -> Iterator[str]:
    """What a facilitator should know of the themes before a panel sees them; nothing under five."""
    if isinstance(at_desk(len(reading.answers)), Hidden):
        return
    look = look_at_reading(reading, codebook)
    if look.coverage is not None and look.unmatched is not None:
        yield f"Words: {look.coverage:.0%} match a theme, {look.unmatched:.0%} match none."
    if look.too_few or look.too_many:
        yield f"{len(look.enough)} themes reach the least number; {FEWEST} to {MOST} read well."
    for offer in look.merge:
        yield f"merge? {offer.one} and {offer.other}: {offer.why}"


def _told(reading: Reading) -> str:
    opened = at_desk(len(reading.answers))
    count = "fewer than 5" if isinstance(opened, Hidden) else str(opened)
    return (
        f"{count} answers opened, {len(reading.set_apart)} set apart, "
        f"{reading.withdrawn} taken back by who sent them."
    )
