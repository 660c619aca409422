"""`voice desk keys`: identities, the desk's signing key, proofs and words to read aloud."""

import os
import re
from pathlib import Path

import click
import msgspec

from voice.cli.passphrase import with_identity
from voice.cli.paths import existing_file, new_file
from voice.cli.private import write_private
from voice.desk.keys import Role, new_holder, new_signer, prove, read_card
from voice.desk.rounds import read_draft
from voice.sealing.identity import Identity
from voice.sealing.recipient import Kind, fingerprint_words

folder_option = click.option(
    "--out",
    "folder",
    default=Path(),
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to put the files in; this one, when it is not given.",
)


@click.group()
def keys() -> None:
    """Make and check keys. They are born here and never go to the server."""


@keys.command()
@click.option("--role", type=click.Choice(["holder", "recovery"]), default="holder")
@click.option(
    "--label", required=True, help='The role of whoever keeps it: "Lead reader". No names.'
)
@click.option(
    "--classic",
    is_flag=True,
    help="A key that tools from before 2026 can open; not safe from tomorrow's machines.",
)
@folder_option
def new(role: Role, label: str, classic: bool, folder: Path) -> None:
    """Make an identity file, locked under a passphrase that is shown once, and its public card."""
    kind: Kind = "x25519" if classic else "mlkem768x25519"
    holder = new_holder(role, label, os.urandom, kind)
    folder.mkdir(parents=True, exist_ok=True)
    stem = file_stem(label)
    write_private(folder / f"{stem}.identity", holder.locked)
    write_private(folder / f"{stem}.card.json", msgspec.json.encode(holder.card) + b"\n")
    click.echo(f"{folder / stem}.identity   keep it: it opens answers")
    click.echo(f"{folder / stem}.card.json  hand it over: it is public")
    show_passphrase(holder.passphrase)
    click.echo(f"Read these aloud to whoever makes the round: {holder.card.words}")


@keys.command("sign-key")
@click.option("--label", default="Desk", help='The desk it belongs to: "Northside desk".')
@folder_option
def sign_key(label: str, folder: Path) -> None:
    """Make the key that signs this desk's rounds, and the public text the operator installs."""
    signer = new_signer(os.urandom)
    folder.mkdir(parents=True, exist_ok=True)
    stem = file_stem(label)
    write_private(folder / f"{stem}.signing", signer.locked)
    write_private(folder / f"{stem}.public", signer.public.encode() + b"\n")
    click.echo(f"{folder / stem}.signing  keep it: it signs rounds")
    click.echo(f"{folder / stem}.public   hand it to the operator: voice round trust")
    show_passphrase(signer.passphrase)
    click.echo(f"Read these aloud to the operator: {fingerprint_words(signer.public)}")


@keys.command("prove")
@click.argument("draft", type=existing_file)
@click.option("--out", required=True, type=new_file)
@with_identity
def prove_(key: Identity, draft: Path, out: Path) -> None:
    """Show that your identity opens what will be sealed for the round in DRAFT.

    The proof in OUT is public.
    """
    proof = prove(read_draft(draft.read_bytes()), key)
    write_private(out, msgspec.json.encode(proof) + b"\n")
    click.echo(f"{out}  hand it over: it is public")


@keys.command()
@click.argument("cards", nargs=-1, required=True, type=existing_file)
def words(cards: tuple[Path, ...]) -> None:
    """Show the 8 words of each card, to compare on the telephone."""
    for path in cards:
        card = read_card(path.read_bytes())
        click.echo(f"{card.label} ({card.role}): {card.words}")


def file_stem(label: str) -> str:
    """A file name for a role: "Lead reader" → lead-reader."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "key"


def show_passphrase(passphrase: str) -> None:
    """Show a new passphrase, once."""
    click.echo("")
    click.echo(f"    {passphrase}")
    click.echo("")
    click.echo("Write these 7 words on paper now. They are not shown again, and cannot be")
    click.echo("brought back. Keep the paper away from the file.")
