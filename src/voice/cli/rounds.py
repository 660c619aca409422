"""`voice round`: whose signature counts, which rounds are open, what was released."""

import datetime
from pathlib import Path

import click
import msgspec

from voice.cli.paths import existing_file
from voice.cli.server import config_option, in_database, settings_of
from voice.errors import Refused, VoiceError
from voice.forms.round import RoundFile, check_round
from voice.sealing.recipient import fingerprint_words, parse_roster
from voice.sealing.signed import check_public, read_signed
from voice.store.database import Database
from voice.store.organisations import desk_keys, install_desk_key, organisations, remove_desk_key
from voice.store.releases import release_due, releases
from voice.store.rounds import StoredRound, all_rounds, close_round, find_round, open_round, paused


@click.group("round")
def rounds() -> None:
    """Rounds on this server: trust a desk, open, close, list, release."""


@rounds.command()
@click.argument("organisation")
@click.argument("public", type=existing_file)
@click.option("--remove", is_flag=True, help="Let its signature count no more.")
@config_option
def trust(organisation: str, public: Path, remove: bool, config: Path) -> None:
    """Let the desk whose public key is in the file PUBLIC sign rounds of ORGANISATION.

    Compare the 8 words with the desk by telephone first.
    """
    key = check_public(public.read_text("utf-8").strip())
    change = remove_desk_key if remove else install_desk_key
    in_database(settings_of(config), lambda database: change(database, organisation, key))
    click.echo(f"{'No longer trusted' if remove else 'Trusted'}: {fingerprint_words(key)}")


@rounds.command("open")
@click.argument("file", type=existing_file)
@config_option
def open_(file: Path, config: Path) -> None:
    """Take in the signed round in FILE. It needs a door before anyone can answer."""
    settings = settings_of(config)
    signed, now = file.read_bytes(), datetime.datetime.now(datetime.UTC)
    opened = in_database(
        settings, lambda database: take_in(database, signed, now, settings.backup_weeks)
    )
    click.echo(f"Opened round {opened.id}: {opened.form.title}, until {opened.closes_on}.")
    click.echo(f"Next: voice door new {opened.id} --mode self")


@rounds.command()
@click.argument("round_id", metavar="ROUND")
@config_option
def close(round_id: str, config: Path) -> None:
    """Take no more answers in ROUND. What waits is still released at its time."""

    async def job(database: Database) -> None:
        await known_round(database, round_id)
        await close_round(database, round_id)

    in_database(settings_of(config), job)
    click.echo(f"Closed round {round_id}.")


@rounds.command("list")
@config_option
def list_(config: Path) -> None:
    """List rounds: id, organisation, practice or real, state, last day, releases, title."""
    today = datetime.datetime.now(datetime.UTC).date()

    async def job(database: Database) -> list[str]:
        return [
            _line(
                each, len(await releases(database, each.round)), today, await _asked(database, each)
            )
            for each in await all_rounds(database)
        ]

    for line in in_database(settings_of(config), job):
        click.echo(line)


@rounds.command()
@config_option
def release(config: Path) -> None:
    """Release what is due now. A running service does this by itself.

    Before its fixed hour of the week nothing of a round is due, whoever asks; a practice round is
    due whenever something waits.
    """
    now = datetime.datetime.now(datetime.UTC)
    made = in_database(settings_of(config), lambda database: release_due(database, now))
    for round_id, number in made:
        click.echo(f"Released {number} of round {round_id}.")
    if not made:
        click.echo("Nothing is due.")


async def take_in(
    database: Database, signed: bytes, now: datetime.datetime, backup_weeks: int
) -> RoundFile:
    """Check a signed round file against its own organisation's desks, and open it.

    Raises:
        Refused: no trusted signature, rules of rounds broken, or here already.
        OperatorMustFix: a recipient on the roster is damaged.
    """
    known = {slug: await desk_keys(database, slug) for slug in await organisations(database)}
    body = read_signed(signed, "round", {key for keys in known.values() for key in keys})
    file = msgspec.json.decode(body, type=RoundFile)
    # one organisation's desk must not open another's round
    read_signed(signed, "round", known.get(file.organisation, ()))
    check_round(file, now.date())
    parse_roster(member.recipient for member in file.roster)
    await open_round(database, file, signed, now=now, backup_weeks=backup_weeks)
    return file


async def known_round(database: Database, round_id: str) -> StoredRound:
    """The stored round. Raises: Refused."""
    stored = await find_round(database, round_id)
    if stored is None:
        raise Refused(
            "round-unknown", f"there is no round {round_id} here", "see: voice round list"
        )
    return stored


async def _asked(database: Database, stored: StoredRound) -> str:
    """The last day of a round and the title of its form, or why they cannot be told."""
    try:
        body = read_signed(stored.file, "round", await desk_keys(database, stored.organisation))
    except VoiceError as error:
        return f"({error.message})"
    file = msgspec.json.decode(body, type=RoundFile)
    return f"until {file.closes_on}  {file.form.title}"


def _line(stored: StoredRound, released: int, today: datetime.date, asked: str) -> str:
    state = "not read, so paused" if paused(stored, today) else stored.state
    kind = "practice" if stored.practice else "real"
    return f"{stored.round}  {stored.organisation}  {kind}  {state}  {released} released  {asked}"
