"""Direction, digits and borrowed words, as templates and the style sheet put them on a screen."""

import re
from pathlib import Path

import pytest

from voice.forms.helplines import load_helplines
from voice.languages.catalogue import Catalogue, behind, load_catalogue, source_catalogue
from voice.languages.registry import LANGUAGES, language
from voice.shipped import shipped
from voice.web.templates import environment

WEB = Path(__file__).parents[2] / "src" / "voice" / "web"
STYLE = (WEB / "static" / "css" / "voice.css").read_text("utf-8")
LINES = [each.for_round() for each in load_helplines(shipped("forms") / "helplines.toml")]


def help_page(catalogue, others=()):
    known = {each.tag: each for each in (source_catalogue(), *others)}
    room = environment(catalogue, "/s", behind(catalogue.tag, known))
    return room.get_template("help.html.jinja").render(
        lang=language(catalogue.tag), round={"helplines": LINES}
    )


def test_the_style_sheet_knows_no_left_and_no_right():
    without_fonts = re.sub(r"@font-face\{[^}]*\}", "", STYLE)
    assert not re.search(r"\b(left|right)\b", without_fonts)
    sides = re.findall(r"(?:margin|padding|inset):([^;}]*)", without_fonts)
    for each in sides:
        values = re.sub(r"\([^()]*\)", "", each).split()
        assert len(values) < 4 or values[1] == values[3], each


@pytest.mark.parametrize("tag", ["ti", "am", "bn", "hi", "pa", "ur"])
def test_tall_scripts_have_taller_lines_than_latin(tag):
    (lead,) = re.findall(rf"[^}}]*:lang\({tag}\)[^{{]*\{{[^}}]*--lead:([\d.]+)", STYLE)
    plain = re.search(r"--lead:([\d.]+)", STYLE)
    assert float(lead) > float(plain[1])


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.tag)
def test_a_language_with_a_font_of_ours_uses_it_and_no_other_does(each):
    rules = re.findall(r"([^{}]+)\{--fonts:([^;}]*)", STYLE)
    used = [fonts for whom, fonts in rules if f":root:lang({each.tag})" in whom]
    assert ("Ethiopic" in "".join(used)) is bool(each.font)
    assert not each.font or f"@font-face{{font-family:{each.font};" in STYLE


def test_urdu_asks_for_naskh_and_has_room_for_nastaliq_where_a_phone_insists():
    rule = re.search(r":root:lang\(ur\)\{([^}]*)\}", STYLE)
    assert '"Noto Naskh Arabic"' in rule[1]
    assert "Nastaliq" not in STYLE
    assert float(re.search(r"--lead:([\d.]+)", rule[1])[1]) >= 2


@pytest.mark.parametrize("tag", [each.tag for each in LANGUAGES])
def test_a_number_to_ring_stays_in_one_piece_in_digits_that_are_dialled(tag):
    page = help_page(load_catalogue(tag, shipped("locales")))
    for line in LINES:
        if line.how != "chat":
            assert re.search(rf'<bdi dir="ltr">(<a [^>]*>)?{re.escape(line.number)}', page)


def test_words_borrowed_from_another_language_say_which_it_is():
    dari = load_catalogue("fa-AF", shipped("locales"))
    known = ("helpline.samaritans.hours", "day and night")
    pages_only = {key: text for key, text in dari.words.items() if key != known}
    persian = Catalogue("fa", {known: "شبانه‌روز"})

    page = help_page(Catalogue("fa-AF", pages_only), [persian])
    assert '<span lang="fa" dir="rtl">شبانه‌روز</span>' in page

    page = help_page(Catalogue("fa-AF", pages_only))
    assert '<span lang="en" dir="ltr">day and night</span>' in page

    assert "<span lang" not in help_page(dari, [persian])
