"""`voice words`: what there is to translate, out to translators and back."""

import datetime
from pathlib import Path

import click

from voice.languages.catalogue import PLACE, TEMPLATE
from voice.languages.check import check_words
from voice.languages.coverage import note_changes
from voice.languages.extract import extract_words, update_catalogue
from voice.languages.registry import language

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The checkout of Voice; this folder, when it is not given.",
)


@click.group()
def words() -> None:
    """Words to translate. They work in a checkout of Voice."""


@words.command()
@root_option
def extract(root: Path) -> None:
    """Write all that forms and pages say into the template for translators."""
    path = root / "locales" / TEMPLATE
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(extract_words(root))
    click.echo(path)


@words.command()
@click.argument("tags", nargs=-1)
@root_option
def update(tags: tuple[str, ...], root: Path) -> None:
    """Bring catalogues up to the template: those of TAGS (new ones too), else all there are."""
    locales = root / "locales"
    template = (locales / TEMPLATE).read_bytes()
    there = [path.parts[-3] for path in sorted(locales.glob(f"*/{PLACE}"))]
    for tag in tags or there:
        path = locales / language(tag).tag / PLACE
        path.parent.mkdir(parents=True, exist_ok=True)
        existing = path.read_bytes() if path.exists() else None
        path.write_bytes(update_catalogue(existing, template, tag))
        click.echo(path)
    note_changes(locales, datetime.datetime.now(datetime.UTC).date())


@words.command()
@root_option
def check(root: Path) -> None:
    """Check template and catalogues. Exit 1 if something must change; what is missing may be."""
    findings = check_words(root)
    for each in findings:
        click.echo(f"{each.file}: {each.message}")
    click.echo(f"{len(findings) or 'nothing'} to put right")
    if findings:
        raise click.exceptions.Exit(1)
