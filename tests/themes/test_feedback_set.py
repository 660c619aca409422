"""The parallel sentences that terms are measured with: whole, alike in shape, and not repeated."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from voice.languages.registry import LANGUAGES

FOLDER = Path(__file__).parents[1] / "data/feedback"
INDEX = list(csv.DictReader((FOLDER / "index.tsv").open(), delimiter="\t"))
TAGS = [each.tag for each in LANGUAGES if "-x-" not in each.tag]


def sentences(tag: str) -> list[str]:
    return (FOLDER / f"{tag}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_says_each_sentence_once(tag):
    written = sentences(tag)
    assert len(written) == len(set(written)) == len(INDEX)
    assert all(each == unicodedata.normalize("NFC", each).strip() != "" for each in written)
    assert tag == "en" or not set(written) & set(sentences("en"))


def test_there_are_enough_of_every_theme_and_side():
    assert len(TAGS) * len(INDEX) >= 5_000
    themes = Counter(row["theme"] for row in INDEX if row["theme"])
    assert len(themes) >= 10
    assert min(themes.values()) >= 25
    for side in ("helped", "hard", "mixed"):
        assert {row["theme"] for row in INDEX if row["side"] == side} == set(themes)
    assert any(row["side"] == "nothing" for row in INDEX)


def test_a_third_of_every_theme_is_held_back():
    held = Counter(row["theme"] for row in INDEX if row["held_back"])
    for theme, count in Counter(row["theme"] for row in INDEX).items():
        assert held[theme] == pytest.approx(count / 3, abs=1)
