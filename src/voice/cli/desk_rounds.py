"""`voice desk round`: plan, draft, sign and show a round."""

import datetime
import os
from pathlib import Path

import click
import msgspec

from voice.cli.emergency import ONLY_EMERGENCY, only_emergency
from voice.cli.passphrase import given_passphrase, passphrase_file
from voice.cli.paths import existing_file, new_file
from voice.cli.private import write_private
from voice.desk.keys import read_card
from voice.desk.plan import load_plan, starter_plan
from voice.desk.rounds import Occasion, draft_round, read_draft, read_proof, sign_round
from voice.forms.helplines import load_helplines
from voice.forms.round import RoundFile, key_name
from voice.sealing.recipient import fingerprint_words
from voice.sealing.signed import read_signed, unlock_signing_key
from voice.shipped import shipped


@click.group("round")
def rounds() -> None:
    """Make a round: plan, draft, have every member prove their key, sign."""


@rounds.command()
@click.argument("out", type=new_file)
def plan(out: Path) -> None:
    """Write a plan to OUT, to edit."""
    known = load_helplines(shipped("forms") / "helplines.toml")
    write_private(out, starter_plan(_today(), known).encode())
    click.echo(f"{out}  edit it, then: voice desk round draft {out} CARD... --out round.draft.json")


@rounds.command()
@click.argument("plan_file", metavar="PLAN", type=existing_file)
@click.argument("cards", nargs=-1, required=True, type=existing_file)
@click.option("--out", required=True, type=new_file)
def draft(plan_file: Path, cards: tuple[Path, ...], out: Path) -> None:
    """Draft the round in PLAN for the holders whose CARDS are given, the recovery card too."""
    occasion = Occasion(plan_file.parent, _today(), os.urandom)
    read = [read_card(path.read_bytes()) for path in cards]
    made = draft_round(load_plan(plan_file), read, occasion)
    write_private(out, msgspec.json.encode(made, order="deterministic"))
    _show(made)
    if only_emergency(made.helplines):
        click.echo(": ".join(ONLY_EMERGENCY) + ".", err=True)
    click.echo(f"Give {out} to every member: voice desk keys prove")


@rounds.command()
@click.argument("draft_file", metavar="DRAFT", type=existing_file)
@click.argument("proofs", nargs=-1, required=True, type=existing_file)
@click.option("--key", required=True, type=existing_file, help="This desk's file *.signing.")
@click.option("--out", required=True, type=new_file)
@passphrase_file
def sign(
    draft_file: Path, proofs: tuple[Path, ...], key: Path, out: Path, passphrase_file: Path | None
) -> None:
    """Sign the round in DRAFT with the PROOFS of every member, if every rule of rounds is kept."""
    drafted = read_draft(draft_file.read_bytes())
    given = [read_proof(path.read_bytes()) for path in proofs]
    signing = unlock_signing_key(key.read_bytes(), given_passphrase(passphrase_file, key.name))
    write_private(out, sign_round(drafted, given, signing, _today()))
    click.echo(f"{out}  hand it to the operator: voice round open {out}")


@rounds.command()
@click.argument("file", type=existing_file)
@click.option("--public", type=existing_file, help="The desk's file *.public: FILE is signed.")
def show(file: Path, public: Path | None) -> None:
    """Show the round in FILE: a draft, or a signed round with --public."""
    content = file.read_bytes()
    if public is not None:
        content = read_signed(content, "round", {public.read_text("utf-8").strip()})
    _show(read_draft(content))


def _show(round_file: RoundFile) -> None:
    click.echo(f"Round {round_file.id}: {round_file.form.title} for {round_file.service}")
    kind = "practice, never counted" if round_file.practice else "real"
    click.echo(f"  {kind}; closes on {round_file.closes_on}")
    for offered in round_file.languages:
        click.echo(f"  {offered.tag}: {len(offered.words)} texts, {offered.status}")
    for each in round_file.promises:
        click.echo(f"  {each.promise}: attested by {each.by} on {each.on}")
    for line in round_file.helplines:
        click.echo(f"  {line.name}: {line.number}, looked at on {line.checked_on}")
    for member in round_file.roster:
        proved = "proved" if key_name(member.recipient) in round_file.test.proofs else "to prove"
        words = fingerprint_words(member.recipient)
        click.echo(f"  {member.label} ({member.role}), {proved}: {words}")


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
