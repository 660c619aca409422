"""What has the shape of an identifier is masked; what may be a name is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.themes.normalise import tidy
from voice.themes.redact import common_words, redact


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 07700 900123 now", "Call [phone] now"),
        ("Call +44 20 7946 0958 now", "Call [phone] now"),
        ("رقمي ٠٧٧٠٠ ٩٠٠١٢٣ شكرا", "رقمي [phone] شكرا"),
        ("मेरा ०७७०० ९००१२३ है", "मेरा [phone] है"),
        ("my mail a.b-c@example.org.uk ok", "my mail [email] ok"),
        ("see https://x.example/y?z=1 and www.foo.com/a", "see [link] and [link]"),
        ("ask @some_one there", "ask [handle] there"),
        ("I live at sw1a 1aa now", "I live at [postcode] now"),
        ("it is AB 12 34 56 C here", "it is [NI number] here"),
        ("case NRM-2024-00123 and HO/1234567", "case [case number] and [case number]"),
        ("pay GB29 NWBK 6016 1331 9268 19 please", "pay [bank account] please"),
        ("born 12/03/1994 or 3rd of March 1994", "born [date] or [date]"),
        ("on ٧/٤/٢٠٢٣ there", "on [date] there"),
        ("number 482915 there", "number [number] there"),
        ("07\u200b700 900\u202e123", "[phone]"),
    ],
)
def test_identifiers_become_words(text, shown):
    assert redact(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "I waited 3.5 weeks and 12 months for £35.39",
        "room 12 at 10.30",
        "I am 24 with 2 kids",
        "since 2023 I wait",
        "I rang 999 and 111",
        "نعم 5 أيام",
        "two of us. and you",
    ],
)
def test_plain_talk_stays(text):
    assert redact(text).text == text
    assert redact(text).masked == ()


def test_spans_stand_in_the_tidy_text():
    text = "Ask ٠٧٧٠٠ ٩٠٠١٢٣ or a@b.org"
    found = redact(text)
    clean = tidy(text)
    assert [(clean[m.start : m.end], m.kind) for m in found.masked] == [
        ("٠٧٧٠٠ ٩٠٠١٢٣", "phone"),
        ("a@b.org", "email"),
    ]


def test_a_capital_in_a_sentence_is_a_risk_and_the_first_word_is_not():
    found = redact("She is kind. Maria helped Maria in May with the NRM")
    assert [found.text[r.start : r.end] for r in found.risks] == ["Maria"]


def test_words_that_few_people_use_are_risks():
    texts = ["my worker is kind"] * 5 + ["my worker is Zofia"]
    common = common_words(texts, at_least=5)
    found = redact("my worker is zofia", common)
    assert [(found.text[r.start : r.end], r.why) for r in found.risks] == [("zofia", "rare")]


@given(st.text(max_size=60), st.sampled_from(["07700 900123", "a.b@example.org", "NRM-2024-00123"]))
def test_an_identifier_between_spaces_never_survives(around, identifier):
    assert identifier not in redact(f"{around} {identifier} {around}").text


@pytest.mark.parametrize(
    "poison",
    ["a" + "\u0301" * 30_000, "1 " * 30_000, "a." * 20_000, "a1-" * 20_000, "a@a." * 15_000],
)
def test_poisoned_words_do_not_hold_it_up(poison):
    assert redact(poison).text is not None
