"""`voice themes`: comments in files coded by a codebook, and what people's codes teach it."""

from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import click

from voice.cli.paths import existing, existing_file, new_file
from voice.cli.private import write_private
from voice.cli.progress import progress
from voice.cli.themes_describe import describe
from voice.cli.themes_learn import learn, reasoned
from voice.cli.themes_suggest import suggest
from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook
from voice.themes.comments import read_comments, write_hits
from voice.themes.counts import Coded, code
from voice.themes.heard import Heard

codebook_option = click.option(
    "--codebook", "codebook_path", type=existing, help="A codebook; the shipped one without it."
)


@click.group()
def themes() -> None:
    """Themes in comments that are in files. The desk uses the same for sealed answers."""


themes.add_command(learn)
themes.add_command(suggest)
themes.add_command(describe)


@themes.command("code")
@codebook_option
@click.option("--in", "source", required=True, type=existing_file, help="id,lang,text[,question]")
@click.option("--out", required=True, type=new_file, help="id,theme,score,source,start,end,term")
@click.option("--learned", "learned_path", type=existing_file, help="Made by voice themes learn.")
def code_comments(
    codebook_path: Path | None, source: Path, out: Path, learned_path: Path | None
) -> None:
    """Code the comments of a CSV file: a row for each place where a term suggests a theme.

    Start and end count characters of the tidied text: NFC, without signs that are not seen. Same
    comments, same codebook: same bytes. These are suggestions; nobody has read them.
    """
    codebook = load_codebook(codebook_path)
    heard = [each for each, _ in read_comments(source)]
    states: Counter[str] = Counter()
    coded = _coded(heard, codebook, states)
    with_reasons = (
        reasoned(list(coded), learned_path, codebook, {each.id: each.lang for each in heard})
        if learned_path
        else ((each, ()) for each in coded)
    )
    written = StringIO()
    write_hits(written, with_reasons, codebook)
    write_private(out, written.getvalue().encode())
    click.echo(told(states, codebook))


def _coded(heard: list[Heard], codebook: Codebook, states: Counter[str]) -> Iterator[Coded]:
    with progress("Coding", len(heard)) as done:
        for number, each in enumerate(code(heard, codebook), 1):
            states[each.state] += 1
            yield each
            if number % 500 == 0:
                done(500)


def told(states: Counter[str], codebook: Codebook) -> str:
    """How much of what was read the codebook knows, and by which version."""
    read = states["suggested"] + states["unmatched"]
    share = f"{states['suggested'] / read:.0%}" if read else "none"
    return (
        f"{states.total()} texts: {states['suggested']} with a theme, "
        f"{states['unmatched']} without, {states['nothing']} with nothing to say, "
        f"{states['not-analysed']} not analysed.\n"
        f"Coverage: {share} of those that could be read and say something.\n"
        f"Codebook {codebook.id}, version {codebook.version} ({codebook.fingerprint})."
    )
