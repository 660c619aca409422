"""`suggest`: a review queue for words that no term of the codebook matched. It counts nothing.

Three kinds of suggestion: this text may belong to that theme; this word may be a term of that theme
in that language; these texts say something alike that the codebook has no theme for. Each says why,
and how often the encoder was right in its language. People decide.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from typing import Literal

import msgspec
import numpy as np

from voice.themes.clusters import find_clusters, sample
from voice.themes.encoder import Encoder, Vectors
from voice.themes.likeness import Hits, Likeness
from voice.themes.normalise import fold
from voice.themes.telling import telling_words
from voice.themes.vectors import Centre, read, shipped_middles

USUAL = 0.95
"""A text must be nearer to one of the theme's examples than this share of examples of different
themes are to each other; else it may speak of something that the codebook does not know."""
WEAK = 0.75
"""A language in which fewer suggestions than this were right is marked as weak."""
Kind = Literal["theme", "word", "cluster"]


class Taught(msgspec.Struct, frozen=True):
    """A theme as the encoder knows it: its id and example sentences, best five or more.

    `known` holds its terms by language: they are not suggested again.
    """

    id: str
    examples: tuple[str, ...]
    known: dict[str, tuple[str, ...]] = {}


class Comment(msgspec.Struct, frozen=True):
    """Words of one answer, already redacted, and their language's tag.

    `found`: the ids of themes whose terms stand in it, one for each hit. With such it is no matter
    for the queue: it only teaches which other words mean the same.
    """

    id: str
    lang: str
    text: str
    found: tuple[str, ...] = ()


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the queue.

    `score`: nearness to the example or to the cluster's middle, of 1; for a word how telling it is,
    in standard errors. `right`: the measured share of right suggestions in that language, None
    where nobody has measured.
    """

    kind: Kind
    id: str = ""
    """The comment's; none for a word."""
    lang: str
    theme: str
    """A theme's id; for a cluster, `new-1` and so on."""
    word: str = ""
    """What may become a term; only for a word."""
    score: float
    right: float | None
    weak: bool
    why: str


class Reach(msgspec.Struct, frozen=True):
    """How well the encoder does, by language: `right`, of 1, with no coded text at all."""

    source: str
    right: dict[str, float]

    def of(self, lang: str) -> float | None:
        """The measured share for a language's tag, or for the language without its region."""
        return self.right.get(lang, self.right.get(lang.partition("-")[0]))

    def weak(self, lang: str) -> bool:
        """Whether a reader must be warned: measured low, or not measured."""
        found = self.of(lang)
        return found is None or found < WEAK


def shipped_reach() -> Reach:
    """What was measured; printed and written anew by bench/themes/sib.py."""
    told = (resources.files("voice.themes") / "reach.json").read_bytes()
    return msgspec.json.decode(told, type=Reach)


def suggest(
    comments: Sequence[Comment],
    taught: Sequence[Taught],
    encoder: Encoder,
    lang: str = "en",
    done: Callable[[int], None] = lambda _: None,
) -> tuple[Suggestion, ...]:
    """The queue for comments that no term matched. `lang` is the language of the examples.

    The same comments and taught give the same queue. `done` is told how many more texts were read.
    """
    ordered = sorted(comments, key=lambda one: (one.lang, one.text, one.id))
    matched = [one for one in ordered if one.found]
    matched = [matched[at] for at in sample([one.text for one in matched])]
    unmatched = [one for one in ordered if not one.found]
    taught = [theme for theme in taught if theme.examples]
    if not unmatched:
        return ()
    rows, examples = _read([*unmatched, *matched], taught, encoder, lang, done)
    queue = _Queue(unmatched, taught, rows[: len(unmatched)], shipped_reach())
    if taught:
        queue.place(examples, rows[len(unmatched) :], _hits(matched, taught))
    return (*queue.themes(), *queue.words(), *queue.clusters())


def _hits(matched: Sequence[Comment], taught: Sequence[Taught]) -> Hits:
    return np.array(
        [[one.found.count(theme.id) for theme in taught] for one in matched], float
    ).reshape(len(matched), len(taught))


def _read(
    comments: Sequence[Comment],
    taught: Sequence[Taught],
    encoder: Encoder,
    lang: str,
    done: Callable[[int], None],
) -> tuple[Vectors, Vectors]:
    """Centred rows of the comments, and of all examples."""
    rows = read(encoder, [one.text for one in comments], done)
    told = [text for theme in taught for text in theme.examples]
    both = np.vstack([rows, encoder.vectors(told)]) if told else rows
    spoken = [one.lang for one in comments] + [lang] * len(told)
    centred = Centre.learn(both, spoken, shipped_middles())(both, spoken)
    return centred[: len(rows)], centred[len(rows) :]


