"""Which themes the shipped terms find in feedback that was written apart from them, by language.

    python bench/themes/found.py [--held] [--data DIR]

DIR is tests/data/feedback: 12 themes, 25 sentences each, in 25 languages, machine-drafted by others
than the terms. Without --held the two thirds that are open are read; --held reads the last third,
which nothing was chosen by. A sentence has one theme there; further themes of the codebook that are
found in it are not counted against it, as it may well speak of those too.

Prints for each language the mean F1 of the 12 themes, the share of sentences whose theme is
found, and the share of found ones (of the 12) that are right.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from voice.themes.codebook_file import load_codebook
from voice.themes.coding import Matcher
from voice.themes.normalise import tidy
from voice.themes.speech import load_speech

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "feedback"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--held", action="store_true")
    given = parser.parse_args()
    with (given.data / "index.tsv").open(encoding="utf-8", newline="") as file:
        index = list(csv.DictReader(file, delimiter="\t"))
    codebook, speeches = load_codebook(), load_speech()
    means = []
    print(f"{'':8} mean F1   found   right   ({'held back' if given.held else 'open'})")
    for tag, speech in speeches.items():
        matcher = Matcher.of_themes(codebook, speech)
        lines = (given.data / f"{tag}.txt").read_text("utf-8").splitlines()
        told = [
            (entry["theme"], {hit.owner for hit in matcher.hits(tidy(line))})
            for entry, line in zip(index, lines, strict=True)
            if bool(entry["held_back"]) == given.held
        ]
        means.append(measures(told))
        print(f"{tag:8} " + "   ".join(f"{each:.3f}" for each in means[-1]))
    columns = [sum(column) / len(means) for column in zip(*means, strict=True)]
    print(f"{'mean':8} " + "   ".join(f"{each:.3f}" for each in columns))


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
