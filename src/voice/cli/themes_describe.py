"""`voice themes describe`: names for clusters, proposed by a language model on this machine."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import click

from voice.cli.paths import existing_file, new_file
from voice.cli.private import write_private
from voice.cli.progress import progress
from voice.cli.themes_suggest import COLUMNS as SUGGESTED
from voice.errors import NotReadable, OperatorMustFix, Refused
from voice.themes.codebook_file import load_codebook
from voice.themes.comments import read_comments
from voice.themes.model_server import ModelServer
from voice.themes.naming import Proposal, propose
from voice.themes.redact import Redactor
from voice.themes.safe_extracts import Cluster, Member, SafeWords
from voice.themes.speech import load_speech
from voice.themes.tables import Columns, as_meant, inert, read_table

COLUMNS = (
    "cluster", "lang", "name", "description", "name_from", "description_from", "extracts",
    "model", "asked",
)  # fmt: skip


@click.command()
@click.option("--in", "comments", required=True, type=existing_file, help="CSV: id,lang,text.")
@click.option("--suggestions", required=True, type=existing_file, help="By voice themes suggest.")
@click.option("--model", "url", required=True, help="http://127.0.0.1:PORT, and no other machine.")
@click.option("--model-name", default="local", show_default=True, help="If the server has several.")
@click.option("--out", required=True, type=new_file, help="CSV, proposals for whoever reviews.")
def describe(comments: Path, suggestions: Path, url: str, model_name: str, out: Path) -> None:
    """Propose a name and a sentence for each cluster of new words, by a model on this machine.

    It is shown only words that five people or more wrote, and little ones. A proposal with a word
    that no extract has is refused; that is usual. Nothing is changed: a person reads, and accepts
    or edits.
    """
    server = ModelServer(url, model_name)
    speeches = load_speech()
    safe = SafeWords([each for each, _ in read_comments(comments)], Redactor(), speeches)
    clusters, few = _clusters(safe, suggestions)
    made: list[Proposal] = []
    refused: list[str] = []
    with progress("Asking", len(clusters)) as done:
        for each in clusters:
            try:
                made.append(propose(each, server, speeches))
            except (NotReadable, Refused) as problem:
                refused.append(f"{each.id}: refused: {problem.message}")
            done(1)
    write_private(out, _table(made).encode())
    for line in (*few, *refused):
        click.echo(line)
    click.echo(
        f"{out}  {len(made)} proposals for a person to accept, edit or drop; "
        f"{len(refused)} refused, {len(few)} not asked about"
    )


def _clusters(safe: SafeWords, suggestions: Path) -> tuple[list[Cluster], list[str]]:
    """The clusters that may be asked about, and a line for each that may not."""
    members: dict[str, list[Member]] = {}
    for row in read_table(suggestions, Columns(SUGGESTED)):
        if row.cells["kind"] != "cluster":
            continue
        member = Member(row.cells["theme"], as_meant(row.cells["id"]), row.cells["lang"])
        if not safe.knows(member):
            raise OperatorMustFix(
                "table-unreadable",
                f"{suggestions}:{row.line}: no comment {member.person!r} in {member.lang!r}",
                "Give the comments that the suggestions were made from.",
            )
        members.setdefault(member.cluster, []).append(member)
    first = load_codebook().lang
    found = {name: safe.cluster(inside, first) for name, inside in members.items()}
    few = [
        f"{name}: not asked about: too little is left that five people say in one language"
        for name, cluster in found.items()
        if cluster is None
    ]
    return [cluster for cluster in found.values() if cluster is not None], few


def _table(made: Sequence[Proposal]) -> str:
    written = StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for each in made:
        answer, cluster = each.answer, each.cluster
        cited = sorted({*answer.name_from, *answer.description_from})
        table.writerow(
            (
                cluster.id,
                cluster.lang,
                inert(answer.name),
                inert(answer.description),
                _numbers(answer.name_from),
                _numbers(answer.description_from),
                " | ".join(f"{number}: {cluster.extracts[number - 1]}" for number in cited),
                inert(each.model),
                each.asked,
            )
        )
    return written.getvalue()


def _numbers(cited: Sequence[int]) -> str:
    return " ".join(map(str, cited))
