"""The shipped codebook is whole, and a broken one says what is wrong with it."""

import msgspec
import pytest

from small_codebook import ENGLISH, HEAD, WHOLE, folder, load
from voice.errors import OperatorMustFix
from voice.themes.codebook import Term
from voice.themes.codebook_file import load_codebook, to_toml


def test_the_shipped_codebook_has_39_themes_in_11_groups_with_an_example_of_each_side():
    codebook = load_codebook()
    assert len(codebook.themes) == 39
    assert len(codebook.groups) == 11
    for theme in codebook.themes:
        assert theme.meaning
        assert theme.good
        assert theme.hard
        assert codebook.terms(theme.id, "en")


def test_each_group_reports_to_a_heading_of_the_core_outcome_set():
    assert {group.outcome[0] for group in load_codebook().groups} == set("1234567")


def test_words_written_by_a_program_are_drafts():
    codebook = load_codebook()
    assert codebook.language("ar").draft
    assert not codebook.language("en").draft


def test_a_regional_tag_finds_its_language_and_others_find_none(tmp_path):
    codebook = load(tmp_path, WHOLE)
    assert codebook.language("en-GB").tag == "en"
    assert codebook.language("ti") is None


def test_a_folder_with_a_file_a_language_is_the_same_codebook_as_one_whole_file(tmp_path):
    assert load_codebook(folder(tmp_path, en=ENGLISH)) == load(tmp_path, WHOLE)
    assert load_codebook(tmp_path / "codebook.toml") == load(tmp_path, WHOLE)


@pytest.mark.parametrize("codebook", [None, WHOLE], ids=["shipped", "small"])
def test_what_is_written_down_reads_back_the_same(tmp_path, codebook):
    read = load(tmp_path, codebook) if codebook else load_codebook()
    again = load(tmp_path, to_toml(read))
    assert again == read
    assert again.fingerprint == read.fingerprint


def test_a_term_is_a_string_or_a_table_with_what_is_known_of_it(tmp_path):
    apple, kind = load(tmp_path, WHOLE).terms("g.a", "en")
    assert apple == Term("apple")
    assert kind.not_near == ("of",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("wait", "word"), ("wait*", "prefix"), ("wait* list", "phrase"), ("follow-up", "phrase")],
)
def test_a_term_is_a_word_a_prefix_or_a_phrase(text, kind):
    assert Term(text).kind == kind


def test_the_fingerprint_changes_with_any_word(tmp_path):
    one = load(tmp_path, WHOLE)
    other = load(tmp_path, WHOLE.replace('"apple"', '"apples"'))
    assert one.fingerprint == load(tmp_path, WHOLE).fingerprint
    assert one.fingerprint != other.fingerprint
    assert len(one.fingerprint) == 16


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('name = "A"', 'name = "B"', True),
        ("version = 1", "version = 2", True),
        ('"apple"', '{term = "apple", confirmed = 9}', True),
        ('"apple"', '"apples"', False),
        ('not_near = ["of"]', "not_near = []", False),
        ("draft = false", "draft = false\nnot_after = 1", False),
    ],
)
def test_only_what_changes_a_count_changes_the_way_of_counting(tmp_path, old, new, same):
    one, other = load(tmp_path, WHOLE), load(tmp_path, WHOLE.replace(old, new))
    assert one.fingerprint != other.fingerprint
    assert (one.counting == other.counting) == same


def test_a_merged_theme_counts_where_its_chain_ends(tmp_path):
    codebook = load(tmp_path, WHOLE)
    a = codebook.themes[0]
    chain = tuple(
        msgspec.structs.replace(a, id=name, status=status, into=into)
        for name, status, into in [
            ("g.x", "merged", "g.y"),
            ("g.y", "merged", "g.a"),
            ("g.a", "active", ""),
        ]
    )
    merged = msgspec.structs.replace(codebook, themes=chain)
    assert merged.merged == {"g.x": "g.a", "g.y": "g.a"}
    assert [theme.id for theme in merged.active] == ["g.a"]


@pytest.mark.parametrize(
    ("old", "new", "slug", "named"),
    [
        ("version = 1", "version = 0", "codebook-unreadable", "version"),
        ('name = "A"', 'nome = "A"', "codebook-unreadable", "nome"),
        ('id = "g.a"', 'id = "../a"', "codebook-unreadable", "id"),
        ('group = "g"', 'group = "h"', "codebook-unknown", "h"),
        ('tag = "en"', 'tag = "xx"', "codebook-unknown", "xx"),
        ('theme."g.a"', 'theme."g.b"', "codebook-unknown", "g.b"),
        ('flag."f.a"', 'flag."f.b"', "codebook-unknown", "f.b"),
        (
            "[[flag]]",
            HEAD[HEAD.index("[[theme]]") : HEAD.index("[[flag]]")] + "[[flag]]",
            "codebook-double",
            "g.a",
        ),
        ('id = "small"', "id = ", "codebook-unreadable", "whole.toml"),
        ("[[language]]", "[[tongue]]", "codebook-unreadable", "tongue"),
    ],
)
def test_a_broken_codebook_says_what_is_wrong(tmp_path, old, new, slug, named):
    with pytest.raises(OperatorMustFix) as caught:
        load(tmp_path, WHOLE.replace(old, new, 1))
    assert caught.value.slug == slug
    assert named in caught.value.message
    assert caught.value.hint


def test_a_codebook_that_is_not_there_or_has_no_words_says_so(tmp_path):
    with pytest.raises(OperatorMustFix) as caught:
        load_codebook(tmp_path / "none.toml")
    assert caught.value.slug == "codebook-unreadable"
    with pytest.raises(OperatorMustFix, match="no words in any language"):
        load_codebook(folder(tmp_path))


def test_a_file_of_terms_is_called_after_its_language(tmp_path):
    with pytest.raises(OperatorMustFix, match=r"fr\.toml"):
        load_codebook(folder(tmp_path, fr=ENGLISH))
