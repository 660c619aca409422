"""Does coding carry across languages? SIB-200, 20 languages, and the languages' measured reach.

`python bench/themes/sib.py --data DIR [--more] [--write]`

A codebook of seven topics: meanings and examples in English, words in each language, all invented;
then English labels, or none. The other languages give unlabelled training sentences. What is
reported are the 99 sentences of the part `dev` a language, which nothing was learnt from; but
settings were once compared on some of them. So the last table measures on training sentences alone,
in five folds; choices are made there.
"""

import argparse
import json
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from sets import CODEBOOKS, LANGUAGES, MORE, Kept, sib
from sklearn.linear_model import LogisticRegression

from voice.themes.clusters import cluster, kmeans
from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook, read_language, read_toml
from voice.themes.coding import Matcher
from voice.themes.encoder import Vectors
from voice.themes.likeness import Hits, Likeness, Settings
from voice.themes.normalise import tidy
from voice.themes.speech import Speech, load_speech
from voice.themes.vectors import unit

FOLDER = CODEBOOKS / "sib"
REACH = Path(__file__).parents[2] / "src" / "voice" / "themes" / "reach.json"
FOLDS = 5
LABELLED = 0.2
"""Softer than with invented examples alone: labels are more, and of the same kind."""


class Part(NamedTuple):
    """Sentences of one language as rows, the hits of the topics' terms, and their topics."""

    rows: Vectors
    hits: Hits
    topics: np.ndarray

    def some(self, at: np.ndarray) -> "Part":
        return Part(self.rows[at], self.hits[at], self.topics[at])


class Spoken(NamedTuple):
    """One language: to learn from, and to measure on. Both without the middle of the first."""

    pool: Part
    held: Part


class Regression:
    """A peer: logistic regression on vectors as it comes, in the shape of `Likeness`."""

    def __init__(self, rows: Vectors, labels: np.ndarray) -> None:
        self._machine = LogisticRegression(max_iter=300).fit(rows, labels)

    def shares(self, rows: Vectors, _: Hits) -> np.ndarray:
        """How likely each topic is for each row."""
        return self._machine.predict_proba(rows)


def codebook() -> Codebook:
    """The seven topics, with the words of a language beside that Voice does not speak."""
    shipped = load_codebook(FOLDER)
    beside = FOLDER / "beside" / "uk.toml"
    more = read_language(read_toml(beside), str(beside))
    return msgspec.structs.replace(shipped, languages=(*shipped.languages, more))


def matchers() -> dict[str, Matcher]:
    """A matcher for each language."""
    book, known = codebook(), load_speech()
    mute = msgspec.structs.replace(known["pl"], tag="uk", negations=(), small=())
    spoken: dict[str, Speech] = {**known, "uk": mute}
    return {lang: Matcher.of_themes(book, spoken[lang]) for lang in (*LANGUAGES, *MORE)}


def spoken(data: Path, kept: Kept, lang: str, matcher: Matcher) -> Spoken:
    """One language, its middle learnt from what it gives to learn from."""
    ids = [theme.id for theme in codebook().themes]
    names = [theme.name for theme in codebook().themes]
    middle = 0.0
    parts = []
    for part in ("train", "dev"):
        said = sib(data, lang, part)
        rows = kept.vectors([each.text for each in said])
        middle = middle if parts else rows.mean(axis=0)
        found = [[hit.owner for hit in matcher.hits(tidy(each.text))] for each in said]
        hits = np.array([[each.count(one) for one in ids] for each in found], float)
        topics = np.array([names.index(each.topic) for each in said])
        parts.append(Part(unit(rows - middle), hits, topics))
    return Spoken(*parts)


def told(kept: Kept, middle: Vectors) -> tuple[Vectors, np.ndarray]:
    """Rows of all meanings and examples, and the number of each one's topic."""
    texts = [
        (number, text)
        for number, theme in enumerate(codebook().themes)
        for text in (theme.meaning, *theme.exemplars)
    ]
    rows = kept.vectors([text for _, text in texts])
    return unit(rows - middle), np.array([number for number, _ in texts])


