"""Topic models beside a codebook: how well does the best topic for each human theme fit it?

`python bench/themes/topics.py --data DIR`

Each theme is given the topic that fits it best, by looking at the codings: that favours the topic
models, which nobody can use so. The codebook gets no such help. scikit-learn is needed. BERTopic
is measured too where it is installed (no extra names it: it brings torch), on our own vectors.
"""

import time
from importlib.util import find_spec

import numpy as np
from nhs import known
from sets import Kept, data_folder, nhs
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

TOPICS = 31


def models(texts: list[str]) -> dict[str, np.ndarray]:
    """Each comment's topic by each model."""
    weighed = TfidfVectorizer(stop_words="english", min_df=3).fit_transform(texts)
    counted = CountVectorizer(stop_words="english", min_df=3).fit_transform(texts)
    return {
        "TF-IDF, NMF": NMF(TOPICS, random_state=0, max_iter=400).fit_transform(weighed),
        "LDA": LatentDirichletAllocation(TOPICS, random_state=0).fit_transform(counted),
        "TF-IDF, k-means": -KMeans(TOPICS, random_state=0, n_init=3)
        .fit(weighed)
        .transform(weighed),
    }


def bertopics(texts: list[str]) -> dict[str, np.ndarray]:
    """Each comment's topic by BERTopic as it comes, and with 31 topics; -1 is no topic."""
    from bertopic import BERTopic
    from umap import UMAP

    rows = Kept().vectors(texts)
    made = {}
    for name, most in (("BERTopic", None), (f"BERTopic, reduced to {TOPICS}", TOPICS + 1)):
        # its own settings, but for the seed, without which each run differs
        nearer = UMAP(n_components=5, min_dist=0.0, metric="cosine", random_state=0)
        found, _ = BERTopic(umap_model=nearer, nr_topics=most).fit_transform(texts, rows)
        made[name] = np.array(found)
    return made


def fits(coded: np.ndarray, found: np.ndarray) -> np.ndarray:
    """F1 of each theme with each column found."""
    both = coded.T.astype(int) @ found.astype(int)
    return 2 * both / (coded.sum(axis=0)[:, None] + found.sum(axis=0)[None, :])


def main() -> None:
    """Print one table."""
    comments = nhs(data_folder(__doc__))
    start = time.process_time()
    ours = np.diag(fits(comments.coded, known(comments).hits()))
    spent = time.process_time() - start
    print("| | macro-F1 | themes with F1 of .4 or more | processor s |")
    print("|---|---|---|---|")
    print(
        f"| codebook, terms alone | {ours.mean():.3f} | {(ours >= 0.4).mean():.0%} | {spent:.1f} |"
    )
    start = time.process_time()
    for name, weights in models(comments.texts).items():
        found = np.eye(TOPICS, dtype=bool)[weights.argmax(axis=1)]
        best = fits(comments.coded, found).max(axis=1)
        print(f"| {name}, best topic each | {best.mean():.3f} | {(best >= 0.4).mean():.0%} | |")
    spent = time.process_time() - start
    for name, found in (bertopics(comments.texts) if find_spec("bertopic") else {}).items():
        inside = found[:, None] == np.arange(found.max() + 1)
        best = fits(comments.coded, inside).max(axis=1)
        told = f"{name}: {found.max() + 1} topics, {(found < 0).mean():.0%} in none"
        print(f"| {told} | {best.mean():.3f} | {(best >= 0.4).mean():.0%} | |")
    print(f"\nThe three models together: {spent:.1f} s of processor.")


if __name__ == "__main__":
    main()
