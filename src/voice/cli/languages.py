"""`voice languages`: how far each language is written, read by a person, and approved."""

import datetime
from pathlib import Path

import click
import msgspec

from voice.cli.languages_table import languages_table
from voice.cli.paths import existing_folder
from voice.desk.words import catalogue_for
from voice.errors import Refused
from voice.languages.catalogue import Catalogue, Key, all_messages
from voice.languages.coverage import Coverage, coverage, english_fingerprint
from voice.languages.registry import language
from voice.languages.status import Standing, load_standings, write_standings
from voice.shipped import shipped

SAID = {
    "draft": "draft",
    "critical": "critical sentences approved",
    "approved": "approved",
}
folder_option = click.option(
    "--forms",
    "folder",
    type=existing_folder,
    help="The folder of your own forms; their words and locales/status.toml lie in it.",
)


@click.group(invoke_without_command=True)
@folder_option
@click.option("--table", is_flag=True, help="As the table in docs/languages.md.")
@click.pass_context
def languages(context: click.Context, folder: Path | None, table: bool) -> None:
    """Show each language: how much is written, who approved it, whether the English has changed.

    The fingerprint stands for exactly these words beside their English. One that is a draft can
    be offered only in a practice round.
    """
    if context.invoked_subcommand is not None:
        return
    found = coverage(shipped("locales"), lambda tag, _: catalogue_for(tag, _forms(folder)))
    click.echo(languages_table(found) if table else "\n".join(map(_line, found)), nl=not table)


@languages.command()
@click.argument("tag")
@click.option("--by", required=True, metavar="ROLE", help="Who read it: a role, never a name.")
@click.option("--critical", is_flag=True, help="Only the sentences that can harm were read.")
@folder_option
def approve(tag: str, by: str, critical: bool, folder: Path | None) -> None:
    """Record that somebody who speaks language TAG has read its words, today.

    It holds for exactly these words: when one of them or its English changes, it is over. With
    --critical only promises, help lines, consent and what pages say of readers, danger, leaving
    and deleting were read: enough for a round to open. Easy Read is approved in the same way.
    """
    language(tag)
    locales = _locales(folder)
    catalogue = catalogue_for(tag, _forms(folder))
    _refuse_unwritten(catalogue, critical)
    today = datetime.datetime.now(datetime.UTC).date()
    standings = load_standings(locales)
    standings[tag] = msgspec.structs.replace(
        standings.get(tag, Standing()),
        status="critical" if critical else "approved",
        by=by,
        on=today,
        fingerprint="" if critical else catalogue.fingerprint,
        critical=catalogue.critical_fingerprint,
        english=english_fingerprint(_needed()),
        stale_since=None,
    )
    write_standings(locales, standings)
    click.echo(f"{tag}: {SAID[standings[tag].status]} by {by} on {today}")


def _refuse_unwritten(catalogue: Catalogue, critical: bool) -> None:
    missing = catalogue.missing(
        key for key in _needed() if not critical or catalogue.is_critical(key)
    )
    if missing:
        raise Refused(
            "language-incomplete",
            f"{catalogue.tag} lacks {len(missing)} texts; the first is {missing[0][1]!r}",
            "nobody can have read them; have them written first",
        )


def _line(each: Coverage) -> str:
    said = SAID[each.status]
    if each.status != "draft":
        said += f" by {each.standing.by} on {each.standing.on}"
    elif each.standing.status != "draft":
        said += f"; what {each.standing.by} approved on {each.standing.on} has changed since"
    stale = f"; stale since {each.stale_since}" if each.stale else ""
    return f"{each.tag:16} {each.done:4} of {each.of}  {each.fingerprint}  {said}{stale}"


def _needed() -> list[Key]:
    return all_messages(shipped("locales"))


def _locales(folder: Path | None) -> Path:
    return folder / "locales" if folder else shipped("locales")


def _forms(folder: Path | None) -> Path:
    return folder or shipped("forms")
