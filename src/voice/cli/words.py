"""`voice words`: what there is to translate, out to translators and back."""

import datetime
from pathlib import Path

import click

from voice.cli.paths import existing_file, existing_folder, new_file
from voice.languages.catalogue import PLACE, TEMPLATE
from voice.languages.check import check_words
from voice.languages.coverage import note_changes
from voice.languages.extract import Written, extract_words, update_catalogue, updated
from voice.languages.registry import language
from voice.languages.sheet import export_rows, import_rows, title_row
from voice.languages.sheet_file import read_sheet, write_sheet
from voice.languages.wording import load_forbidden

root_option = click.option(
    "--root",
    type=existing_folder,
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


@words.command("export")
@click.argument("tag")
@click.option(
    "--to",
    "path",
    required=True,
    type=new_file,
    help="The file; its name ends in .xlsx or .csv.",
)
@root_option
def export_sheet(tag: str, path: Path, root: Path) -> None:
    """Write a sheet for translators: English in one column, language TAG in the next.

    Beside each text stands where it is said, which picture in docs/pictures shows it, and whether a
    wrong word there can harm.
    """
    catalogue = _catalogue(root, tag)
    rows = [title_row(tag), *(each.cells for each in export_rows(catalogue))]
    write_sheet(path, rows, language(tag).direction == "rtl")
    click.echo(f"{path}: {len(rows) - 1} texts")


@words.command("import")
@click.argument("tag")
@click.argument("path", type=existing_file)
@root_option
def import_sheet(tag: str, path: Path, root: Path) -> None:
    """Take the words of language TAG from a sheet that came back, into its catalogue.

    What is to be put right is told row by row; as long as there is any, nothing is taken. What the
    sheet leaves empty stays as it was. An approval of the old words is over.
    """
    locales = root / "locales"
    forbidden = load_forbidden(locales).get(tag, ())
    imported = import_rows(_catalogue(root, tag), tag, read_sheet(path), forbidden)
    for each in imported.findings:
        click.echo(f"row {each.row}: {each.message}")
    if imported.findings:
        click.echo(f"{len(imported.findings)} to put right; nothing was taken")
        raise click.exceptions.Exit(1)
    there = locales / tag / PLACE
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes(imported.catalogue)
    note_changes(locales, datetime.datetime.now(datetime.UTC).date())
    click.echo(f"{there}: {imported.brought} new or changed")


def _catalogue(root: Path, tag: str) -> Written:
    there = root / "locales" / language(tag).tag / PLACE
    existing = there.read_bytes() if there.exists() else None
    return updated(existing, (root / "locales" / TEMPLATE).read_bytes(), tag)
