"""`voice desk read`: every word, on the reader's screen only, what may be urgent first."""

from collections.abc import Iterator
from pathlib import Path

import click

from voice.cli.desk_report import existing_file, read_bundles
from voice.cli.passphrase import with_identity
from voice.desk.queue import AnswerToRead, Queue, queue_of
from voice.panels.visible import plain
from voice.sealing.identity import Identity
from voice.sealing.signed import check_public
from voice.themes.codebook_file import load_codebook


@click.command()
@click.argument("bundles", nargs=-1, required=True, type=existing_file)
@click.option("--public", required=True, type=existing_file, help="Your desk's file *.public.")
@with_identity
def read(key: Identity, bundles: tuple[Path, ...], public: Path) -> None:
    """Show every word in BUNDLES on this screen, what may be urgent first.

    Nothing is written to a file. Read alone; close the window when you have finished. When all is
    read, say so to the report with --safety-checked.
    """
    trusted = {check_public(public.read_text("utf-8").strip())}
    queue = queue_of(read_bundles(bundles, key, trusted), load_codebook())
    for line in lines(queue):
        click.echo(line)


def lines(queue: Queue) -> Iterator[str]:
    """The queue as lines of plain text, with nothing hidden or turned round in them."""
    yield "For readers only. Nothing of this is written to a file."
    first = [each for each in queue.answers if each.first]
    rest = [each for each in queue.answers if not each.first]
    yield from _part("READ FIRST: a word in these may speak of danger, a child or staff", first)
    if queue.set_apart:
        yield ""
        yield "SET APART: these were not counted; look at them too"
        for apart in queue.set_apart:
            yield f"  {apart.sentence}"
            for answer in apart.inside.answers.values() if apart.inside else ():
                yield f"    {plain(answer if isinstance(answer, str) else ', '.join(answer))}"
    yield from _part("ALL OTHER WORDS", rest)
    if queue.labels:
        yield ""
        yield "Said again and again in words no theme knows (ideas for the codebook, not counts):"
        yield "  " + ", ".join(label.words for label in queue.labels)


def _part(title: str, answers: list[AnswerToRead]) -> Iterator[str]:
    yield ""
    yield title if answers else f"{title}: none"
    for answer in answers:
        yield ""
        if answer.first:
            yield f"  why first: {', '.join(answer.first)}"
        for text in answer.texts:
            yield f"  {plain(text.question)}"
            yield f"    {plain(text.text)}"
            if text.themes:
                yield f"    may speak of: {', '.join(text.themes)}"
            if text.risks:
                yield f"    may point at a person: {plain(', '.join(text.risks))}"
