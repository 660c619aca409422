"""Nothing to say, language and false masks in short feedback written apart from the lists.

    python bench/themes/feedback.py [--data DIR]

DIR is tests/data/feedback: 312 sentences in each of 25 languages, machine-drafted apart from the
lists in src/voice/themes/speeches. 12 of them say that there is nothing to say; every third line
is held back.
None of them holds an identifier: each mask is a false one.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

from voice.themes.language import Ear
from voice.themes.normalise import tidy
from voice.themes.redact import Redactor
from voice.themes.sides import Silence
from voice.themes.speech import load_speech

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "feedback"
SPEECH = load_speech()
ALSO = {"fa-AF": "fa", "fa": "fa-AF"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=FOLDER)
    data = parser.parse_args().data
    with (data / "index.tsv").open(encoding="utf-8", newline="") as file:
        index = list(csv.DictReader(file, delimiter="\t"))
    total: Counter[str] = Counter()
    print(f"{'':8} nothing: open  held   language: alone  own   false masks")
    ear, redactor = Ear(SPEECH), Redactor()
    for tag in SPEECH:
        lines = (data / f"{tag}.txt").read_text("utf-8").splitlines()
        seen = heard(tag, index, [tidy(line) for line in lines], ear, redactor)
        total += seen
        print(f"{tag:8} {row(seen)}")
    print(f"{'all':8} {row(total)}")


def heard(
    tag: str, index: list[dict[str, str]], lines: list[str], ear: Ear, redactor: Redactor
) -> Counter[str]:
    silence = Silence(SPEECH[tag], SPEECH["en"])
    seen: Counter[str] = Counter()
    for entry, line in zip(index, lines, strict=True):
        part = "held" if entry["held_back"] else "open"
        says, found = entry["side"] == "nothing", silence.says_nothing(line)
        seen[f"{part} says"] += says
        seen[f"{part} found"] += found
        seen[f"{part} right"] += says and found
        seen["lines"] += 1
        seen["alone"] += ear.language(line) in {tag, ALSO.get(tag)}
        seen["own"] += ear.language(line, tag) == tag
        seen["masks"] += bool(redactor.redact(line, tag).masked)
    return seen


def row(seen: Counter[str]) -> str:
    f1 = [
        2 * seen[f"{p} right"] / (seen[f"{p} says"] + seen[f"{p} found"]) for p in ("open", "held")
    ]
    shares = [seen[name] / seen["lines"] for name in ("alone", "own")]
    wrong = sum(seen[f"{part} found"] - seen[f"{part} right"] for part in ("open", "held"))
    return (
        f"        {f1[0]:5.3f} {f1[1]:5.3f}             {shares[0]:5.3f} {shares[1]:5.3f}   "
        f"{seen['masks']} of {seen['lines']}; {wrong} taken for nothing"
    )


if __name__ == "__main__":
    main()
