"""What translators get: every sentence once, with a context that says where it stands."""

import io
import tomllib

import pytest

from voice.errors import OperatorMustFix
from voice.forms.load import load_form
from voice.forms.messages import extract, messages, round_messages, sections
from voice.forms.promises import shipped_promises
from voice.shipped import shipped

FORMS = shipped("forms")
PULSE = load_form(FORMS / "pulse.toml")
JOURNEY = load_form(FORMS / "journey.toml")
TOLD = ["default.toml", "journey.toml", "pulse.toml", "promises.toml", "helplines.toml"]


def extracted(name):
    with (FORMS / name).open("rb") as file:
        return [(line, message) for line, _, message, _ in extract(file, {}, (), {})]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def test_contexts_say_form_question_and_part():
    found = dict(messages(PULSE))
    assert found["pulse.title"] == "How was today?"
    assert found["pulse.minutes"] == "1 minute"
    assert found["pulse.start.0"] == "A few short questions about today."
    assert found["pulse.today.ask"] == "How was today's meeting?"
    assert found["pulse.one.hint"] == "Any language is fine. Please do not write names"
    assert found["pulse.heard.little"] == "A little"
    assert "pulse.today.hint" not in found


def test_a_part_is_named_once_with_its_first_question():
    parts = sections(JOURNEY)
    assert [context.split(".")[1] for _, context in parts] == [
        "first_kind", "wait_know", "home_safe", "mind", "legal", "same", "work", "complain",
    ]  # fmt: skip
    assert ("Your home", "journey.home_safe.section") in parts
    told = [(text, context) for context, text in messages(JOURNEY) if context.endswith(".section")]
    assert tuple(told) == parts
    assert sections(PULSE) == ()


@pytest.mark.parametrize("name", ["default.toml", "journey.toml", "pulse.toml"])
def test_no_sentence_of_a_form_file_is_left_out(name):
    data = tomllib.loads((FORMS / name).read_text("utf-8"))
    said = {text for _, (_, text) in extracted(name)}
    left = {text for text in strings(data) if " " in text} - said
    assert left == set()


@pytest.mark.parametrize("name", TOLD)
def test_every_extracted_text_stands_on_the_line_that_is_named(name):
    lines = (FORMS / name).read_text("utf-8").splitlines()
    found = extracted(name)
    assert len(found) > 10
    for line, (_, text) in found:
        assert f'"{text}"' in lines[line - 1]


def test_promises_and_help_lines_have_contexts_of_their_own():
    contexts = {context for _, (context, _) in extracted("promises.toml")}
    assert {"promise.who", "promise.lock_phone", "promise.when_one_week"} <= contexts
    contexts = {context for _, (context, _) in extracted("helplines.toml")}
    assert {"helpline.999.name", "helpline.samaritans.hours"} <= contexts


def test_a_round_says_its_form_and_its_own_promises():
    found = round_messages(PULSE, shipped_promises(), ("who", "when_one_week"))
    assert found[-2:] == [
        ("promise.who", "We do not ask who you are."),
        ("promise.when_one_week", "one week"),
    ]
    assert found[:-2] == list(messages(PULSE))


def test_a_file_that_is_no_form_stops_the_extraction():
    with pytest.raises(OperatorMustFix):
        list(extract(io.BytesIO(b'id = "tea"'), {}, (), {}))
