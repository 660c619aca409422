"""The shipped codebook is whole, and a broken one says what is wrong with it."""

import pytest

from voice.errors import OperatorMustFix
from voice.themes.codebook import load_codebook

SMALL = """
id = "small"
version = 1
lang = "en"
[[group]]
id = "g"
name = "Group"
[[theme]]
id = "g.a"
group = "g"
name = "A"
meaning = "About a."
[theme.terms]
en = ["apple"]
[[flag]]
id = "f.a"
name = "Flag"
meaning = "m"
queue = "reader"
route = "r"
[flag.cues]
en = ["pear"]
"""


def load(tmp_path, text):
    file = tmp_path / "codebook.toml"
    file.write_text(text, "utf-8")
    return load_codebook(file)


def test_the_shipped_codebook_has_39_themes_in_11_groups_with_an_example_of_each_side():
    codebook = load_codebook()
    assert len(codebook.themes) == 39
    assert len(codebook.groups) == 11
    for theme in codebook.themes:
        assert theme.meaning
        assert theme.good
        assert theme.hard
        assert theme.terms["en"]


def test_a_codebook_has_the_languages_of_its_words(tmp_path):
    assert {"ar", "en"} <= set(load_codebook().languages)
    assert load(tmp_path, SMALL).languages == ("en",)
    both = SMALL.replace('en = ["pear"]', 'en = ["pear"]\nar = ["نعم"]')
    assert load(tmp_path, both).languages == ("ar", "en")


def test_the_fingerprint_changes_with_any_word(tmp_path):
    one = load(tmp_path, SMALL)
    other = load(tmp_path, SMALL.replace('"apple"', '"apples"'))
    assert one.fingerprint == load(tmp_path, SMALL).fingerprint
    assert one.fingerprint != other.fingerprint
    assert len(one.fingerprint) == 16


@pytest.mark.parametrize(
    ("old", "new", "slug", "named"),
    [
        ("version = 1", "version = 0", "codebook-unreadable", "version"),
        ('name = "A"', 'nome = "A"', "codebook-unreadable", "nome"),
        ('id = "g.a"', 'id = "../a"', "codebook-unreadable", "id"),
        ('group = "g"', 'group = "h"', "codebook-unknown", "h"),
        ('en = ["apple"]', 'xx = ["apple"]', "codebook-unknown", "xx"),
        (
            'en = ["apple"]',
            'en = ["apple"]\n[theme.not_near.en]\nplum = ["a"]',
            "codebook-unknown",
            "plum",
        ),
        (
            "[[flag]]",
            SMALL[SMALL.index("[[theme]]") : SMALL.index("[[flag]]")] + "[[flag]]",
            "codebook-double",
            "g.a",
        ),
        ('id = "small"', "id = ", "codebook-unreadable", "codebook.toml"),
    ],
)
def test_a_broken_codebook_says_what_is_wrong(tmp_path, old, new, slug, named):
    with pytest.raises(OperatorMustFix) as caught:
        load(tmp_path, SMALL.replace(old, new, 1))
    assert caught.value.slug == slug
    assert named in caught.value.message
    assert caught.value.hint


def test_a_codebook_that_is_not_there_says_so(tmp_path):
    with pytest.raises(OperatorMustFix) as caught:
        load_codebook(tmp_path / "none.toml")
    assert caught.value.slug == "codebook-unreadable"
