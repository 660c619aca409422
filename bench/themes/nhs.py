"""Themes of public service feedback: 31 themes that people gave, by codebook, learning, and peers.

`python bench/themes/nhs.py --data DIR`

Mean of 3 test parts of a fifth each, drawn apart from each other; the other four fifths train.
Choices of method were made on the two fifths that are in no test part. Macro-F1 is over themes with
5 or more codings in the test part. scikit-learn is needed (extra `peers`).
"""

import time
from typing import NamedTuple

import numpy as np
from learn import MANY, Scores, Seen, score, stacked, text_features, together
from scipy import sparse
from sets import CODEBOOKS, Comments, Kept, data_folder, nhs
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from voice.themes.codebook import Codebook
from voice.themes.codebook_file import load_codebook
from voice.themes.coding import Matcher
from voice.themes.normalise import tidy
from voice.themes.speech import load_speech
from voice.themes.vectors import unit

CODEBOOK = CODEBOOKS / "nhs.toml"
SIZES = (0, 100, 300, 1_000, None)
UNLIKE = -0.5
"""Standard deviations below the mean nearness: there a hit is taken for a slip."""
_SEED = 4


class Known(NamedTuple):
    """What is known of the comments without a coding."""

    texts: list[str]
    hits: np.ndarray
    """How often the terms of each theme stand in each comment."""
    terms: sparse.csr_matrix
    near: np.ndarray
    """Nearness to the nearest example of each theme, in standard deviations of the theme's."""
    vectors: np.ndarray
    asked: np.ndarray
    """Which question it answers."""
    clues: np.ndarray
    """What speaks for each theme (comment, theme, clue); first, whether the codebook has a hit."""

    def by_codebook(self) -> np.ndarray:
        """The codebook's word, unless a comment is unlike all the theme's examples."""
        return (self.hits > 0) & (self.near > UNLIKE)

    def features(self, train: np.ndarray) -> sparse.csr_matrix:
        """All features side by side, on scales that let none shout the others down."""
        plain = [
            2.0 * self.vectors,
            0.7 * np.minimum(self.hits, 2),
            0.3 * self.near,
            0.5 * self.asked,
        ]
        packed = [sparse.csr_matrix(each) for each in plain]
        return sparse.hstack([text_features(self.texts, train), 0.5 * self.terms, *packed]).tocsr()

    def all(self, train: np.ndarray) -> Seen:
        """What many codings are learnt with; the weights were chosen on the design part."""
        hit, near, weak = (self.clues[..., at] for at in (0, 2, 3))
        words = text_features(self.texts, train)
        like = 6 * np.exp(2 * self.vectors.astype(float) @ self.vectors.T - 2) + 1
        like += (words @ words.T + 0.25 * self.terms @ self.terms.T).toarray()
        like += 0.5 * hit @ hit.T + 0.09 * near @ near.T + 0.25 * self.asked @ self.asked.T
        alone = hit / np.maximum(hit.sum(axis=1, keepdims=True), 1)
        half = [0.5 * each for each in (near, hit * near, weak, hit * weak)]
        own = np.stack([hit, np.minimum(self.hits, 2), *half, alone], axis=2)
        return Seen(self.features(train), self.clues, like, own)


def known(comments: Comments) -> Known:
    """Reads the comments with the codebook and the encoder."""
    codebook = load_codebook(CODEBOOK)
    column = {theme.id: comments.themes.index(theme.name) for theme in codebook.themes}
    hits, terms = _hits(codebook, comments, column)
    kept = Kept()
    once = sorted(set(comments.texts))
    place = {text: at for at, text in enumerate(once)}
    rows = kept.vectors(once)[[place[text] for text in comments.texts]]
    told = [(column[theme.id], text) for theme in codebook.themes for text in theme.exemplars]
    examples = kept.vectors([text for _, text in told])
    middle = rows.mean(axis=0)
    rows, examples = unit(rows - middle), unit(examples - middle)
    owners = np.array([owner for owner, _ in told])
    near = np.stack(
        [(rows @ examples[owners == at].T).max(axis=1) for at in range(len(comments.themes))], 1
    )
    near = (near - near.mean(axis=0)) / near.std(axis=0)
    asked = np.array(
        [[it == each for each in sorted(set(comments.questions))] for it in comments.questions],
        float,
    )
    clues = _clues(comments.texts, hits, near, rows)
    return Known(comments.texts, hits, terms, near, rows, asked, clues)


def _clues(texts: list[str], hits: np.ndarray, near: np.ndarray, rows: np.ndarray) -> np.ndarray:
    hit = (hits > 0).astype(float)
    weak = _taught_by_hits(hit, rows)
    others = hit.sum(axis=1, keepdims=True) - hit
    long = np.log1p([len(text.split()) for text in texts])[:, None] * np.ones_like(hit)
    alone = [np.minimum(hits, 3), near, weak, others, long]
    return np.stack([hit, *alone, *(hit * each for each in alone[1:])], axis=2)


def _taught_by_hits(hit: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """What the codebook's own marks teach the vectors: ridge regression, unseen part by part."""
    fold = np.random.default_rng(1).integers(0, 5, len(rows))
    said = np.zeros_like(hit)
    for at in range(5):
        some, rest = rows[fold != at], rows[fold == at]
        middle = hit[fold != at].mean(axis=0)
        told = some.T @ some + 3 * np.eye(some.shape[1])
        said[fold == at] = rest @ np.linalg.solve(told, some.T @ (hit[fold != at] - middle))
    return (said - said.mean(axis=0)) / said.std(axis=0)


def _hits(
    codebook: Codebook, comments: Comments, column: dict[str, int]
) -> tuple[np.ndarray, sparse.csr_matrix]:
    matcher = Matcher.of_themes(codebook, load_speech()["en"])
    hits = np.zeros((len(comments.texts), len(comments.themes)), int)
    terms: dict[tuple[str, str], int] = {}
    cells = set()
    for row, text in enumerate(comments.texts):
        for hit in matcher.hits(tidy(text)):
            hits[row, column[hit.owner]] += 1
            cells.add((row, terms.setdefault((hit.owner, hit.term), len(terms))))
    rows, columns = zip(*sorted(cells), strict=True)
    shape = (len(comments.texts), len(terms))
    return hits, sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)


def parts(size: int) -> list[np.ndarray]:
    """Three test parts, a fifth each; methods were chosen on the other two fifths."""
    mixed = np.random.default_rng(_SEED).permutation(size)
    fifth = size // 5
    return [mixed[at * fifth : (at + 1) * fifth] for at in range(3)]


def found_by(seen: Known, coded: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """The themes of the test part: by the codebook, then by what codings teach."""
    if not len(train):
        return seen.by_codebook()[test]
    if len(train) >= MANY:
        return stacked(seen.all(train), coded, train, test)
    return together(seen.features(train), seen.clues, coded, train, test)


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
        train = np.random.default_rng(number).permutation(np.setdiff1d(every, test))[:size]
        start = time.process_time()
        ours.append(score(comments.coded[test], found_by(seen, comments.coded, train, test)))
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
    words = [score(comments.coded[test], (seen.hits > 0)[test]) for test in tests]
    print(f"\nTerms alone, without the encoder, no coding: {shown(words)}")


if __name__ == "__main__":
    main()
