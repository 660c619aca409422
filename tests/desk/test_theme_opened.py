"""Whoever has only the report can open any number on it down to the words that made it."""

import datetime
import re

import pytest

from desk.given import DESK, LEAD, bundle, drafted, inside, sealed, signed
from voice.cli.desk_read import theme_lines
from voice.desk.reading import read
from voice.desk.report import look_at_reading, report
from voice.desk.theme_opened import open_theme
from voice.disclosure.limits import Hidden
from voice.errors import OperatorMustFix
from voice.themes.codebook_file import load_codebook

DRAFT = drafted()
ROUND = signed(DRAFT)
CODEBOOK = load_codebook()
NOT_KIND = "The lady was not kind to me."


def reading(*texts):
    envelopes = [sealed(inside(DRAFT, answers={"one": text})) for text in texts]
    return read([bundle(ROUND, envelopes)], (LEAD,), {DESK.public})


def test_a_theme_opens_to_each_extract_and_the_words_in_it():
    opened = open_theme(reading(NOT_KIND, "The bus is slow."), CODEBOOK, "care.respect")
    [extract] = opened.extracts
    assert extract.text == NOT_KIND
    assert {extract.text[hit.start : hit.end] for hit in extract.hits} >= {"kind"}
    assert all(hit.negated for hit in extract.hits if hit.term == "kind")


def test_on_the_screen_stands_which_word_is_which_term_by_which_list():
    shown = "\n".join(theme_lines(open_theme(reading(NOT_KIND), CODEBOOK, "care.respect")))
    assert '“kind” is the term “kind”, with a "not" near it' in shown
    assert NOT_KIND in shown
    assert f"version {CODEBOOK.version}" in shown


def test_a_theme_that_nobody_raised_opens_to_nothing():
    opened = open_theme(reading("The bus is slow."), CODEBOOK, "care.believed")
    assert opened.extracts == ()
    assert "nobody" in "\n".join(theme_lines(opened))


def test_an_id_that_is_not_on_the_list_is_refused():
    with pytest.raises(OperatorMustFix, match=r"care\.belief"):
        open_theme(reading(NOT_KIND), CODEBOOK, "care.belief")


def test_every_id_on_a_report_can_be_opened():
    given = reading(*[f"{NOT_KIND} I wait for the doctor {n}." for n in range(12)])
    page = report(given, bytes(32), CODEBOOK, datetime.date(2026, 11, 26), True)
    ids = re.findall(r'<small class="id">([a-z.]+)</small>', page)
    assert ids
    assert "voice desk read" in page
    for theme in ids:
        opened = open_theme(given, CODEBOOK, theme)
        assert len(opened.extracts) == 12
        assert opened.fingerprint in page


def test_what_the_facilitator_is_told_stays_off_the_report():
    given = reading(*[f"{NOT_KIND} {n}" for n in range(12)])
    look = look_at_reading(given, CODEBOOK)
    assert look.coverage == 1
    page = report(given, bytes(32), CODEBOOK, datetime.date(2026, 11, 26), True)
    assert "merge?" not in page


def test_ticks_have_no_number_under_five_answers():
    opened = open_theme(reading(NOT_KIND), CODEBOOK, "care.respect")
    assert all(isinstance(each.answers, Hidden) for each in opened.ticked)
