"""A check says everything at once: file, line, theme, term, and what to do."""

import pytest

from small_codebook import HEAD, WHOLE, folder
from voice.themes.codebook_check import check_codebook

GOOD = """\
tag = "en"
draft = true
note = "Read all of it."
[theme."g.a"]
terms = [
    "kind",
    "respect*",
]
[[contrast]]
theme = "g.a"
plain = "She was kind"
negated = "She was not kind"
[[contrast]]
theme = "g.a"
plain = "They respect me"
negated = "They never respect me"
"""


def remarks(tmp_path, text, tag="en"):
    return check_codebook(folder(tmp_path, **{tag: text}))


def musts(tmp_path, text, tag="en"):
    return [each for each in remarks(tmp_path, text, tag) if each.level == "must"]


def test_the_shipped_codebook_has_nothing_to_put_right():
    assert [str(each) for each in check_codebook() if each.level == "must"] == []


def test_a_good_file_has_nothing_to_put_right(tmp_path):
    assert musts(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "term", "named"),
    [
        ('"kind"', '"kind.of him"', 6, "kind.of him", "end of a sentence"),
        ('"kind"', '"kind", "k*nd"', 6, "k*nd", "inside a word"),
        ('"kind"', '"kind", "re*"', 6, "re*", "of any kind"),
        ('"kind"', '"kind", "…"', 6, "…", "no word"),
        ('"kind"', '"kind", "nothing"', 6, "nothing", "nothing to say"),
        ('"kind"', '"kind", " rude"', 6, " rude", "spaces"),
        ('"kind"', '"kind", "ru\\u200bde"', 4, "ru\u200bde", "not seen"),
        ('"kind"', '{term = "kind", not_near = ["sort of"]}', 6, "kind", "one word"),
        ("was not kind", "was kind", 4, "", "is not seen"),
        ("She was not kind", "She was not rude", 4, "", "no term finds"),
        ("She was kind", "She was not so kind", 4, "", "taken for"),
        ('note = "Read all of it."', "", 0, "", "without a note"),
        ("[[contrast]]", "[[contrasts]]", 0, "", "contrasts"),
        ('"kind",\n', '"kind\n', 6, "", "cannot be read"),
        ('theme."g.a"', "theme.g.a", 0, "", "cannot be read"),
        ('theme."g.a"', 'theme."g.aa"', 0, "", "no theme of this id"),
        ('tag = "en"', 'tag = "fr"', 1, "", "tag"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_a_remedy(tmp_path, old, new, line, term, named):
    found = musts(tmp_path, GOOD.replace(old, new, 1))
    assert [each for each in found if named in each.message], found
    hit = next(each for each in found if named in each.message)
    assert hit.file == "en.toml"
    assert hit.line == line
    assert hit.term == term
    assert hit.hint
    assert "en.toml" in str(hit)


def test_ids_without_quotation_marks_are_explained(tmp_path):
    [found] = musts(tmp_path, GOOD.replace('theme."g.a"', "theme.g.a"))
    assert "quotation marks" in found.hint


def test_a_wrong_id_gets_the_nearest_as_a_hint(tmp_path):
    [found] = musts(tmp_path, GOOD.replace('[theme."g.a"]', '[theme."g.aa"]'))
    assert "g.a" in found.hint


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"kind"', '"kind", "Kind"', "twice"),
        ('[theme."g.a"]', '[theme."g.a"]', "5 are the least"),
    ],
)
def test_what_a_person_should_look_at_is_no_fault(tmp_path, old, new, named):
    found = remarks(tmp_path, GOOD.replace(old, new, 1))
    assert any(named in each.message and each.level == "look" for each in found)


def test_every_fault_is_named_not_only_the_first(tmp_path):
    text = GOOD.replace('"kind"', '"kind", "k*nd", "…", "re*"')
    assert {each.term for each in musts(tmp_path, text)} == {"k*nd", "…", "re*"}


def test_words_for_danger_may_not_be_missing(tmp_path):
    place = folder(tmp_path, en=GOOD)
    head = HEAD.replace('queue = "reader"', 'queue = "safeguarding"')
    (place / "codebook.toml").write_text(head, "utf-8")
    assert any("f.a" in each.message for each in check_codebook(place) if each.level == "must")


def test_a_whole_file_is_checked_too(tmp_path):
    file = tmp_path / "whole.toml"
    file.write_text(WHOLE, "utf-8")
    assert any("contrasts" in each.message for each in check_codebook(file))


def test_a_language_that_is_not_there_is_named(tmp_path):
    found = check_codebook(folder(tmp_path, en=GOOD), ("ti",))
    assert [each.file for each in found] == ["ti.toml"]
