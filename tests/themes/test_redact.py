"""What has the shape of an identifier is masked; what may be a name is marked."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planted import SENTENCES, Planted, plant, planted
from voice.themes.cues import load_cues
from voice.themes.normalise import fold, tidy, words
from voice.themes.redact import Redactor, common_words

REDACTOR = Redactor()
redact = REDACTOR.redact


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
        ("我的电话是07700900123谢谢", "我的电话是[phone]谢谢"),
        ("በ07700900123 ደውል", "በ[phone] ደውል"),
        ("mila at example dot com ok", "[email] ok"),
        ("instagram: mila.22 ok", "[handle] ok"),
        ("ref 1212-0001-0234-5678 ok", "ref [card] ok"),
        ("le 12 juillet 2021 ok", "le [date] ok"),
        ("w dniu 3 maja 1999 ok", "w dniu [date] ok"),
        ("১২ মার্চ ২০২১ ok", "[date] ok"),
        ("መስከረም 12 2013 ok", "[date] ok"),
        ("۱۲ فروردین ۱۴۰۲ ok", "[date] ok"),
        ("ngày 12 tháng 3 năm 2021 ok", "[date] ok"),
        ("在2021年3月12日来", "在[date]来"),
        ("zero seven double seven nine one ok", "[number] ok"),
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
        "you 2 may be right",
        "one or two of three",
        "in the 1960s",
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


def test_a_capital_is_a_risk_but_not_where_a_little_word_begins_a_sentence():
    found = redact("She is kind. Maria helped Maria in May with the NRM")
    assert [found.text[r.start : r.end] for r in found.risks] == ["Maria", "Maria"]


def test_words_that_few_people_use_are_risks():
    texts = ["my worker is kind"] * 5 + ["my worker is Zofia"]
    common = common_words(texts, at_least=5)
    found = redact("my worker is zofia", common=common)
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


LANGUAGES = list(SENTENCES)


def leaks(case: Planted) -> bool:
    """Whether a letter or digit of what was planted is outside every mask."""
    start = len(tidy(case.text[: case.start]))
    end = start + len(tidy(case.text[case.start : case.end]))
    masked = {at for m in redact(case.text, case.lang).masked for at in range(m.start, m.end)}
    clean = tidy(case.text)
    return any(clean[at].isalnum() and at not in masked for at in range(start, end))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_identifier_planted_in_any_of_our_languages_is_masked(lang):
    cases = list(planted([lang], each=4, seed=77))
    assert len(cases) == 68
    assert [case for case in cases if leaks(case)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_without_identifiers_stays_as_it_is(lang):
    for sentence in SENTENCES[lang]:
        assert redact(sentence, lang).text == tidy(sentence)


UNIQUE = {
    "en": "the lighthouse keeper of Skerryvoe",
    "cy": "ceidwad goleudy Ynys Berfarn",
    "ti": "ሓላዊ ብርሃናማ ግምቢ ቆላሰር",
    "ar": "حارس منارة قلوذان",
    "so": "ilaaliyaha nalka badda Qalbuudan",
    "sq": "rojtari i farit të Vërzhanit",
    "vi": "người gác hải đăng Quỳnh Vạc",
    "am": "የቆላሰር መብራት ጠባቂ",
    "ro": "paznicul farului din Vârzăneni",
    "fa": "نگهبان فانوس قلوزان",
    "ckb": "پاسەوانی فانۆسی قەلوزان",
    "ku": "parêzvanê fanosa Qelozan",
    "ps": "د قلوزان د څراغ ساتونکی",
    "fa-AF": "نگهبان چراغ قلوزان",
    "ur": "قلوزان کا مینارہ بان",
    "yo": "olùṣọ́ ilé ìmọ́lẹ̀ Kòlàsẹ́rì",
    "bn": "কলাসর বাতিঘরের রক্ষক",
    "hi": "कलासर का प्रकाशस्तंभ रक्षक",
    "pa": "ਕਲਾਸਰ ਦਾ ਚਾਨਣ ਮੁਨਾਰਾ ਰਾਖਾ",
    "pl": "latarnik z Wierzbołęki",
    "fr": "le gardien du phare de Kerolaz",
    "pt": "o faroleiro de Verdelhal",
    "zh-Hans": "珂洛灯塔的守塔人",
    "es": "el farero de Valdeluz",
    "om": "eegduu ibsaa galaanaa Qolaasar",
}
"""One detail that nobody else would write, with an invented place."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_unique_detail_is_masked_or_held_for_review(lang):
    draw = random.Random(5)
    round_ = SENTENCES[lang] * 5
    for _ in range(10):
        case = plant(lang, "unique", UNIQUE[lang], draw)
        found = redact(case.text, lang, common_words([*round_, case.text], at_least=5))
        marked = {found.text[risk.start : risk.end] for risk in found.risks}
        assert found.held
        telling = words(tidy(UNIQUE[lang]).split()[-1])[-1]
        assert any(fold(telling) in fold(word) for word in marked)


@pytest.mark.parametrize(
    ("lang", "text", "marked", "why"),
    [
        ("en", "and my son goes to school in brindlewick now", "brindlewick", "place"),
        ("en", "he works at the car wash brindle", "brindle", "work"),
        ("en", "my sister zofia", "zofia", "relation"),
        ("fr", "je m'appelle zofia", "zofia", "name"),
        ("pl", "mój syn kuba", "kuba", "relation"),
        ("ar", "مع السيدة قلوذان", "قلوذان", "name"),
        ("am", "ስሜ ቆላሰር ነው", "ቆላሰር", "name"),
        ("hi", "मेरा नाम कलासर है", "कलासर", "name"),
        ("fa", "در مدرسه قلوزان", "قلوزان", "place"),
        ("zh-Hans", "我叫珂洛", "我叫珂洛", "name"),
    ],
)
def test_words_beside_a_cue_are_risks(lang, text, marked, why):
    found = redact(text, lang)
    assert (marked, why) in {(found.text[r.start : r.end], r.why) for r in found.risks}


def test_every_language_has_cues_and_they_are_whole():
    cues = load_cues()
    assert set(cues) == set(SENTENCES)
    for each in cues.values():
        assert min(map(len, (each.named, each.relations, each.places, each.work))) >= 8
        assert len(each.numerals) >= 10
