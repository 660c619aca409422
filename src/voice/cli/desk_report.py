"""`voice desk report`: open bundles and write the report for a panel."""

import datetime
from contextlib import ExitStack
from pathlib import Path

import click

from voice.cli.passphrase import with_identity
from voice.cli.private import write_private
from voice.cli.progress import progress
from voice.desk.keys import noise_key
from voice.desk.reading import Reading, read
from voice.desk.report import report as write_report
from voice.disclosure.limits import Hidden, at_desk
from voice.sealing.bundle import read_bundle
from voice.sealing.identity import Identity
from voice.sealing.signed import check_public
from voice.themes.codebook_file import load_codebook

existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("bundles", nargs=-1, required=True, type=existing_file)
@click.option("--public", required=True, type=existing_file, help="Your desk's file *.public.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--safety-checked", is_flag=True, help="A person has read everything for danger.")
@with_identity
def report(
    key: Identity, bundles: tuple[Path, ...], public: Path, out: Path, safety_checked: bool
) -> None:
    """Open BUNDLES of one round and write the report for its panel to OUT.

    Give all bundles of the round: what was withdrawn since is left out of every one of them.
    """
    trusted = {check_public(public.read_text("utf-8").strip())}
    reading = read_bundles(bundles, key, trusted)
    today = datetime.datetime.now(datetime.UTC).date()
    noise = noise_key(reading.round, key)
    page = write_report(reading, noise, load_codebook(), today, safety_checked)
    write_private(out, page.encode())
    click.echo(_told(reading))
    for sentence in sorted({each.sentence for each in reading.set_apart}):
        click.echo(f"  set apart: {sentence}")
    click.echo(f"{out}  for the panel; it names nobody")


def read_bundles(paths: tuple[Path, ...], key: Identity, trusted: set[str]) -> Reading:
    """The reading of the bundles at `paths`, with progress on stderr. Raises: as `read`."""
    with ExitStack() as open_files:
        streams = [open_files.enter_context(path.open("rb")) for path in paths]
        total = 0
        for stream in streams:
            total += read_bundle(stream).head.count
            stream.seek(0)
        done = open_files.enter_context(progress("Opening", total))
        return read(streams, [key], trusted, done)


def _told(reading: Reading) -> str:
    opened = at_desk(len(reading.answers))
    count = "fewer than 5" if isinstance(opened, Hidden) else str(opened)
    return (
        f"{count} answers opened, {len(reading.set_apart)} set apart, "
        f"{reading.withdrawn} taken back by who sent them."
    )
