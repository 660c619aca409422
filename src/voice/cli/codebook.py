"""`voice codebook`: the list of themes and their words, checked, merged, brought in and out."""

from pathlib import Path

import click

from voice.themes.codebook_check import check_codebook

codebook_path = click.Path(exists=True, path_type=Path)


@click.group()
def codebook() -> None:
    """The list of themes and the words that suggest them. docs/spec/codebook.md has the format."""


@codebook.command()
@click.argument("path", required=False, type=codebook_path)
@click.option("--lang", "tags", multiple=True, help="Only the words of this language (its tag).")
@click.option("--strict", is_flag=True, help="Exit 1 for what should be looked at, too.")
def check(path: Path | None, tags: tuple[str, ...], strict: bool) -> None:
    """Check a codebook: the file or folder PATH, or the shipped one.

    Each remark names file, line, theme and term, and what to do. Exit 1 if something must change.
    """
    remarks = check_codebook(path, tags)
    for each in remarks:
        click.echo(f"{each.level}: {each}")
    must = sum(each.level == "must" for each in remarks)
    click.echo(f"{must or 'nothing'} to put right, {len(remarks) - must} to look at")
    if must or (strict and remarks):
        raise click.exceptions.Exit(1)
