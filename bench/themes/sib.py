"""Does coding carry across languages? SIB-200, 20 languages, and the languages' measured reach.

`python bench/themes/sib.py --data DIR [--more] [--write]`

Labels in English only, or none at all (descriptions and invented examples of seven topics). The
other languages give unlabelled training sentences: every third of 701. What is reported are the 99
sentences of the part `dev` a language, which nothing was learnt from; but settings of `Likeness`
were once compared on some of them. So the last table measures on training sentences alone, in five
folds; choices are made there.
"""

import argparse
import json
import tomllib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sets import CODEBOOKS, EVERY, LANGUAGES, MORE, Kept, sib
from sklearn.linear_model import LogisticRegression

from voice.themes.clusters import kmeans, sharpen
from voice.themes.encoder import Vectors
from voice.themes.likeness import Likeness, Settings
from voice.themes.vectors import unit

TOPICS = CODEBOOKS / "sib.toml"
REACH = Path(__file__).parents[2] / "src" / "voice" / "themes" / "reach.json"


FOLDS = 5


class Spoken(NamedTuple):
    """One language: rows to learn from, rows to measure on, and the topics' numbers of these."""

    pool: Vectors
    held: Vectors
    topics: np.ndarray


class Regression:
    """A peer: logistic regression as it comes, in the shape of `Likeness`."""

    def __init__(self, rows: Vectors, labels: np.ndarray) -> None:
        self._machine = LogisticRegression(max_iter=300).fit(rows, labels)

    def shares(self, rows: Vectors) -> np.ndarray:
        """How likely each topic is for each row."""
        return self._machine.predict_proba(rows)


def spoken(data: Path, kept: Kept, lang: str) -> Spoken:
    """The rows of one language, its middle learnt from what it gives to learn from."""
    names = [topic["name"] for topic in topics()]
    pool = kept.vectors([each.text for each in sib(data, lang, "train")[::EVERY]])
    held = sib(data, lang, "dev")
    middle = pool.mean(axis=0)
    rows = kept.vectors([each.text for each in held])
    numbers = np.array([names.index(each.topic) for each in held])
    return Spoken(unit(pool - middle), unit(rows - middle), numbers)


def topics() -> list[dict]:
    """The seven topics with what is told of them in English."""
    return tomllib.loads(TOPICS.read_text("utf-8"))["topic"]


def told(kept: Kept, middle: Vectors) -> tuple[Vectors, np.ndarray]:
    """Rows of all descriptions and examples, and the number of each one's topic."""
    texts = [
        (number, text)
        for number, topic in enumerate(topics())
        for text in (*topic["meaning"], *topic["examples"])
    ]
    rows = kept.vectors([text for _, text in texts])
    return unit(rows - middle), np.array([number for number, _ in texts])


def right(learnt: Likeness | Regression, languages: dict[str, Spoken]) -> dict[str, float]:
    """The share of held sentences whose topic was found, by language."""
    return {
        lang: float((learnt.shares(each.held).argmax(axis=1) == each.topics).mean())
        for lang, each in languages.items()
    }


def entropy(*labels: np.ndarray) -> float:
    """Of the labels taken together, in nats."""
    _, counts = np.unique(np.stack(labels), axis=1, return_counts=True)
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def shared(one: np.ndarray, other: np.ndarray) -> float:
    """Normalised mutual information of two labellings, which is also their V-measure."""
    apart = entropy(one) + entropy(other)
    return 2 * (apart - entropy(one, other)) / apart


def clusters(name: str, rows: Vectors, topic: np.ndarray, languages: int, sharp: bool) -> str:
    """A line of the table: seven clusters of all languages' sentences together."""
    places = kmeans(rows, 7, seed=0)
    if sharp:
        places = sharpen(rows, places)
    lang = np.repeat(np.arange(languages), len(topic))
    apart = places.reshape(languages, -1)
    same = float((apart[1:] == apart[0]).mean())
    everywhere = np.tile(topic, languages)
    by_language, by_topic = shared(lang, places), shared(everywhere, places)
    return f"| {name} | {by_language:.4f} | {by_topic:.3f} | {same:.3f} |"


def machines(data: Path, kept: Kept, twenty: dict[str, Spoken]) -> dict[str, Likeness | Regression]:
    """What is learnt with no label, and with English ones."""
    names = [topic["name"] for topic in topics()]
    english = sib(data, "en", "train")
    coded = kept.vectors([each.text for each in english])
    labels = np.array([names.index(each.topic) for each in english])
    examples, owners = told(kept, coded.mean(axis=0))
    coded = unit(coded - coded.mean(axis=0))
    pool = np.vstack([each.pool for each in twenty.values()])
    others = np.vstack([each.pool for lang, each in twenty.items() if lang != "en"])
    plain, both = Settings(rounds=0), np.vstack([coded, examples])
    every = np.concatenate([labels, owners])
    return {
        "no label, no self-training": Likeness.learn(examples, owners, pool, plain),
        "no label, self-training": Likeness.learn(examples, owners, pool, Settings()),
        "701 English labels": Likeness.learn(both, every, others, plain),
        "701 English labels, self-training": Likeness.learn(
            both, every, others, Settings(anchor=0.5)
        ),
        "701 English labels, logistic regression": Regression(coded, labels),
    }