class _Queue:
    """Comments with the theme each may belong to."""

    def __init__(
        self, comments: Sequence[Comment], taught: Sequence[Taught], rows: Vectors, reach: Reach
    ) -> None:
        self._comments = comments
        self._taught = taught
        self._rows = rows
        self._reach = reach
        self._theme = np.full(len(comments), -1)
        self._score = np.zeros(len(comments))
        self._why = [""] * len(comments)

    def place(self, examples: Vectors, matched: Vectors, hits: Hits) -> None:
        """Finds each comment's likeliest theme, or leaves it where none is near enough.

        Matched comments teach by their hits.
        """
        told = [text for theme in self._taught for text in theme.examples]
        owners = np.array([at for at, theme in enumerate(self._taught) for _ in theme.examples])
        pool = self._rows[sample([one.text for one in self._comments])]
        none = np.zeros((len(self._rows), len(self._taught)))
        both = np.vstack([pool, matched]), np.vstack([none[: len(pool)], hits])
        learnt = Likeness.learn((examples, owners), *both)
        usual = _usual(examples, owners)
        for at, best in enumerate(learnt.shares(self._rows, none).argmax(axis=1)):
            near = np.where(owners == best, examples @ self._rows[at], -1)
            if near.max() >= usual:
                self._theme[at] = best
                self._score[at] = near.max()
                self._why[at] = told[int(near.argmax())]

    def themes(self) -> Iterable[Suggestion]:
        """A suggestion for each comment that is near a theme: nearest first, theme by theme."""
        placed = [int(at) for at in np.flatnonzero(self._theme >= 0)]
        for at in sorted(placed, key=lambda at: (self._theme[at], -self._score[at], at)):
            theme = self._taught[self._theme[at]].id
            yield self._row("theme", self._comments[at], theme, self._score[at], self._why[at])

    def words(self) -> Iterable[Suggestion]:
        """Words that may become terms, for each theme and language."""
        for number, theme in enumerate(self._taught):
            for lang in sorted({one.lang for one in self._comments}):
                yield from self._words_of(number, theme, lang)

    def _words_of(self, number: int, theme: Taught, lang: str) -> Iterable[Suggestion]:
        spoken = [at for at, one in enumerate(self._comments) if one.lang == lang]
        inside = [self._comments[at].text for at in spoken if self._theme[at] == number]
        outside = [self._comments[at].text for at in spoken if self._theme[at] != number]
        known = {fold(term) for term in theme.known.get(lang, ())}
        for word in telling_words(inside, outside, known):
            yield Suggestion(
                kind="word",
                lang=lang,
                theme=theme.id,
                word=word.word,
                score=word.score,
                right=self._reach.of(lang),
                weak=self._reach.weak(lang),
                why=f"in {word.inside} of {len(inside)} texts near the theme,"
                f" {word.outside} of {len(outside)} others",
            )

    def clusters(self) -> Iterable[Suggestion]:
        """What the rest has in common, each cluster's most typical comment first."""
        rest = [int(at) for at in np.flatnonzero(self._theme < 0)]
        texts = [self._comments[at].text for at in rest]
        chosen = sample(texts)
        rows = self._rows[[rest[at] for at in chosen]]
        for number, inside in enumerate(find_clusters(rows, seed=0), start=1):
            members = [rest[chosen[at]] for at in inside]
            why = self._shared(members)
            middle = self._rows[members].mean(axis=0)
            for at in members:
                near = float(self._rows[at] @ middle / max(np.linalg.norm(middle), 1e-9))
                yield self._row("cluster", self._comments[at], f"new-{number}", near, why)

    def _shared(self, members: Sequence[int]) -> str:
        """The telling words of a cluster, language by language."""
        told = []
        for lang in sorted({self._comments[at].lang for at in members}):
            ours = {at for at in members if self._comments[at].lang == lang}
            others = [
                at for at, one in enumerate(self._comments) if one.lang == lang and at not in ours
            ]
            found = telling_words(
                [self._comments[at].text for at in sorted(ours)],
                [self._comments[at].text for at in others],
            )
            told += [word.word for word in found[:5]]
        return ", ".join(told)

    def _row(
        self,
        kind: Literal["theme", "cluster"],
        comment: Comment,
        theme: str,
        score: float,
        why: str,
    ) -> Suggestion:
        return Suggestion(
            kind=kind,
            id=comment.id,
            lang=comment.lang,
            theme=theme,
            score=round(float(score), 3),
            right=self._reach.of(comment.lang),
            weak=self._reach.weak(comment.lang),
            why=why,
        )


def _usual(examples: Vectors, owners: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
    """How near examples of different themes are to each other, all but the nearest few."""
    near = examples @ examples.T
    different = near[owners[:, None] != owners[None, :]]
    return float(np.quantile(different, USUAL)) if different.size else -1.0
