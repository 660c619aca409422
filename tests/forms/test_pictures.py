"""Pictures beside words: each is there, small, harmless and used, and no row stands out."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from voice.errors import OperatorMustFix
from voice.forms.load import load_forms
from voice.forms.messages import messages
from voice.forms.model import Choosing
from voice.forms.pictures import load_pictures
from voice.forms.promises import shipped_promises
from voice.shipped import shipped

DRAWN = Path(__file__).parents[2] / "src/voice/web/static/pictures"
FILES = sorted(DRAWN.glob("*.svg"))
PICTURES = load_pictures()
FORMS = load_forms(shipped("forms"))
LEVELS = ("full", "three_quarters", "half", "quarter", "empty")
PAGES = {"page.help", "page.break", "page.leave"}

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {SVG + each for each in ("svg", "path", "circle", "ellipse", "rect")}
MARKS = {
    "id", "viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height",
}  # fmt: skip


def test_every_named_picture_is_drawn_and_every_drawn_one_is_named():
    assert {path.stem for path in FILES} == set(PICTURES.values())


def test_pictures_stand_beside_words_that_are_said():
    said = {context for form in FORMS.values() for context, _ in messages(form)}
    said |= {context for context, _ in shipped_promises().messages()}
    assert set(PICTURES) <= said | PAGES


def beside_rows(form):
    """For each question with rows: its id and the picture of each row, or None."""
    for question in form.questions:
        if isinstance(question, Choosing):
            place = f"{form.id}.{question.id}"
            yield question.id, [PICTURES.get(f"{place}.{row.id}") for row in question.options]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_every_question_has_a_picture_and_of_its_rows_all_or_none(form):
    assert all(f"{form.id}.{question.id}.ask" in PICTURES for question in form.questions)
    for question, pictures in beside_rows(form):
        assert all(pictures) or not any(pictures), question


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_how_much_falls_from_row_to_row(form):
    for question, pictures in beside_rows(form):
        steps = [LEVELS.index(each) for each in pictures if each in LEVELS]
        assert steps == sorted(set(steps)), question


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_picture_is_small_and_takes_the_colour_of_the_words(path):
    assert path.stat().st_size < 1024
    root = ElementTree.fromstring(path.read_bytes())
    assert root.attrib["viewBox"] == "0 0 24 24"
    assert root.attrib["id"] == "p"
    colours = {each.get(mark) for each in root.iter() for mark in ("fill", "stroke")}
    assert colours <= {None, "none", "currentColor"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_picture_is_lines_only_without_words_script_or_anything_from_elsewhere(path):
    root = ElementTree.fromstring(path.read_bytes())
    assert {each.tag for each in root.iter()} <= SHAPES
    assert {mark for each in root.iter() for mark in each.attrib} <= MARKS
    assert not "".join(root.itertext()).strip()
    assert b"<!" not in path.read_bytes()
    assert b"url(" not in path.read_bytes()


def test_the_licence_lies_beside_the_pictures():
    assert "CC0 1.0" in (DRAWN / "LICENSE").read_text("utf-8")
    assert {path.suffix for path in DRAWN.iterdir()} == {".svg", ""}


@pytest.mark.parametrize(
    "text",
    [
        "picture = 1",
        '[picture.tea.hot]\nask = "../../etc"',
        '[picture.tea.hot]\nask = "House"',
        "[picture.tea.hot]\nask = 3",
        '[pictures.tea.hot]\nask = "house"',
        "not toml",
    ],
)
def test_a_file_that_does_not_fit_is_named(tmp_path, text):
    path = tmp_path / "pictures.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(OperatorMustFix) as caught:
        load_pictures(path)
    assert str(path) in caught.value.message


def test_contexts_are_those_of_the_words(tmp_path):
    path = tmp_path / "pictures.toml"
    path.write_text('[picture.tea.hot]\nask = "sun"\n[picture.page]\nhelp = "phone"\n', "utf-8")
    assert load_pictures(path) == {"tea.hot.ask": "sun", "page.help": "phone"}
