"""What TextBlob is trusted with, and what it is not."""

from voice.themes.labels import propose_labels
from voice.themes.tone import tone


def test_labels_are_phrases_of_at_least_five_answers():
    texts = ["The long queue was cold"] * 6 + ["A blue door"] * 4
    labels = propose_labels(texts, "en")
    assert [(label.words, label.answers) for label in labels] == [("long queue", 6)]


def test_one_answer_counts_once_for_a_label():
    assert propose_labels(["the queue. the queue. the queue. the queue. the queue"], "en") == ()


def test_labels_and_tone_are_silent_in_other_languages():
    assert propose_labels(["الانتظار طويل"] * 9, "ar") is None
    assert tone("الانتظار طويل", "ar") is None


def test_tone_hears_not_happy_as_happy_which_is_why_it_is_never_a_headline():
    assert tone("I wasn't happy", "en") == 0.8
    assert tone("I did not feel safe at night", "en-GB") > 0


def test_poisoned_words_do_not_stop_the_chunker():
    poison = ["</script> a/b/c =cmd|x \u202e " + "e\u0301" * 500] * 6
    assert propose_labels(poison, "en") is not None
