"""Themes of public service feedback: 31 themes that people gave, by codebook, learning, and peers.

`python bench/themes/nhs.py --data DIR`

Mean of 3 test parts of a fifth each, drawn apart from each other; the other four fifths train.
Choices of method were made on the two fifths that are in no test part. Macro-F1 is over themes with
5 or more codings in the test part. The learner is the one of `voice themes learn --embed`, with the
invented comments of `codebooks/nhs-invented.csv`; comments of the four fifths that are not among
the codings teach as uncoded ones. scikit-learn is needed for the peer (extra `peers`).
"""

import time
from typing import NamedTuple

import numpy as np
from sets import CODEBOOKS, Comments, Kept, data_folder, invented, nhs
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from voice.themes.codebook_file import load_codebook
from voice.themes.coding import SURE, Matcher
from voice.themes.learning import Example, Lesson, learn
from voice.themes.normalise import tidy
from voice.themes.seen import Floats, Text
from voice.themes.speech import load_speech
from voice.themes.vectors import Centre, shipped_middles

CODEBOOK = load_codebook(CODEBOOKS / "nhs.toml")
SIZES = (0, 100, 300, 1_000, None)
_SEED = 4


class Scores(NamedTuple):
    """How well predictions fit codings."""

    macro: float
    micro: float
    samples: float


class Known(NamedTuple):
    """What is known of the comments without a coding, and of the invented ones."""

    texts: list[Text]
    vectors: Floats
    examples: list[Example]
    told: Floats
    """The vectors of the examples."""
    column: dict[str, int]
    """Id of a theme → its column among the codings."""

    def hits(self) -> np.ndarray:
        """Where terms found themes."""
        found = np.zeros((len(self.texts), len(self.column)), bool)
        for row, each in enumerate(self.texts):
            for hit in each.hits:
                found[row, self.column[hit.owner]] = True
        return found


def score(coded: np.ndarray, found: np.ndarray, least: int = 5) -> Scores:
    """F1 over themes with at least so many codings, over all marks, and over comments."""
    both = (coded & found).sum(axis=0)
    each = 2 * both / np.maximum(coded.sum(axis=0) + found.sum(axis=0), 1)
    micro = 2 * both.sum() / (coded.sum() + found.sum())
    rows = coded.sum(axis=1) + found.sum(axis=1)
    samples = 2 * (coded & found).sum(axis=1)[rows > 0] / rows[rows > 0]
    return Scores(each[coded.sum(axis=0) >= least].mean(), micro, samples.mean())


def known(comments: Comments) -> Known:
    """Reads the comments with the codebook and the encoder."""
    matcher = Matcher.of_themes(CODEBOOK, load_speech()["en"])
    column = {theme.id: comments.themes.index(theme.name) for theme in CODEBOOK.themes}
    texts = [
        Text(text := tidy(one), matcher.hits(text), asked)
        for one, asked in zip(comments.texts, comments.questions, strict=True)
    ]
    examples = [
        Example(text := tidy(one), matcher.hits(text), asked, themes=themes, invented=True)
        for one, asked, themes in invented()
    ]
    kept = Kept()
    rows = kept.vectors([each.text for each in texts])
    told = kept.vectors([each.text for each in examples])
    centre = Centre.learn(rows, ["en"] * len(rows), shipped_middles())
    rows, told = (centre(each, ["en"] * len(each)).astype(float) for each in (rows, told))
    return Known(texts, rows, examples, told, column)


def parts(size: int) -> list[np.ndarray]:
    """Three test parts, a fifth each; methods were chosen on the other two fifths."""
    mixed = np.random.default_rng(_SEED).permutation(size)
    fifth = size // 5
    return [mixed[at * fifth : (at + 1) * fifth] for at in range(3)]


def found_by(
    seen: Known, coded: np.ndarray, some: tuple[np.ndarray, np.ndarray], test: np.ndarray
) -> np.ndarray:
    """The themes of the test part, by invented comments, codings of some and words of others."""
    train, rest = some
    names = {at: theme for theme, at in seen.column.items()}
    examples = [
        Example(
            each.text,
            each.hits,
            each.asked,
            themes=frozenset(names[int(at)] for at in np.flatnonzero(coded[row])),
        )
        for row, each in ((row, seen.texts[row]) for row in train)
    ]
    lesson = Lesson(
        [*examples, *seen.examples],
        [seen.texts[row] for row in rest],
        np.vstack([seen.vectors[train], seen.told, seen.vectors[rest]]),
    )
    learned = learn(lesson, CODEBOOK)
    found = seen.hits()[test]
    said = learned.suggest([seen.texts[row] for row in test], seen.vectors[test])
    for row, reasons in enumerate(said):
        for reason in reasons:
            found[row, seen.column[reason.theme]] = reason.score >= SURE
    return found


def peer_svm(texts: list[str], coded: np.ndarray, train: np.ndarray, test: np.ndarray):
    """The usual peer: words and pairs of words weighed by TF-IDF, one linear SVM a theme."""
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2))
    rows = words.fit([texts[at] for at in train]).transform(texts)
    found = np.zeros((len(test), coded.shape[1]), bool)
    for theme in range(coded.shape[1]):
        marks = coded[train, theme]
        if marks.any():
            machine = LinearSVC(random_state=0).fit(rows[train], marks)
            found[:, theme] = machine.predict(rows[test])
    return found


def measure(
    comments: Comments, seen: Known, tests: list[np.ndarray], size: int | None
) -> tuple[list[Scores], list[Scores], float]:
    """Scores of Voice and of the peer with so many codings, and Voice's seconds of processor."""
    ours, theirs, spent = [], [], 0.0
    every = np.arange(len(comments.texts))
    for number, test in enumerate(tests):
        others = np.random.default_rng(number).permutation(np.setdiff1d(every, test))
        train, rest = np.split(others, [len(others) if size is None else size])
        start = time.process_time()
        found = found_by(seen, comments.coded, (train, rest), test)
        ours.append(score(comments.coded[test], found))
        spent += time.process_time() - start
        if len(train):
            found = peer_svm(comments.texts, comments.coded, train, test)
            theirs.append(score(comments.coded[test], found))
    return ours, theirs, spent / len(tests)


def shown(scores: list[Scores]) -> str:
    """The mean scores as cells."""
    return (
        " | ".join(f"{value:.3f}" for value in np.mean(scores, axis=0)) if scores else "- | - | -"
    )


def main() -> None:
    """Print one table."""
    comments = nhs(data_folder(__doc__))
    seen = known(comments)
    tests = parts(len(comments.texts))
    print(f"{len(comments.texts)} comments, {len(comments.themes)} themes\n")
    print(
        "| codings | Voice: macro-F1 | micro | samples | TF-IDF + SVM: macro-F1 | micro | samples"
        " | Voice, processor s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for size in SIZES:
        ours, theirs, spent = measure(comments, seen, tests, size)
        told = "all" if size is None else size
        print(f"| {told} | {shown(ours)} | {shown(theirs)} | {spent:.1f} |", flush=True)
    words = [score(comments.coded[test], seen.hits()[test]) for test in tests]
    print(f"\nTerms alone, without the encoder and without invented comments: {shown(words)}")


if __name__ == "__main__":
    main()
