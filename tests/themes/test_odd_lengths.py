"""Words without end cost no more than their length: a desk is not stalled by one answer."""

from voice.themes.codebook_file import load_codebook
from voice.themes.counts import count
from voice.themes.heard import Heard, Said
from voice.themes.labels import MOST_CHARACTERS, propose_labels
from voice.themes.tree import Pattern, Roots


class Counted(dict):
    """Prefixes that count how often one is looked for."""

    asked = 0

    def get(self, key, default=None):
        self.asked += 1
        return super().get(key, default)


def test_a_word_of_many_letters_is_looked_up_only_as_far_as_the_longest_prefix():
    tree = Roots()
    tree._prefixes = Counted()
    tree.add_all([Pattern("p", "wait*")])
    assert tree.to["w" * 50_000] == ()
    assert len(tree.to["waiting" * 10_000]) == 1
    assert tree._prefixes.asked <= 2 * len("wait")


def test_a_text_without_sentence_ends_is_cut_before_it_is_parsed():
    long = "a b " * 50_000
    short = ("a b " * 50_000)[:MOST_CHARACTERS]
    assert propose_labels([long] * 6, "en") == propose_labels([short] * 6, "en")


def test_odd_answers_are_counted_like_any_other():
    odd = ["ﷺ" * 3000, "not " * 2500, "1 " * 5000, "\u0301" * 5000]
    heard = tuple(
        Heard(id=f"{place:02}", lang="en", said=(Said("one", text),))
        for place, text in enumerate(odd)
    )
    assert len(count(heard, load_codebook()).answered) == len(odd)