def print_folds(data: Path, kept: Kept) -> None:
    """English labels of four fifths of the sentences, measured on the last fifth, all languages."""
    names = [topic["name"] for topic in topics()]
    english = sib(data, "en", "train")
    coded = kept.vectors([each.text for each in english])
    labels = np.array([names.index(each.topic) for each in english])
    fold = np.random.default_rng(0).integers(0, FOLDS, len(english))
    third = np.arange(0, len(english), EVERY)
    rows = {lang: _third(data, kept, lang) for lang in LANGUAGES}
    found: dict[str, list[np.ndarray]] = {}
    for at in range(FOLDS):
        inside, out = fold != at, fold[third] == at
        middle = coded[inside].mean(axis=0)
        examples, owners = told(kept, middle)
        some = np.vstack([unit(coded[inside] - middle), examples])
        told_of = np.concatenate([labels[inside], owners])
        held = {
            lang: Spoken(each, unit(each[out] - each[~out].mean(axis=0)), labels[third][out])
            for lang, each in rows.items()
        }
        for name, learnt in {
            "Voice": Likeness.learn(some, told_of, some[:0], Settings()),
            "logistic regression": Regression(some, told_of),
        }.items():
            marks = np.array(list(right(learnt, held).values())) * out.sum()
            found.setdefault(name, []).append(marks)
    print("\n| English labels and examples, in folds | mean of 20 | " + " | ".join(rows) + " |")
    print("|---|---|" + "---|" * len(rows))
    for name, marks in found.items():
        shares = np.sum(marks, axis=0) / len(third)
        print(f"| {name} | {shares.mean():.3f} | " + " | ".join(f"{s:.2f}" for s in shares) + " |")


def _third(data: Path, kept: Kept, lang: str) -> Vectors:
    return kept.vectors([each.text for each in sib(data, lang, "train")[::EVERY]])


def print_clusters(data: Path, kept: Kept, twenty: dict[str, Spoken]) -> None:
    """Seven clusters of all languages together, by raw and by centred vectors."""
    parts = {lang: sib(data, lang, "train")[::EVERY] for lang in twenty}
    topic = np.unique([each.topic for each in parts["en"]], return_inverse=True)[1]
    raw = np.vstack([kept.vectors([one.text for one in part]) for part in parts.values()])
    pool = np.vstack([each.pool for each in twenty.values()])
    print("\n| clusters of 20 languages | NMI with language | V with topic | as in English |")
    print("|---|---|---|---|")
    print(clusters("raw vectors, k-means", raw, topic, len(twenty), sharp=False))
    print(clusters("language-centred, k-means", pool, topic, len(twenty), sharp=False))
    print(clusters("language-centred, clouds (Voice)", pool, topic, len(twenty), sharp=True))


def main() -> None:
    """Print three tables; with --write keep the reach of each language for the product."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--write", action="store_true", help="keep the measured reach in src/")
    parser.add_argument("--more", action="store_true", help="also so, om, pa, ku and fa-AF")
    given = parser.parse_args()
    kept = Kept()
    tags = (*LANGUAGES, *MORE) if given.more else LANGUAGES
    every = {lang: spoken(given.data, kept, lang) for lang in tags}
    twenty = {lang: every[lang] for lang in LANGUAGES}
    print("| | mean of 20 | " + " | ".join(every) + " |")
    print("|---|---|" + "---|" * len(every))
    for name, learnt in machines(given.data, kept, twenty).items():
        found = right(learnt, every)
        mean = np.mean([found[lang] for lang in twenty])
        cells = " | ".join(f"{value:.2f}" for value in found.values())
        print(f"| {name} | {mean:.3f} | {cells} |")
        if given.write and name == "no label, self-training":
            keep(found)
    print_clusters(given.data, kept, twenty)
    print_folds(given.data, kept)


def keep(found: dict[str, float]) -> None:
    """Write what the product shows beside each suggestion."""
    source = (
        "Share of right topics, of 7, with English descriptions and examples only, on 99 sentences"
        " a language of SIB-200 (part dev): python bench/themes/sib.py"
    )
    reach = {"source": source, "right": {lang: round(share, 2) for lang, share in found.items()}}
    REACH.write_text(json.dumps(reach, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
