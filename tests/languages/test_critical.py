"""Sentences of pages that can harm where they are wrong: an approval covers them too."""

import datetime
from pathlib import Path

import msgspec
import pytest

from voice.languages.catalogue import load_catalogue, page_messages
from voice.languages.critical import CRITICAL
from voice.languages.status import Standing

LOCALES = Path(__file__).parents[2] / "locales"
PAGES = page_messages(LOCALES)
ARABIC = load_catalogue("ar", LOCALES)


def approved(catalogue):
    """The catalogue as somebody would have approved it today."""
    read = Standing(
        status="approved",
        by="Translator",
        on=datetime.date(2026, 11, 20),
        fingerprint=catalogue.fingerprint,
        critical=catalogue.critical_fingerprint,
    )
    return msgspec.structs.replace(catalogue, standing=read)


def with_other_english(catalogue, key):
    """As after the English has changed, and somebody kept the words as they were."""
    context, english = key
    words = {each: text for each, text in catalogue.words.items() if each != key}
    changed = (context, f"{english} And more.")
    return msgspec.structs.replace(
        catalogue,
        words=words | {changed: catalogue.words[key]},
        tagged=catalogue.tagged | {changed},
    )


def with_other_words(catalogue, key):
    return msgspec.structs.replace(catalogue, words={**catalogue.words, key: "كلمات أخرى"})


def test_every_critical_sentence_is_said_by_some_page():
    gone = CRITICAL - {english for context, english in PAGES if not context}
    assert not gone, "the pages say it in other words now: put those into CRITICAL"


@pytest.mark.parametrize("english", sorted(CRITICAL))
def test_a_changed_critical_sentence_makes_a_draft_of_an_approved_language(english):
    before = approved(ARABIC)
    assert before.status == "approved"
    assert with_other_words(before, ("", english)).status == "draft"


def test_a_changed_label_leaves_an_approval_as_it_was():
    label = ("", "Continue")
    assert label in PAGES
    assert with_other_words(approved(ARABIC), label).status == "approved"


@pytest.mark.parametrize(
    ("key", "left"),
    [
        (("promise.who", "We do not ask who you are."), "draft"),
        (("default.words.nobody", "Nobody else"), "draft"),
        (("helpline.samaritans.hours", "day and night"), "draft"),
        (("default.good.ask", "What is good about the help?"), "critical"),
        (("default.title", "Share your views"), "critical"),
    ],
)
def test_what_is_left_of_an_approval_when_words_or_their_english_change(key, left):
    assert key in ARABIC.words
    assert with_other_words(approved(ARABIC), key).status == left
    if left == "draft":
        assert with_other_english(approved(ARABIC), key).status == left


def test_critical_sentences_are_tagged_for_whoever_translates():
    tagged = ARABIC.tagged
    assert all(ARABIC.is_critical(key) for key in tagged)
    assert {key for key in ARABIC.words if ARABIC.is_critical(key)} == tagged
    for form in ("default", "pulse", "journey"):
        assert (f"{form}.words.ask", "Who else may see your words?") in tagged
    assert {key[0].partition(".")[0] for key in tagged} >= {"promise", "helpline", ""}


def test_a_changed_promise_makes_a_draft_too():
    promise = ("promise.who", "We do not ask who you are.")
    assert with_other_words(approved(ARABIC), promise).status == "draft"
