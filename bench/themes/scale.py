"""Seconds and memory at 100 to 100,000 comments: the codebook, topic models, the encoder.

`python bench/themes/scale.py --data DIR`

Comments beyond the file's are drawn from it again. Each measure has a process of its own; memory is
its largest, with Python and the libraries. Imports are not timed: each does 50 comments first. The
encoder is measured at 100 comments.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from sets import CODEBOOKS, nhs

SIZES = (100, 1_000, 10_000, 100_000)
TOPICS = 20


def codebook(texts: list[str]) -> None:
    """Code with the benchmark's codebook of 31 themes."""
    from voice.themes.codebook_file import load_codebook
    from voice.themes.coding import Matcher
    from voice.themes.normalise import tidy
    from voice.themes.speech import load_speech

    matcher = Matcher.of_themes(load_codebook(CODEBOOKS / "nhs.toml"), load_speech()["en"])
    for text in texts:
        matcher.hits(tidy(text))


def nmf(texts: list[str]) -> None:
    """TF-IDF and non-negative matrix factorisation."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    NMF(TOPICS, random_state=0).fit_transform(TfidfVectorizer(min_df=2).fit_transform(texts))


def lda(texts: list[str]) -> None:
    """Latent Dirichlet allocation."""
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer

    counted = CountVectorizer(min_df=2).fit_transform(texts)
    LatentDirichletAllocation(TOPICS, random_state=0).fit_transform(counted)


def encoder(texts: list[str]) -> None:
    """Vectors of the encoder, with its checks and self-test."""
    from voice.themes.encoder import load_encoder

    load_encoder().vectors(texts)


MEASURED = {"codebook": codebook, "nmf": nmf, "lda": lda, "encoder": encoder}


def once(data: Path, name: str, size: int) -> None:
    """Measure one thing in this process, and print seconds and megabytes."""
    given = nhs(data).texts
    texts = (given * (size // len(given) + 1))[:size]
    random.Random(4).shuffle(texts)
    MEASURED[name](texts[:50])
    start = time.process_time()
    MEASURED[name](texts)
    spent = time.process_time() - start
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Print one table, or measure one cell of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--once", nargs=2, metavar=("WHAT", "SIZE"))
    given = parser.parse_args()
    if given.once:
        once(given.data, given.once[0], int(given.once[1]))
        return
    print("| comments | " + " | ".join(f"{name}: s, MB" for name in MEASURED) + " |")
    print("|---|" + "---|" * len(MEASURED))
    for size in SIZES:
        cells = [cell(given.data, name, size) for name in MEASURED]
        print(f"| {size} | " + " | ".join(cells) + " |", flush=True)


def cell(data: Path, name: str, size: int) -> str:
    """Seconds and megabytes, measured in a process of its own."""
    if name == "encoder" and size > SIZES[1]:
        return "-"
    told = [sys.executable, __file__, "--data", str(data), "--once", name, str(size)]
    run = subprocess.run(told, capture_output=True, text=True, check=True)
    spent, memory = map(float, run.stdout.split())
    return f"{spent:.2f}, {memory:.0f}"


if __name__ == "__main__":
    main()
