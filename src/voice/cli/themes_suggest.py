"""`voice themes suggest`: a review queue for words that the codebook has no term for."""

import csv
from io import StringIO
from pathlib import Path

import click

from voice.cli.paths import existing, existing_file, new_file
from voice.cli.private import write_private
from voice.cli.progress import progress
from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook
from voice.themes.comments import read_comments
from voice.themes.counts import Coded, code
from voice.themes.extra import need_embed
from voice.themes.redact import Redactor
from voice.themes.tables import inert

COLUMNS = ("kind", "id", "lang", "theme", "word", "score", "right", "weak", "why")
_UNHEARD = ("unmatched", "not-analysed")


@click.command()
@click.option("--codebook", "book", type=existing, help="File or folder; else the shipped one.")
@click.option("--in", "comments", required=True, type=existing_file, help="CSV: id,lang,text.")
@click.option("--out", required=True, type=new_file, help="CSV, a queue for whoever reviews it.")
def suggest(book: Path | None, comments: Path, out: Path) -> None:
    """Suggest themes, words and new themes for comments that no term of a codebook matches.

    Needs the extra `embed`. Nothing leaves this machine, and nothing is counted: a person looks at
    every row.
    """
    codebook = load_codebook(book)
    heard = [each for each, _ in read_comments(comments)]
    spoken = {one.id: one.lang for one in heard}
    coded = [each for each in code(heard, codebook) if each.state != "nothing"]
    rows = _queue(codebook, [(each, spoken[each.answer]) for each in coded])
    write_private(out, _table(rows).encode())
    unmatched = sum(each.state in _UNHEARD for each in coded)
    click.echo(f"{len(heard)} comments; no term matched {unmatched}")
    click.echo(f"{out}  {len(rows)} suggestions for a person to look at; they count nothing")


def _queue(codebook: Codebook, coded: list[tuple[Coded, str]]) -> list[dict[str, object]]:
    """The rows of the queue for comments and their languages; those that terms matched teach."""
    need_embed()
    from voice.themes.encoder import load_encoder
    from voice.themes.suggest import Comment, Taught, suggest

    taught = [
        Taught(theme.id, (theme.name, theme.meaning, *theme.exemplars), _known(codebook, theme.id))
        for theme in codebook.active
    ]
    redact = Redactor().redact
    comments = [
        Comment(
            each.answer, lang, redact(each.text, lang).text, tuple(hit.owner for hit in each.hits)
        )
        for each, lang in coded
    ]
    encoder = load_encoder()
    with progress("Reading", len(comments)) as done:
        found = suggest(comments, taught, encoder, codebook.lang, done)
    return [{name: _cell(getattr(each, name)) for name in COLUMNS} for each in found]


def _known(codebook: Codebook, theme: str) -> dict[str, tuple[str, ...]]:
    return {
        language.tag: tuple(term.text for term in language.themes[theme].terms)
        for language in codebook.languages
        if theme in language.themes
    }


def _cell(value: object) -> object:
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, bool):
        return "weak" if value else ""
    return "not measured" if value is None else value


def _table(rows: list[dict[str, object]]) -> str:
    written = StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue()
