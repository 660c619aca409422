"""Every character of every catalogue has a glyph: in fonts that phones have, or in ours."""

import os
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from voice.languages.catalogue import load_catalogue
from voice.languages.registry import LANGUAGES, SOURCE
from voice.shipped import shipped

FONTS = Path(__file__).parents[2] / "src" / "voice" / "web" / "static" / "fonts"
OURS = sorted(FONTS.glob("*.woff2"))
SYSTEM = Path("/usr/share/fonts/truetype")
PLAIN = SYSTEM / "noto" / "NotoSans-Regular.ttf"
BY_SCRIPT = {
    "Latn": PLAIN,
    "Ethi": FONTS / "ethiopic.woff2",
    "Arab": SYSTEM / "noto" / "NotoSansArabic-Regular.ttf",
    "Beng": SYSTEM / "noto" / "NotoSansBengali-Regular.ttf",
    "Deva": SYSTEM / "noto" / "NotoSansDevanagari-Regular.ttf",
    "Guru": SYSTEM / "noto" / "NotoSansGurmukhi-Regular.ttf",
    "Hans": SYSTEM / "droid" / "DroidSansFallbackFull.ttf",
}
UNSEEN = {"\n", "\u200c", "\u200d", "\u2068", "\u2069"}
"""Line ends, joiners and isolates: a browser acts on them and draws nothing."""
MOST_BYTES = 75_000


def glyphs(path: Path) -> set[str]:
    if not path.exists():
        message = f"{path.name} is not here: install fonts-noto-core and fonts-droid-fallback"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return {chr(each) for each in TTFont(path, lazy=True).getBestCmap()}


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.tag)
def test_every_character_of_a_language_can_be_drawn(each):
    catalogue = load_catalogue(each.tag, shipped("locales"))
    said = {letter for text in catalogue.words.values() for letter in text} | set(each.own_name)
    if each.tag == SOURCE:
        said |= {letter for letter in map(chr, range(0x20, 0x7F))}
    assert said - UNSEEN - glyphs(BY_SCRIPT[each.script]) - glyphs(PLAIN) == set()


def test_urdu_pashto_and_sorani_can_be_drawn_in_naskh_too():
    naskh = glyphs(SYSTEM / "noto" / "NotoNaskhArabic-Regular.ttf") | glyphs(PLAIN)
    for tag in ("ar", "fa", "fa-AF", "ur", "ps", "ckb"):
        words = load_catalogue(tag, shipped("locales")).words.values()
        assert {letter for text in words for letter in text} - UNSEEN - naskh == set(), tag


def test_fonts_of_ours_are_small_have_one_size_and_a_licence():
    assert [path.name for path in OURS] == ["ethiopic-names.woff2", "ethiopic.woff2"]
    for_scripts = [path.stat().st_size for path in OURS if "-names" not in path.name]
    assert set(for_scripts) == {48 * 1024}
    assert all(path.stat().st_size <= MOST_BYTES for path in OURS)
    licence = (FONTS / "LICENSE").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert all(path.name in licence for path in OURS)


def test_the_small_font_draws_the_names_that_the_picker_shows():
    names = {letter for each in LANGUAGES if each.script == "Ethi" for letter in each.own_name}
    assert glyphs(FONTS / "ethiopic-names.woff2") >= names
    assert (FONTS / "ethiopic-names.woff2").stat().st_size < 2_000


def test_ethiopic_is_whole_so_that_any_name_or_word_can_be_drawn():
    debian = glyphs(SYSTEM / "noto" / "NotoSansEthiopic-Regular.ttf")
    block = {chr(each) for each in range(0x1200, 0x1380)}
    assert glyphs(FONTS / "ethiopic.woff2") >= debian & block
    assert {"።", "፣", "፤", "፧"} <= debian & block
