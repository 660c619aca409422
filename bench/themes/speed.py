"""How fast the shipped codebook's English words are found, beside other ways; and that it repeats.

    python bench/themes/speed.py --data DIR [--count 100 1000 10000 100000]

Reads DIR/nhs/feedback-dev.csv (column `text`), which is not shipped with Voice: feedback that NHS
trusts published through the project pxtextmining (MIT licence,
https://github.com/CDU-data-science-team/pxtextmining). Larger sets repeat the comments, each time
with one word in ten left out by rule, so that no two rounds are the same. Each measure runs in a
process of its own; times are processor times of one core, memory is the most that process held.

The others: one expression for each theme (`regex`), and, where it is installed, `pyahocorasick`
(BSD-3), which finds characters in a C library; whole words and what must not stand near are then
looked at in Python for both. Same terms, same comments.
"""

import argparse
import csv
import hashlib
import importlib.util
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import regex

from voice.themes.codebook_file import load_codebook
from voice.themes.coding import Matcher
from voice.themes.normalise import fold, tidy
from voice.themes.speech import load_speech
from voice.themes.tree import pieces

WAYS = ("voice", "regex", "ahocorasick")
Find = Callable[[str], Sequence[object]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, nargs="*", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--way", choices=WAYS)
    given = parser.parse_args()
    if given.way:
        measure(given.way, given.data, given.count[0])
        return
    print(f"{'way':12}{'comments':>10}{'seconds':>10}{'a second':>12}{'MB':>7}  hits, digest")
    for way in WAYS:
        if way == "ahocorasick" and importlib.util.find_spec("ahocorasick") is None:
            print("ahocorasick  left out: python -m pip install pyahocorasick")
            continue
        for count in given.count:
            alone(way, given.data, count, "0")
    print("again, with other hash seeds:")
    for seed in ("1", "12345"):
        alone("voice", given.data, max(given.count), seed)


def alone(way: str, data: Path, count: int, seed: str) -> None:
    """One measure in a process of its own."""
    command = [sys.executable, __file__, "--data", data, "--way", way, "--count", str(count)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})


def measure(way: str, data: Path, count: int) -> None:
    said = list(comments(data, count))
    find = {"voice": by_voice, "regex": by_regex, "ahocorasick": by_ahocorasick}[way]()
    began = time.process_time()
    digest = hashlib.sha256()
    hits = 0
    spent = 0.0
    for start in range(0, len(said), 1_000):
        now = time.process_time()
        found = [find(text) for text in said[start : start + 1_000]]
        spent += time.process_time() - now
        hits += sum(map(len, found))
        digest.update(repr(found).encode())
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = spent or time.process_time() - began
    rate = f"{len(said) / spent:12,.0f}"
    short = digest.hexdigest()[:12]
    print(f"{way:12}{len(said):10,}{spent:10.2f}{rate}{most:7.0f}  {hits:,} {short}", flush=True)


def comments(data: Path, count: int) -> Iterator[str]:
    """So many comments; from the second round on, words are left out."""
    with (data / "nhs" / "feedback-dev.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    real = [text for text in texts if text.strip() and text != "Did not answer"]
    for number in range(count):
        turn, place = divmod(number, len(real))
        words = real[place].split(" ")
        yield " ".join(w for at, w in enumerate(words) if not turn or (at + turn + place) % 10)


def by_voice() -> Find:
    codebook = load_codebook()
    matcher = Matcher.of_themes(codebook, load_speech()["en"])
    return lambda text: matcher.hits(tidy(text))


def terms() -> dict[str, list[str]]:
    """Theme → its English terms, folded."""
    codebook = load_codebook()
    return {
        theme.id: [
            " ".join(map(fold, pieces(term.text))) for term in codebook.terms(theme.id, "en")
        ]
        for theme in codebook.active
    }


def by_regex() -> Find:
    """One expression for each theme, longest terms first."""
    made = []
    for theme, its in terms().items():
        ways = [
            r"\W+".join(
                regex.escape(each.removesuffix("*")) + (r"[\p{L}\p{M}\p{N}']*" * each.endswith("*"))
                for each in term.split()
            )
            for term in sorted(its, key=len, reverse=True)
        ]
        made.append((theme, regex.compile(rf"\b(?:{'|'.join(ways)})\b")))

    def find(text: str) -> list[tuple[int, int, str]]:
        low = tidy(text).lower()
        return [(*hit.span(), theme) for theme, one in made for hit in one.finditer(low)]

    return find


def by_ahocorasick() -> Find:
    """All terms in one automaton of characters; then whole words only."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    owners: dict[str, list[tuple[str, bool]]] = {}
    for theme, its in terms().items():
        for term in its:
            owners.setdefault(term.replace("*", ""), []).append((theme, term.endswith("*")))
    for term, whose in owners.items():
        automaton.add_word(term, (term, whose))
    automaton.make_automaton()

    def find(text: str) -> list[tuple[int, int, str]]:
        low = tidy(text).lower()
        found = []
        for last, (term, whose) in automaton.iter(low):
            start, end = last + 1 - len(term), last + 1
            if start and low[start - 1].isalnum():
                continue
            ends = end == len(low) or not low[end].isalnum()
            found += [(start, end, theme) for theme, prefix in whose if prefix or ends]
        return found

    return find


if __name__ == "__main__":
    main()
