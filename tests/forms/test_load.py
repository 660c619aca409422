"""Form files: what is shipped loads, and what does not fit names its place and a remedy."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.errors import OperatorMustFix
from voice.forms.load import load_form, load_forms, read_form
from voice.forms.schema import form_schema
from voice.shipped import shipped

FORMS = shipped("forms")


def data(**changes):
    whole = {
        "id": "tea",
        "version": 1,
        "lang": "en",
        "title": "Tea",
        "minutes": "1 minute",
        "question": [question()],
    }
    return whole | changes


def question(**changes):
    options = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
    return {"id": "hot", "kind": "one", "ask": "Was the tea hot?", "options": options} | changes


def complaint(given_data):
    with pytest.raises(OperatorMustFix) as caught:
        read_form(given_data, "tea.toml")
    assert caught.value.message.startswith("tea.toml: ")
    assert caught.value.hint
    return caught.value.message


def test_every_shipped_form_loads_under_the_name_of_its_file():
    assert sorted(load_forms(FORMS)) == ["default", "journey", "pulse"]


def test_the_shipped_schema_is_the_one_made_from_the_structs():
    assert (FORMS / "form.schema.json").read_bytes() == form_schema()


def test_every_shipped_form_names_the_schema_for_editors():
    for path in (FORMS / f"{name}.toml" for name in load_forms(FORMS)):
        assert path.read_text("utf-8").startswith("#:schema ./form.schema.json\n")


def test_an_unknown_kind_names_the_question_by_its_id():
    assert "question hot" in complaint(data(question=[question(kind="slider")]))


def test_required_cannot_be_written():
    with pytest.raises(OperatorMustFix) as caught:
        read_form(data(question=[question(required=True)]), "tea.toml")
    assert "question hot" in caught.value.message
    assert "nothing a person is asked is required" in caught.value.hint


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": "Tea time"}, "'Tea time'"),
        ({"id": "promise"}, "'promise'"),
        ({"title": " "}, "the start page"),
        ({"start": ["Made by {nobody}"]}, "{nobody}"),
        ({"question": []}, "no question"),
        ({"question": [question(), question()]}, "two questions are called 'hot'"),
        ({"question": [question(id="start")]}, "question start"),
        ({"question": [question(id="constructor")]}, "question constructor"),
        ({"question": [question(ask="")]}, "question hot"),
        ({"question": [question(ask="Hot, {name}?")]}, "{name}"),
        ({"question": [question(options=[])]}, "two options"),
        (
            {"question": [question(options=[{"id": "a", "text": "A"}, {"id": "a", "text": "B"}])]},
            "two options are called 'a'",
        ),
        (
            {"question": [question(options=[{"id": "ask", "text": "A"}, {"id": "b", "text": ""}])]},
            "'ask'",
        ),
        ({"question": [question(kind="many", max=3)]}, "max = 3"),
        ({"question": [question(kind="many", max=0)]}, "max = 0"),
        ({"question": [question(show_if=[{"later": ["yes"]}])]}, "'later'"),
        ({"question": [question(show_if=[{}])]}, "empty condition"),
        (
            {"question": [question(), question(id="cup", show_if=[{"hot": ["warm"]}])]},
            "hot = 'warm'",
        ),
        (
            {
                "question": [
                    question(role="present"),
                    question(id="cup", show_if=[{"hot": "answered"}]),
                ]
            },
            "kept apart",
        ),
    ],
)
def test_what_does_not_go_together_is_named(changes, named):
    assert named in complaint(data(**changes))


def test_a_file_that_is_not_there_not_toml_or_wrongly_named_says_so(tmp_path):
    for content, slug in ((None, "no-form"), ("id = ", "form-toml"), (b"\xff", "no-form")):
        path = tmp_path / "tea.toml"
        if isinstance(content, str):
            path.write_text(content, "utf-8")
        elif content:
            path.write_bytes(content)
        with pytest.raises(OperatorMustFix) as caught:
            load_form(path)
        assert caught.value.slug == slug
        assert str(path) in caught.value.message
    other = tmp_path / "coffee.toml"
    other.write_bytes(Path(FORMS / "pulse.toml").read_bytes())
    with pytest.raises(OperatorMustFix) as caught:
        load_form(other)
    assert caught.value.slug == "form-name"


SCALAR = st.none() | st.booleans() | st.integers() | st.text(max_size=12)
FIELD = st.sampled_from(
    ["id", "kind", "ask", "hint", "options", "text", "codes", "show_if", "max", "role", "lang"]
)
ANY = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELD | st.text(), inner),
    max_leaves=10,
)
QUESTION = st.fixed_dictionaries(
    {"id": st.text(max_size=5) | st.just("hot"), "kind": st.sampled_from(["one", "many", "text"])},
    optional={
        "ask": st.text(max_size=20),
        "options": st.lists(
            st.fixed_dictionaries({"id": st.sampled_from(["a", "b", "ask"]), "text": st.text()}),
            max_size=3,
        ),
        "max": st.integers(-1, 5),
        "show_if": ANY,
    },
)


@given(ANY | st.builds(lambda some: data(question=some), st.lists(QUESTION | ANY, max_size=3)))
def test_any_data_loads_or_complains_with_its_place_and_a_remedy(anything):
    try:
        form = read_form(anything, "tea.toml")
    except OperatorMustFix as error:
        assert error.message.startswith("tea.toml: ")
        assert error.hint
    else:
        assert form.questions


def test_the_questions_of_a_part_follow_one_another():
    parts = [question(id=f"q{n}", section=part) for n, part in enumerate(("A", "B", "A"))]
    assert "the part 'A' is in two places" in complaint(data(question=parts))
    assert read_form(data(question=[parts[0], question(id="q9"), parts[1]]), "tea.toml")
