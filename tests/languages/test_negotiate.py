"""What a browser asks for and what is offered: kin are found, look-alikes are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.languages.negotiate import negotiate
from voice.languages.registry import LANGUAGES

ALL = [each.tag for each in LANGUAGES]
ASKED_FOR = [tag for tag in ALL if "-x-" not in tag]


@pytest.mark.parametrize(
    ("asked", "offered", "found"),
    [
        ("ar", ["en", "ar"], "ar"),
        ("ar-SD,ar;q=0.9,en;q=0.5", ["en", "ar"], "ar"),
        ("en-US,en;q=0.9", ["en", "ar"], "en"),
        ("pt", ["pt-BR"], "pt-BR"),
        ("pt-AO", ["pt"], "pt"),
        ("zh", ["zh-Hans"], "zh-Hans"),
        ("zh-CN", ["zh-Hans"], "zh-Hans"),
        ("zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("zh-HK", ["zh-Hant", "zh-Hans"], "zh-Hant"),
        ("zh-TW", ["zh-Hans"], "zh-Hans"),
        ("zh-CN", ["zh-Hant"], None),
        ("prs", ["fa", "fa-AF"], "fa-AF"),
        ("fa-AF", ["fa", "fa-AF"], "fa-AF"),
        ("fa", ["fa-AF", "fa"], "fa"),
        ("prs", ["fa"], "fa"),
        ("kmr", ["ku"], "ku"),
        ("ckb-IQ", ["ku", "ckb"], "ckb"),
        ("ku-IQ", ["ku", "ckb"], None),
        ("ku-TR", ["ckb", "ku"], "ku"),
        ("pa-PK", ["pa"], None),
        ("pa-IN", ["pa"], "pa"),
        ("sr", ["sr-Latn", "hr"], None),
        ("uz-Cyrl", ["uz-Latn"], None),
        ("ti-ER", ["am", "ti"], "ti"),
        ("am", ["ti"], None),
        ("fr-CD", ["es", "fr"], "fr"),
        ("EN-gb", ["en"], "en"),
        ("en_GB", ["en"], "en"),
        ("en", ["en-GB-x-easyread", "en"], "en"),
        ("en", ["en-GB-x-easyread"], None),
        ("en-GB-x-easyread", ["en", "en-GB-x-easyread"], "en"),
        ("en-GB-x-easyread", ["en-GB-x-easyread"], None),
        ("*", ["en"], None),
        ("", ["en"], None),
        ("de", [], None),
    ],
)
def test_kin_are_found_and_look_alikes_are_not(asked, offered, found):
    assert negotiate(asked, offered) == found


def test_weights_decide_before_order_and_order_decides_among_equals():
    assert negotiate("ar;q=0.3, so;q=0.8, en;q=0.5", ["en", "ar", "so"]) == "so"
    assert negotiate("so, ar", ["ar", "so"]) == "so"
    assert negotiate("ar;q=0, en;q=0.1", ["ar", "en"]) == "en"
    assert negotiate("ar;q=1.000, en", ["en", "ar"]) == "ar"


def test_what_is_no_weight_or_no_tag_is_passed_over():
    assert negotiate("ar;q=2, en", ["ar", "en"]) == "en"
    assert negotiate("ar;q=high, en", ["ar", "en"]) == "en"
    assert negotiate(";;,,-,en", ["en"]) == "en"
    assert negotiate("<script>,en", ["en"]) == "en"


@pytest.mark.parametrize("tag", ASKED_FOR)
def test_every_language_of_ours_is_found_among_all_by_its_own_tag(tag):
    assert negotiate(tag, ALL) == tag
    assert negotiate(tag.upper(), ALL) == tag


HEADER = st.lists(
    st.sampled_from(
        [
            "ar",
            "en",
            "en-GB-x-easyread",
            "zh",
            "-",
            "_",
            ",",
            ";",
            "q=",
            "0.5",
            "*",
            " ",
            "x-",
            "\0",
            "ل",
        ]
    )
).map("".join)


@given(st.text() | HEADER, st.lists(st.sampled_from(ALL)))
def test_no_header_makes_it_raise_or_give_what_is_not_offered_or_easy_read(header, offered):
    assert negotiate(header, offered) in {*offered, None} - {"en-GB-x-easyread"}


def test_a_header_of_any_length_is_cut():
    assert negotiate("xx," * 50_000 + "en", ["en"]) is None
