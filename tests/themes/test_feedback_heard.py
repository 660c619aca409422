"""Short feedback in 25 languages, written apart from every list: what may never be lost or hidden.

Only the open lines are read here.
"""

import csv
from pathlib import Path

import pytest

from voice.themes.language import Ear
from voice.themes.normalise import tidy
from voice.themes.redact import Redactor
from voice.themes.sides import Silence
from voice.themes.speech import load_speech

FEEDBACK = Path(__file__).parents[1] / "data" / "feedback"
SPEECH = load_speech()
EAR = Ear(SPEECH)
REDACTOR = Redactor()
INDEX = list(
    csv.DictReader((FEEDBACK / "index.tsv").read_text("utf-8").splitlines(), delimiter="\t")
)


def something(lang):
    lines = (FEEDBACK / f"{lang}.txt").read_text("utf-8").splitlines()
    return [
        tidy(line)
        for entry, line in zip(INDEX, lines, strict=True)
        if entry["side"] != "nothing" and entry["held_back"] != "yes"
    ]


@pytest.mark.parametrize("lang", SPEECH)
def test_nothing_that_somebody_says_is_taken_for_nothing(lang):
    silence = Silence(SPEECH[lang], SPEECH["en"])
    assert len(something(lang)) == 200
    assert [text for text in something(lang) if silence.says_nothing(text)] == []


@pytest.mark.parametrize("lang", SPEECH)
def test_no_mask_hides_what_identifies_nobody(lang):
    assert [text for text in something(lang) if REDACTOR.redact(text, lang).masked] == []


@pytest.mark.parametrize("lang", SPEECH)
def test_a_form_is_read_in_its_own_language(lang):
    own = [EAR.language(text, lang) == lang for text in something(lang)]
    assert sum(own) / len(own) >= 0.93
