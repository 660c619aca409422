"""Gates about sense: how many themes, how alike, and how much the list of themes knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_codebook import HEAD, load
from voice.disclosure.cells import People, Sides
from voice.themes.codebook_file import load_codebook
from voice.themes.counts import ThemeCount, count
from voice.themes.flags import find_flags
from voice.themes.gates import alike, least_people, look_at, overlap, raised
from voice.themes.heard import Heard, Said, Tick

CODEBOOK = load_codebook()


def said(number, text, side="hard"):
    return Heard(id=f"{number:032x}", lang="en", said=(Said("q", text, side),))


def ticked(number, *themes):
    return Heard(id=f"{number:032x}", lang="en", ticks=(Tick("q", "o", themes, "hard"),))


def look(*heard, k=5, rows=None):
    return look_at(count(heard, CODEBOOK), CODEBOOK, k, rows or {})


@pytest.mark.parametrize(
    ("answered", "k", "least"), [(10, 5, 5), (5_000, 5, 5), (5_001, 5, 6), (100_000, 8, 100)]
)
def test_a_theme_needs_k_people_or_one_in_a_thousand(answered, k, least):
    assert least_people(answered, k) == least


def test_coverage_and_what_matches_nothing_are_shares_of_who_said_something():
    seen = look(
        said(1, "I wait"), said(2, "the sky is blue"), said(3, "nothing"), said(4, "I wait")
    )
    assert seen.coverage == 2 / 3
    assert seen.unmatched == 1 / 3


def test_nobodys_words_have_no_shares():
    assert look(ticked(1, "care.respect")).coverage is None


def test_five_to_twenty_themes_read_well():
    five = [each.id for each in CODEBOOK.themes[:5]]
    many = [each.id for each in CODEBOOK.themes[:21]]
    assert look(*(ticked(n, *five[:4]) for n in range(6))).too_few
    fine = look(*(ticked(n, *five) for n in range(6)))
    assert not fine.too_few
    assert not fine.too_many
    assert look(*(ticked(n, *many) for n in range(6))).too_many


def test_themes_of_the_same_people_are_offered_for_merging():
    both = [ticked(n, "care.respect", "care.believed") for n in range(8)]
    seen = look(*both, ticked(9, "care.respect"))
    assert [(offer.one, offer.other) for offer in seen.merge] == [("care.respect", "care.believed")]
    apart = [ticked(n, "care.respect") for n in range(8)]
    apart += [ticked(n, "care.believed") for n in range(6, 16)]
    assert look(*apart).merge == ()


def test_a_broad_row_is_not_offered_with_its_own_parts():
    both = [ticked(n, "care.respect", "care.believed") for n in range(8)]
    assert look(*both, rows={"care.respect": ("care.believed",)}).merge == ()


def test_nearly_the_same_names_are_offered_for_merging(tmp_path):
    block = HEAD[HEAD.index("[[theme]]") : HEAD.index("[[flag]]")]
    long = block.replace('name = "A"', 'name = "Waiting for answers"')
    other = long.replace('"g.a"', '"g.b"').replace("for answers", "for answer")
    words = '[[language]]\ntag = "en"\ndraft = false\n'
    codebook = load(tmp_path, HEAD.replace(block, long + other) + words)
    heard = [ticked(n, "g.a" if n % 2 else "g.b") for n in range(12)]
    [offer] = look_at(count(tuple(heard), codebook), codebook, 5, {}).merge
    assert {offer.one, offer.other} == {"g.a", "g.b"}


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_of_names_is_the_same_both_ways(one, other):
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == 1


@given(st.frozensets(st.text("abc", max_size=2)), st.frozensets(st.text("abc", max_size=2)))
def test_overlap_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= overlap(one, other) == overlap(other, one) <= 1


def test_words_of_danger_go_to_the_safeguarding_queue_however_few_and_to_no_theme():
    heard = (said(1, "I am in danger"),)
    [flag] = find_flags(heard, CODEBOOK)
    assert flag.queue == "safeguarding"
    ids = {each.id for each in CODEBOOK.flags}
    assert not ids & {each.theme for each in count(heard, CODEBOOK).themes}


def test_who_ticked_and_said_it_is_one_person():
    people = People(["a"])
    both = ThemeCount(
        theme="t",
        ticked=Sides(hard=people),
        suggested=Sides(hard=people),
        why={},
        quotable=People(),
    )
    assert raised(both) == people
