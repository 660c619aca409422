"""`voice themes`: comments in files coded by a codebook, and what people's codes teach it."""

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from voice.cli.progress import progress
from voice.cli.themes_describe import describe
from voice.cli.themes_suggest import suggest
from voice.errors import OperatorMustFix
from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook
from voice.themes.comments import read_coded, read_comments, write_hits
from voice.themes.counts import Coded, code
from voice.themes.edit_log import EditLog
from voice.themes.evidence import evidence
from voice.themes.heard import Heard
from voice.themes.learned import Learned, load_learned

existing = click.Path(exists=True, path_type=Path)
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
new_file = click.Path(dir_okay=False, path_type=Path)
codebook_option = click.option(
    "--codebook", "codebook_path", type=existing, help="A codebook; the shipped one without it."
)


@click.group()
def themes() -> None:
    """Themes in comments that are in files. The desk uses the same for sealed answers."""


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
    learned = load_learned(learned_path, codebook) if learned_path else None
    heard = [each for each, _ in read_comments(source)]
    states: Counter[str] = Counter()
    with out.open("w", encoding="utf-8", newline="") as file:
        write_hits(file, _coded(heard, codebook, states), codebook, learned)
    click.echo(told(states, codebook))


@themes.command("learn")
@codebook_option
@click.option("--coded", required=True, type=existing_file, help="id,lang,text,themes (a|b)")
@click.option("--out", required=True, type=new_file, help="What was learnt, for --learned.")
@click.option("--log", type=new_file, help="Adds to this log how often each term was right.")
def learn_themes(codebook_path: Path | None, coded: Path, out: Path, log: Path | None) -> None:
    """Learn from comments that people coded: themes with eight codings or more.

    A theme is kept where that does better than its terms alone, on comments not learnt from. Weak
    terms are named when the log is merged; nothing is taken out by this. Needs the extra learn.
    """
    codebook = load_codebook(codebook_path)
    given = list(read_coded(coded, codebook))
    texts = list(code((heard for heard, _ in given), codebook))
    by_id = dict(zip((heard.id for heard, _ in given), given, strict=True))
    made = _learn(texts, by_id, codebook)
    out.write_bytes(msgspec.json.encode(made, order="deterministic") + b"\n")
    for theme, weights in made.themes.items():
        click.echo(
            f"{theme}: {weights.coded} codings, F1 {weights.f1:.2f} (terms alone "
            f"{weights.f1_codebook:.2f})"
        )
    click.echo(f"{out}: {len(made.themes)} themes learnt; for all others the terms speak")
    if log:
        found = [(each, by_id[each.answer][0].lang, by_id[each.answer][1]) for each in texts]
        edits = evidence(found, "reader", datetime.datetime.now(datetime.UTC).date())
        EditLog(log, codebook.fingerprint).append(*edits)
        click.echo(f"{log}: {len(edits)} notes on how often terms were right")


def _learn(
    texts: list[Coded], given: dict[str, tuple[Heard, frozenset[str]]], codebook: Codebook
) -> Learned:
    try:
        # numpy comes with the extra only
        from voice.themes.learning import FOLDS, Example, learn
    except ImportError as problem:
        raise OperatorMustFix(
            "learn-missing",
            "learning needs numpy, which is not installed",
            "python -m pip install 'voice-survivors[learn]'",
        ) from problem
    examples = [Example(each.text, each.hits, given[each.answer][1]) for each in texts]
    with progress("Learning", FOLDS + 1) as done:
        return learn(examples, codebook, done)


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
