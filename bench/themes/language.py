"""In which language is a sentence, or five words of one? Against pycld2 alone, in one run.

    python bench/themes/language.py --data DIR [--split dev|train]

Reads DIR/sib200/<tag>.<split>.tsv, which is not shipped with Voice: SIB-200 (text: FLORES-200,
CC BY-SA 4.0, https://github.com/dadelani/sib-200), with our tags for its languages. It has no
Welsh. Weights and lists were set on `train`; `dev` is what counts.

A fragment is five words in a row, or ten signs of Chinese, from a place drawn by a seed. "Alone"
asks without a form, "own" with the right one, "wrong" with another language's form in the same
script where there is one. Persian and Dari count as one except with their own form.
"""

import argparse
import csv
import random
import time
from collections.abc import Callable
from pathlib import Path

import pycld2

from voice.themes.language import Ear
from voice.themes.normalise import tidy
from voice.themes.speech import load_speech

SPEECH = load_speech()
ALSO = {"fa-AF": "fa"}
DETECTOR = {"zh-Hans": "zh", "ckb": "ku", "fa-AF": "fa"}
WORDS, SIGNS = 5, 10
COLUMNS = ("pycld2", "alone", "own", "wrong")
Asked = Callable[[str], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=("dev", "train"), default="dev")
    given = parser.parse_args()
    ear = Ear(SPEECH)
    shares: dict[str, list[float]] = {}
    texts: dict[str, list[str]] = {}
    for tag in SPEECH:
        file = given.data / "sib200" / f"{tag}.{given.split}.tsv"
        if file.exists():
            texts[tag] = read(file)
    print(f"{'':8} {'n':>4}  sentences: {head()}   fragments: {head()}")
    for tag, lines in texts.items():
        draw = random.Random(7)
        cut = [fragment(text, tag, draw) for text in lines]
        shares[tag] = [share(asked, part) for part in (lines, cut) for asked in asks(ear, tag)]
        print(f"{tag:8} {len(lines):4}  {row(shares[tag])}")
    means = [sum(column) / len(shares) for column in zip(*shares.values(), strict=True)]
    print(f"{'mean':8} {'':4}  {row(means)}")
    rate([text for lines in texts.values() for text in lines], ear)


def read(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [tidy(row["text"]) for row in rows]


def fragment(text: str, tag: str, draw: random.Random) -> str:
    if tag == "zh-Hans":
        at = draw.randrange(max(1, len(text) - SIGNS + 1))
        return text[at : at + SIGNS]
    words = text.split()
    at = draw.randrange(max(1, len(words) - WORDS + 1))
    return " ".join(words[at : at + WORDS])


def asks(ear: Ear, tag: str) -> tuple[Asked, ...]:
    right = {tag, ALSO.get(tag, tag)}
    same = [each.tag for each in SPEECH.values() if each.script == SPEECH[tag].script]
    wrong = next((other for other in same if other not in {*right, "fa", "fa-AF"}), "en")

    def detector(text: str) -> bool:
        _, _, found = pycld2.detect(text, isPlainText=True, bestEffort=True)
        guess = found[0][1].removesuffix("-Hant")
        latin = SPEECH[tag].script == "Latin"
        return guess == DETECTOR.get(tag, tag) and not (guess == "ku" and latin)

    return (
        detector,
        lambda text: ear.language(text) in right,
        lambda text: ear.language(text, tag) == tag,
        lambda text: ear.language(text, wrong) in right,
    )


def share(asked: Asked, texts: list[str]) -> float:
    return sum(map(asked, texts)) / len(texts)


def rate(texts: list[str], ear: Ear) -> None:
    began = time.process_time()
    for text in texts:
        ear.language(text, "en")
    print(f"{len(texts) / (time.process_time() - began):,.0f} sentences a second of one core")


def head() -> str:
    return " ".join(f"{name:>6}" for name in COLUMNS)


def row(shares: list[float]) -> str:
    told = [f"{each:6.3f}" for each in shares]
    return " " * 11 + " ".join(told[:4]) + " " * 14 + " ".join(told[4:])


if __name__ == "__main__":
    main()