def right(learnt: Likeness | Regression, parts: dict[str, Part]) -> dict[str, float]:
    """The share of sentences whose topic was found, by language."""
    return {
        lang: float((learnt.shares(each.rows, each.hits).argmax(axis=1) == each.topics).mean())
        for lang, each in parts.items()
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


def clusters(name: str, places: np.ndarray, topic: np.ndarray, languages: int) -> str:
    """A line of the table: seven clusters of all languages' sentences together."""
    lang = np.repeat(np.arange(languages), len(topic))
    apart = places.reshape(languages, -1)
    same = float((apart[1:] == apart[0]).mean())
    everywhere = np.tile(topic, languages)
    by_language, by_topic = shared(lang, places), shared(everywhere, places)
    return f"| {name} | {by_language:.4f} | {by_topic:.3f} | {same:.3f} |"


def learn(
    told_of: tuple[Vectors, np.ndarray], pool: list[Part], english: Part | None, how: Settings
) -> Likeness:
    """From examples, from what other languages say unlabelled, and from English labels, if any."""
    examples, owners = told_of
    if english:
        examples = np.vstack([examples, english.rows])
        owners = np.concatenate([owners, english.topics])
    rows = np.vstack([each.rows for each in pool] or [examples[:0]])
    hits = np.vstack([each.hits for each in pool] or [np.zeros((0, 7))])
    return Likeness.learn((examples, owners), rows, hits, how)


def machines(kept: Kept, data: Path, twenty: dict[str, Spoken]) -> dict[str, object]:
    """What is learnt with no label, and with English ones."""
    english = twenty["en"].pool
    raw = kept.vectors([each.text for each in sib(data, "en", "train")])
    examples = told(kept, raw.mean(axis=0))
    pools = [each.pool for each in twenty.values()]
    others = [each.pool for lang, each in twenty.items() if lang != "en"]
    plain = Settings(rounds=0)
    labelled = Settings(soft=LABELLED)
    return {
        "no label, no self-training": learn(examples, [], None, plain),
        "no label (Voice)": learn(examples, pools, None, Settings()),
        "701 English labels, no self-training": learn(
            examples, [], english, Settings(rounds=0, soft=LABELLED)
        ),
        "701 English labels (Voice)": learn(examples, others, english, labelled),
        "701 English labels, logistic regression, no words": Regression(
            english.rows, english.topics
        ),
    }


def print_folds(kept: Kept, data: Path, twenty: dict[str, Spoken]) -> None:
    """Labels of four fifths of the sentences, measured on the last fifth in all languages."""
    english = twenty["en"].pool
    raw = kept.vectors([each.text for each in sib(data, "en", "train")])
    examples = told(kept, raw.mean(axis=0))
    fold = np.random.default_rng(0).integers(0, FOLDS, len(raw))
    found: dict[str, list[np.ndarray]] = {}
    for at in range(FOLDS):
        inside, out = np.flatnonzero(fold != at), np.flatnonzero(fold == at)
        pools = [each.pool.some(inside) for each in twenty.values()]
        held = {lang: each.pool.some(out) for lang, each in twenty.items()}
        some = english.some(inside)
        for name, learnt in {
            "no label (Voice)": learn(examples, pools, None, Settings()),
            "English labels (Voice)": learn(examples, pools[1:], some, Settings(soft=LABELLED)),
            "English labels, logistic regression, no words": Regression(some.rows, some.topics),
        }.items():
            found.setdefault(name, []).append(
                np.array(list(right(learnt, held).values())) * len(out)
            )
    print("\n| in folds of training sentences | mean of 20 | " + " | ".join(twenty) + " |")
    print("|---|---|" + "---|" * len(twenty))
    for name, marks in found.items():
        shares = np.sum(marks, axis=0) / len(raw)
        print(f"| {name} | {shares.mean():.3f} | " + " | ".join(f"{s:.2f}" for s in shares) + " |")


def print_clusters(data: Path, kept: Kept, twenty: dict[str, Spoken]) -> None:
    """Seven clusters of all languages together, by raw and by centred vectors."""
    topic = twenty["en"].pool.topics
    raw = np.vstack([kept.vectors([s.text for s in sib(data, lang, "train")]) for lang in twenty])
    pool = np.vstack([each.pool.rows for each in twenty.values()])
    print("\n| clusters of 20 languages | NMI with language | V with topic | as in English |")
    print("|---|---|---|---|")
    for name, places in {
        "raw vectors, k-means": kmeans(raw, 7, seed=0),
        "language-centred, k-means": kmeans(pool, 7, seed=0),
        "language-centred (Voice)": cluster(pool, 7, seed=0),
    }.items():
        print(clusters(name, places, topic, len(twenty)))


def main() -> None:
    """Print three tables; with --write keep the reach of each language for the product."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--write", action="store_true", help="keep the measured reach in src/")
    parser.add_argument("--more", action="store_true", help="also so, om, pa, ku and fa-AF")
    given = parser.parse_args()
    kept, heard = Kept(), matchers()
    tags = (*LANGUAGES, *MORE) if given.more else LANGUAGES
    every = {lang: spoken(given.data, kept, lang, heard[lang]) for lang in tags}
    twenty = {lang: every[lang] for lang in LANGUAGES}
    print("| | mean of 20 | " + " | ".join(every) + " |")
    print("|---|---|" + "---|" * len(every))
    for name, learnt in machines(kept, given.data, twenty).items():
        found = right(learnt, {lang: each.held for lang, each in every.items()})
        mean = np.mean([found[lang] for lang in twenty])
        cells = " | ".join(f"{value:.2f}" for value in found.values())
        print(f"| {name} | {mean:.3f} | {cells} |")
    words = {
        lang: (each.held.hits.argmax(axis=1) == each.held.topics)[each.held.hits.any(axis=1)]
        for lang, each in every.items()
    }
    shares = [len(each) / 99 for each in words.values()]
    print(f"\nWords alone: found in {np.mean(shares):.2f} of the sentences,")
    print(f"right in {np.mean([each.mean() for each in words.values()]):.2f} of these.")
    print_clusters(given.data, kept, twenty)
    print_folds(kept, given.data, twenty)
    if given.write:
        keep(unheard(kept, given.data, twenty, every))


def unheard(
    kept: Kept, data: Path, twenty: dict[str, Spoken], every: dict[str, Spoken]
) -> dict[str, float]:
    """The reach where no term was found, which is what suggestions are made for."""
    learnt = machines(kept, data, twenty)["no label (Voice)"]
    blind = {
        lang: Part(each.held.rows, np.zeros_like(each.held.hits), each.held.topics)
        for lang, each in every.items()
    }
    return right(learnt, blind)


def keep(found: dict[str, float]) -> None:
    """Write what the product shows beside each suggestion."""
    source = (
        "Share of right topics, of 7, by vectors alone and with no label, on 99 sentences a"
        " language of SIB-200 (part dev): python bench/themes/sib.py"
    )
    reach = {"source": source, "right": {lang: round(share, 2) for lang, share in found.items()}}
    REACH.write_text(json.dumps(reach, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
