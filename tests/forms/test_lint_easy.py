"""Easy Read: what is too hard is found, and our own Easy Read English is easy and whole."""

import pytest

from voice.forms.lint_easy import MAX_EASY_WORDS, easy_findings
from voice.forms.load import load_forms
from voice.forms.messages import round_messages
from voice.forms.promises import shipped_promises, time_phrase
from voice.languages.catalogue import load_catalogue, load_catalogues
from voice.languages.offer import offered_words
from voice.shipped import shipped

TAG = "en-GB-x-easyread"
LOCALES = shipped("locales")
EASY = load_catalogue(TAG, LOCALES)
FORMS = load_forms(shipped("forms"))
PROMISES = shipped_promises()
FILL = {"service": "Northside", "readers": "the readers", "danger_contact": "the council"}


def slugs(*texts, place="tea.hot.ask"):
    return {each.slug for each in easy_findings((place, text) for text in texts)}


def test_one_short_sentence_a_line_has_no_findings():
    assert slugs("The tea is hot.\nDo you like it?") == set()


def test_two_sentences_on_one_line_are_found():
    assert slugs("The tea is hot. Do you like it?") == {"easy-line"}


def test_a_sentence_that_is_long_is_found():
    ten = " ".join(["tea"] * MAX_EASY_WORDS)
    assert slugs(ten) == set()
    assert slugs(f"{ten} now") == {"easy-sentence"}


@pytest.mark.parametrize("word", ["referral", "accommodation", "consent", "submit"])
def test_a_hard_word_is_found(word):
    assert "easy-word" in slugs(f"The {word} is hot.")


def test_words_that_are_hard_all_together_are_found_and_told_by_form():
    hard = "Communication necessitates understanding"
    found = list(easy_findings([("tea.hot.ask", hard), ("promise.who", "We do not ask.")]))
    assert [(each.slug, each.place) for each in found] == [("easy-grade", "tea")]


def test_names_that_others_chose_are_left_alone():
    assert slugs("National Domestic Abuse Helpline", place="helpline.x.name") == set()


def test_our_easy_read_is_easy():
    assert list(easy_findings((context, text) for (context, _), text in EASY.words.items())) == []


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_every_form_can_be_offered_in_easy_read(form):
    said = round_messages(form, PROMISES, PROMISES.chosen((), 14))
    wording = offered_words(said, EASY, FILL, {"when": f"promise.{time_phrase(14)}"})
    assert wording.whole
    assert wording.status == "draft"


def test_its_pages_are_whole():
    assert TAG in load_catalogues(LOCALES)


def test_its_promises_name_the_buttons_as_the_buttons_do():
    english = {each.id: each.text for each in PROMISES.promise}
    for promise, button in (
        ("nobody_today", "Get help now"), ("danger", "Get help now"), ("show_code", "Show my code"),
    ):  # fmt: skip
        assert EASY.gettext(button) in EASY.text(f"promise.{promise}", english[promise])
