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
    read = Standing("approved", "Translator", datetime.date(2026, 11, 20), catalogue.fingerprint)
    return msgspec.structs.replace(catalogue, standing=read)


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


def test_a_changed_promise_makes_a_draft_too():
    promise = ("promise.who", "We do not ask who you are.")
    assert with_other_words(approved(ARABIC), promise).status == "draft"
