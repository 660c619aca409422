"""Which themes are found in feedback that was written apart from the shipped terms, by language.

    python bench/themes/found.py [--held] [--data DIR]

DIR is tests/data/feedback: 12 themes, 25 sentences each, in 25 languages, machine-drafted by others
than the terms. Without --held the two thirds that are open are read; --held reads the last third,
which nothing was chosen by. A sentence has one theme there; further themes of the codebook that are
found in it are not counted against it, as it may well speak of those too.

First by the terms alone, then by what `voice themes learn --embed --uncoded` learns from the
invented comments that are shipped, the open sentences being the uncoded ones. Prints for each
language the mean F1 of the 12 themes, the share of sentences whose theme is found, and the share of
found ones (of the 12) that are right.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sets import Kept

from voice.themes.codebook_file import load_codebook, shipped_invented
from voice.themes.coding import SURE, Reason
from voice.themes.comments import read_coded
from voice.themes.counts import Coded, code
from voice.themes.heard import Heard, Said
from voice.themes.learned import Learned
from voice.themes.lessons import Given, Spoken, learn_from, reasons
from voice.themes.speech import load_speech

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "feedback"
BOOK = load_codebook()

Told = tuple[str, set[str]]
"""The theme a sentence has, and those found."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--held", action="store_true")
    given = parser.parse_args()
    with (given.data / "index.tsv").open(encoding="utf-8", newline="") as file:
        index = list(csv.DictReader(file, delimiter="\t"))
    said = {tag: coded(given.data, tag) for tag in load_speech()}
    held = [bool(entry["held_back"]) for entry in index]
    kept = Kept()
    uncoded = [each[at] for each in said.values() for at, no in enumerate(held) if not no]
    learned = taught(uncoded, kept)
    means: list[tuple[float, ...]] = []
    print(
        f"{'':8} mean F1   found   right, then learnt   ({'held back' if given.held else 'open'})"
    )
    for tag, every in said.items():
        reasoned = reasons(every, learned, kept, lambda _: None)
        both = zip(index, every, reasoned, strict=True)
        told = [
            (entry["theme"], terms_of(one.coded), learnt_of(one.coded, why, learned))
            for entry, one, why in both
            if bool(entry["held_back"]) == given.held
        ]
        alone = measures([(theme, terms) for theme, terms, _ in told])
        means.append((*alone, *measures([(theme, learnt) for theme, _, learnt in told])))
        print(f"{tag:8} " + "   ".join(f"{each:.3f}" for each in means[-1]))
    columns = [sum(column) / len(means) for column in zip(*means, strict=True)]
    print(f"{'mean':8} " + "   ".join(f"{each:.3f}" for each in columns))


def coded(data: Path, tag: str) -> list[Spoken]:
    """The sentences of one language, read as a form of it would be."""
    lines = (data / f"{tag}.txt").read_text("utf-8").splitlines()
    heard = [Heard(id=str(at), lang=tag, said=(Said("", line),)) for at, line in enumerate(lines)]
    return [Spoken(each, tag) for each in code(heard, BOOK)]


def taught(uncoded: list[Spoken], kept: Kept) -> Learned:
    """What the shipped invented comments teach. Every third uncoded sentence is read."""
    with shipped_invented() as path:
        given = list(read_coded(path, BOOK))
    read = code((heard for heard, _ in given), BOOK)
    lessons = [
        Given(Spoken(each, "en"), themes, invented=True)
        for each, (_, themes) in zip(read, given, strict=True)
    ]
    return learn_from(lessons, uncoded[::3], BOOK, kept, (lambda _: None, lambda _: None))


def terms_of(one: Coded) -> set[str]:
    """Themes whose terms stand in it."""
    return {hit.owner for hit in one.hits}


def learnt_of(one: Coded, why: tuple[Reason, ...], learned: Learned) -> set[str]:
    """What was learnt says, and the terms for themes that were not learnt."""
    if not why:
        return terms_of(one)
    rest = terms_of(one) - set(learned.themes)
    return rest | {reason.theme for reason in why if reason.score >= SURE}


def measures(told: Sequence[tuple[str, set[str]]]) -> tuple[float, float, float]:
    """Mean F1 of the themes, share of sentences whose theme is found, share found that is right."""
    themes = {theme for theme, _ in told if theme}
    right, said, found = Counter[str](), Counter[str](), Counter[str]()
    for theme, owners in told:
        said[theme] += 1
        found.update(owners & themes)
        right[theme] += theme in owners
    f1 = [2 * right[each] / (said[each] + found[each]) for each in themes]
    hits = sum(right[each] for each in themes)
    return (
        sum(f1) / len(f1),
        hits / sum(said[each] for each in themes),
        hits / max(sum(found.values()), 1),
    )


if __name__ == "__main__":
    main()
