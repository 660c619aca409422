"""`voice codebook`: the list of themes and their words: checked, edited, brought in and out."""

import datetime
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from voice.cli.paths import a_file, existing, existing_file, new_file
from voice.cli.themes import codebook_option
from voice.errors import PersonMustChange
from voice.themes.brought import bring_in
from voice.themes.codebook import Codebook
from voice.themes.codebook_check import check_codebook
from voice.themes.codebook_csv import from_csv, to_csv
from voice.themes.codebook_file import load_codebook, to_toml
from voice.themes.edit_log import EditLog
from voice.themes.edits import Edit
from voice.themes.next_version import next_version
from voice.themes.qdc import from_qdc, to_qdc
from voice.themes.weak import weak_terms

FORMATS: dict[str, Callable[[Codebook], bytes]] = {
    ".toml": lambda codebook: to_toml(codebook).encode(),
    ".csv": lambda codebook: to_csv(codebook).encode(),
    ".qdc": to_qdc,
}


@click.group()
def codebook() -> None:
    """The list of themes and the words that suggest them. docs/spec/codebook.md has the format."""


@codebook.command()
@click.argument("path", required=False, type=existing)
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


@codebook.command()
@click.argument("op")
@codebook_option
@click.option("--log", required=True, type=a_file, help="The file of edits; made where needed.")
@click.option("--by", required=True, help="A role: panel, facilitator, reader or speaker.")
@click.argument("fields", nargs=-1)
def edit(op: str, codebook_path: Path | None, log: Path, by: str, fields: tuple[str, ...]) -> None:
    """Add the edit OP to the log of a codebook. FIELDS are written theme=care.respect.

    \b
    confirm, reject    theme= lang= term= [times=]
    add-term           theme= lang= term= [source=]
    drop-term          theme= lang= term=
    move               theme= lang= term= into=
    merge              theme= into=
    rename             theme= name= [meaning=] [lang=]
    add-theme          theme= group= name= meaning=
    split              theme= parts= (JSON; docs/spec/codebook.md)
    """
    known = load_codebook(codebook_path)
    given: dict[str, object] = {"op": op, "by": by, "on": _today().isoformat()}
    for field in fields:
        name, _, value = field.partition("=")
        given[name] = msgspec.json.decode(value) if name in ("parts", "times") else value
    try:
        made: Edit = msgspec.convert(given, Edit)
    except msgspec.ValidationError as problem:
        raise PersonMustChange(
            "edit-shape", f"{op} does not fit: {problem}", "see: voice codebook edit --help"
        ) from problem
    edits = EditLog(log, known.fingerprint)
    next_version(known, (*edits.read(), made))
    edits.append(made)
    click.echo(f"{log}: {len(edits.read())} edits to version {known.version}")


@codebook.command()
@click.argument("logs", nargs=-1, required=True, type=existing_file)
@codebook_option
@click.option("--out", required=True, type=new_file, help="The next version, a TOML file.")
def merge(logs: tuple[Path, ...], codebook_path: Path | None, out: Path) -> None:
    """Merge the edits in LOGS into a codebook: its next version.

    Edits of several logs are taken by date, those of one day in the order of the logs. Weak terms
    are named, never taken out. Recounts under the new version stay at the desk.
    """
    known = load_codebook(codebook_path)
    edits = [each for log in logs for each in EditLog(log, known.fingerprint).read()]
    new = next_version(known, sorted(edits, key=lambda each: each.on))
    _write(out, new)
    same = new.counting == known.counting
    click.echo("counts stay as they were" if same else "series are counted a new way from here")
    for each in weak_terms(new):
        click.echo(
            f"weak: {each.theme}: “{each.term.text}” ({each.lang}): agreed {each.term.confirmed} "
            f"of {each.term.shown} times. Drop it? It stays until somebody decides."
        )


@codebook.command("export")
@codebook_option
@click.option("--out", required=True, type=new_file, help="Ends in .toml, .csv or .qdc.")
def export_codebook(codebook_path: Path | None, out: Path) -> None:
    """Write a codebook as one file: TOML (all of it), CSV (a row a term) or REFI-QDA (.qdc)."""
    _write(out, load_codebook(codebook_path))


@codebook.command("import")
@click.argument("source", type=existing_file)
@codebook_option
@click.option("--out", required=True, type=new_file, help="The next version, a TOML file.")
def import_codebook(source: Path, codebook_path: Path | None, out: Path) -> None:
    """Bring the themes of SOURCE (.csv or .qdc) into a codebook: its next version.

    A theme is known by its id or its name; themes that SOURCE does not have stay. A .toml file
    needs no import: give it to --codebook.
    """
    readers = {".csv": from_csv, ".qdc": from_qdc}
    reader = readers.get(source.suffix.lower())
    if reader is None:
        raise PersonMustChange(
            "codebook-format", f"{source} ends in none of {', '.join(readers)}", "export it as one"
        )
    _write(out, bring_in(load_codebook(codebook_path), reader(source)))


def _write(out: Path, written: Codebook) -> None:
    form = FORMATS.get(out.suffix.lower())
    if form is None:
        raise PersonMustChange(
            "codebook-format", f"{out} ends in none of {', '.join(FORMATS)}", "name it anew"
        )
    out.write_bytes(form(written))
    click.echo(f"{out}: {written.id}, version {written.version} ({written.fingerprint})")


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
