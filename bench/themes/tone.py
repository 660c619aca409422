"""TextBlob's weak vote (`voice.themes.tone`) and AFINN's beside how people marked NHS comments.

`python bench/themes/tone.py --data DIR`

People marked from 1 (very positive) to 5 (very negative); 1 and 2 are taken as good, 3 as neither,
4 and 5 as bad. Nothing was chosen or learnt here.
"""

import csv
from collections.abc import Iterable

from afinn import Afinn
from sets import data_folder

from voice.themes.tone import tone

SIDES = ("good", "neither", "bad")


def f1(marked: list[str], heard: list[str], side: str) -> float:
    """How well one side was heard."""
    both = sum(one == other == side for one, other in zip(marked, heard, strict=True))
    return 2 * both / max(marked.count(side) + heard.count(side), 1)


def sides(votes: Iterable[float]) -> list[str]:
    """Above nothing is good, below it bad."""
    return [SIDES[0 if each > 0 else 1 + (each < 0)] for each in votes]


def main() -> None:
    """Print one table."""
    with (data_folder(__doc__) / "nhs" / "feedback-dev.csv").open(encoding="utf-8") as opened:
        rows = [row for row in csv.DictReader(opened) if row["text"].strip() and row["sentiment"]]
    rows = [row for row in rows if "Labelling not possible" not in row["themes"]]
    marked = [SIDES[0 if row["sentiment"] < "3" else 1 + (row["sentiment"] > "3")] for row in rows]
    heard = sides(tone(row["text"], "en") for row in rows)
    counted = sides(map(Afinn().score, (row["text"] for row in rows)))
    print("| | good | neither | bad | macro-F1 | right |\n|---|---|---|---|---|---|")
    for name, found in {
        "TextBlob": heard,
        "AFINN": counted,
        "always good": ["good"] * len(rows),
    }.items():
        each = [f1(marked, found, side) for side in SIDES]
        same = sum(one == other for one, other in zip(marked, found, strict=True)) / len(rows)
        cells = " | ".join(f"{value:.3f}" for value in (*each, sum(each) / len(each), same))
        print(f"| {name} | {cells} |")
    missed = sum(one == "bad" and other == "good" for one, other in zip(marked, heard, strict=True))
    print(
        f"\n{len(rows)} comments; of {marked.count('bad')} marked bad, {missed} were heard as good."
    )


if __name__ == "__main__":
    main()
