"""`voice desk read`: every word, on the reader's screen only, what may be urgent first."""

from collections.abc import Iterator
from pathlib import Path

import click

from voice.cli.desk_reading import with_reading
from voice.cli.themes import codebook_option
from voice.desk.queue import AnswerToRead, Queue, queue_of
from voice.desk.reading import Reading
from voice.desk.theme_opened import ThemeOpened, open_theme
from voice.disclosure.limits import Hidden
from voice.panels.visible import plain
from voice.sealing.identity import Identity
from voice.themes.codebook_file import load_codebook


@click.command()
@click.option("--theme", help="Only what made the numbers of this theme: the id on the report.")
@codebook_option
@with_reading
def read(reading: Reading, _key: Identity, theme: str | None, codebook_path: Path | None) -> None:
    """Show every word in BUNDLES on this screen, what may be urgent first.

    Nothing is written to a file. Read alone; close the window when you have finished. When all is
    read, say so to the report with --safety-checked.

    With --theme, only what made the numbers of one theme on a report, such as: voice desk read
    *.bundle --public desk.public --identity lead-reader.identity --theme better.home
    """
    codebook = load_codebook(codebook_path)
    told = (
        theme_lines(open_theme(reading, codebook, theme))
        if theme
        else lines(queue_of(reading, codebook))
    )
    for line in told:
        click.echo(line)


def theme_lines(opened: ThemeOpened) -> Iterator[str]:
    """A theme as lines of plain text: who ticked what, and each extract with its words."""
    yield "For readers only. Nothing of this is written to a file."
    yield ""
    yield f"{opened.id}: {opened.name}. {opened.meaning}"
    yield f"By the list of themes version {opened.version} ({opened.fingerprint})."
    yield ""
    yield "TICKED" if opened.ticked else "TICKED: nobody"
    for each in opened.ticked:
        yield f"  {plain(each.question)} {plain(each.option)}: {_answers(each.answers)}"
    yield ""
    yield (
        "SUGGESTED BY WORDS, not added to the ticks"
        if opened.extracts
        else ("SUGGESTED BY WORDS: nothing")
    )
    if opened.extracts:
        yield f"  in the words of: {_answers(opened.wrote)}"
    for extract in opened.extracts:
        yield ""
        yield f"  {plain(extract.question)}"
        yield f"    {plain(extract.text)}"
        for hit in extract.hits:
            found = plain(extract.text[hit.start : hit.end])
            near = ', with a "not" near it' if hit.negated else ""
            yield f"    “{found}” is the term “{hit.term}”{near}"


def _answers(count: int | Hidden) -> str:
    return "fewer than 5 answers so far" if isinstance(count, Hidden) else f"{count} answers"


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
