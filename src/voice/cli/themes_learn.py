"""`voice themes learn`: what people's codes teach, and what that says of other comments."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from voice.cli.paths import a_file, existing, existing_file, new_file
from voice.cli.private import write_private
from voice.cli.progress import progress
from voice.errors import OperatorMustFix
from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook, shipped_invented
from voice.themes.coding import Reason
from voice.themes.comments import read_coded, read_comments
from voice.themes.counts import Coded, code
from voice.themes.edit_log import EditLog
from voice.themes.evidence import evidence
from voice.themes.extra import need_learn


@click.command()
@click.option("--codebook", "book", type=existing, help="A codebook; the shipped one without it.")
@click.option("--coded", type=existing_file, help="id,lang,text,themes (a|b)[,question]")
@click.option("--invented", type=existing_file, help="The same, of comments somebody made up.")
@click.option("--uncoded", type=existing_file, help="id,lang,text[,question]; needs --embed.")
@click.option("--embed", is_flag=True, help="Read with the language model too (extra embed).")
@click.option("--out", required=True, type=new_file, help="What was learnt, for --learned.")
@click.option("--log", type=a_file, help="Adds to this log how often each term was right.")
def learn(out: Path, *, embed: bool, **files: Path | None) -> None:
    """Learn from comments that people coded: themes with eight codings or more.

    A theme is kept where that does better than its terms alone, on comments not learnt from. Weak
    terms are named when the log is merged; nothing is taken out by this. Invented comments teach
    before anybody has coded real ones; the more real ones there are, the less they count. For the
    shipped codebook there are some that come with it. With --embed, uncoded comments teach which
    other words go with a term. Needs the extra learn.
    """
    if files["book"] and not (files["coded"] or files["invented"]):
        problem = "there is nothing to learn from"
        raise OperatorMustFix("learn-nothing", problem, "Name --coded or --invented.")
    if files["uncoded"] and not embed:
        problem = "uncoded comments teach by the language model only"
        raise OperatorMustFix("learn-uncoded", problem, "Add --embed, or leave them out.")
    need_learn()
    from voice.themes.encoder import load_encoder
    from voice.themes.learning import STEPS
    from voice.themes.lessons import Given, Spoken, learn_from

    codebook = load_codebook(files["book"])
    encoder = load_encoder() if embed else None
    real = _read(files["coded"], codebook)
    given = [Given(Spoken(coded, lang), themes, invented=False) for coded, lang, themes in real]
    with shipped_invented() as shipped:
        made_up = files["invented"] or (None if files["book"] else shipped)
        for coded, lang, themes in _read(made_up, codebook):
            given.append(Given(Spoken(coded, lang), themes, invented=True))
    others = [Spoken(*each) for each in _unread(files["uncoded"], codebook)]
    size = len(given) + len(others) if embed else 0
    with progress("Reading", size) as reading, progress("Learning", STEPS) as learning:
        made = learn_from(given, others, codebook, encoder, (reading, learning))
    write_private(out, msgspec.json.encode(made, order="deterministic") + b"\n")
    for theme, known in made.themes.items():
        beside = f", {known.invented} invented" if known.invented else ""
        how_well = f"F1 {known.f1:.2f} (terms alone {known.f1_codebook:.2f})"
        click.echo(f"{theme}: {known.coded} codings{beside}, {how_well}")
    click.echo(f"{out}: {len(made.themes)} themes learnt; for all others the terms speak")
    if log := files["log"]:
        _note(log, real, codebook)


def _note(log: Path, real: list[tuple[Coded, str, frozenset[str]]], codebook: Codebook) -> None:
    edits = evidence(real, "reader", datetime.datetime.now(datetime.UTC).date())
    EditLog(log, codebook.fingerprint).append(*edits)
    click.echo(f"{log}: {len(edits)} notes on how often terms were right")


def reasoned(
    coded: Sequence[Coded], learned_path: Path, codebook: Codebook, langs: dict[str, str]
) -> Iterator[tuple[Coded, tuple[Reason, ...]]]:
    """Comments with what was learnt says of them; nothing of those that say nothing.

    Raises:
        OperatorMustFix: "learn-missing", "embed-missing" or "learned-unreadable".
    """
    need_learn()
    from voice.themes.encoder import load_encoder
    from voice.themes.learned import load_learned
    from voice.themes.lessons import Spoken, reasons

    learned = load_learned(learned_path, codebook)
    heard = [each for each in coded if each.state in ("suggested", "unmatched")]
    encoder = load_encoder() if learned.middles else None
    with progress("Reading", len(heard)) as done:
        said = reasons([Spoken(each, langs[each.answer]) for each in heard], learned, encoder, done)
    found = iter(said)
    for each in coded:
        yield each, next(found) if each.state in ("suggested", "unmatched") else ()


def _read(path: Path | None, codebook: Codebook) -> list[tuple[Coded, str, frozenset[str]]]:
    given = list(read_coded(path, codebook)) if path else []
    by_id = {heard.id: (heard.lang, themes) for heard, themes in given}
    coded = code((heard for heard, _ in given), codebook)
    return [(each, *by_id[each.answer]) for each in coded]


def _unread(path: Path | None, codebook: Codebook) -> Iterator[tuple[Coded, str]]:
    others = [each for each, _ in read_comments(path)] if path else []
    langs = {each.id: each.lang for each in others}
    for each in code(others, codebook):
        if each.state != "nothing":
            yield each, langs[each.answer]
