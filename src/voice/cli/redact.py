"""`voice redact`: comments in a file with identifiers masked, and what a person must look at."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

import click

from voice.cli.paths import existing_file, new_file
from voice.cli.private import write_private
from voice.cli.progress import progress
from voice.themes.comments import read_comments
from voice.themes.heard import Heard
from voice.themes.redact import Redacted, Redactor, common_words
from voice.themes.tables import inert

COLUMNS = ("id", "lang", "text", "masked", "risks")


@click.command()
@click.option("--in", "source", required=True, type=existing_file, help="id,lang,text")
@click.option("--out", required=True, type=new_file, help="id,lang,text,masked,risks")
@click.option(
    "--common-from",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Words in fewer of the file's texts are marked as rare.",
)
def redact(source: Path, out: Path, common_from: int) -> None:
    """Mask what identifies by its shape, and mark words that may point at a person.

    Telephone numbers, addresses on the net, postcodes, dates, bank and case numbers become words
    in brackets. Names and places are not masked: no program finds them all. Words that may be
    some stand under risks, with why. A person reads every text before anybody else does.
    """
    heard = [each for each, _ in read_comments(source)]
    seen: Counter[str] = Counter()
    written = StringIO()
    _write(written, _redacted(heard, common_from), seen)
    write_private(out, written.getvalue().encode())
    click.echo(
        f"{len(heard)} texts: {seen['masked']} with something masked, "
        f"{seen['risks']} with words that a person must look at."
    )


def _redacted(heard: list[Heard], common_from: int) -> Iterator[tuple[Heard, Redacted]]:
    redactor = Redactor()
    common = common_words((said.text for each in heard for said in each.said), common_from)
    with progress("Redacting", len(heard)) as done:
        for number, each in enumerate(heard, 1):
            for said in each.said:
                yield each, redactor.redact(said.text, each.lang, common)
            if number % 100 == 0:
                done(100)


def _write(file: TextIO, redacted: Iterator[tuple[Heard, Redacted]], seen: Counter[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for heard, found in redacted:
        seen["masked"] += bool(found.masked)
        seen["risks"] += bool(found.risks)
        kinds = "|".join(mask.kind for mask in found.masked)
        risks = "|".join(f"{risk.why}: {found.text[risk.start : risk.end]}" for risk in found.risks)
        cells = (heard.id, heard.lang, found.text, kinds, risks)
        writer.writerow(map(inert, cells))
