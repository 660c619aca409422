"""The plan that a facilitator edits, and what a draft made of it says."""

import datetime

import msgspec
import pytest
from click.testing import CliRunner

from desk.given import CARDS, TODAY, drafted
from voice.cli.main import voice
from voice.desk.plan import Names, load_plan, starter_plan
from voice.errors import OperatorMustFix
from voice.forms.helplines import load_helplines
from voice.shipped import shipped

KNOWN = load_helplines(shipped("forms") / "helplines.toml")


def written(tmp_path, *changes):
    text = starter_plan(TODAY, KNOWN)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "plan.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_plan_to_begin_with_loads_and_lists_every_help_line(tmp_path):
    path = written(tmp_path)

    assert load_plan(path).closes_on == TODAY + datetime.timedelta(days=91)
    for each in KNOWN:
        assert f"# {each.id}: {each.name}, {each.number} " in path.read_text("utf-8")


def test_the_line_for_names_in_another_language_works_as_it_stands(tmp_path):
    path = written(tmp_path, ("# names.ar", "names.ar"), ('["en"]', '["en", "ar"]'))

    plan = load_plan(path)

    assert plan.gaps("ar") == {"service": "…", "readers": "…", "danger_contact": "…"}
    assert plan.gaps("en")["service"] == "Northside Support"


def test_what_has_no_name_of_its_own_in_a_language_is_said_as_everywhere(tmp_path):
    path = written(tmp_path, ('["en"]', '["en", "ar"]'))
    path.write_text(path.read_text("utf-8") + '\n[names.ar]\nreaders = "قارئان"\n', "utf-8")

    gaps = load_plan(path).gaps("ar")

    assert gaps["readers"] == "قارئان"
    assert gaps["service"] == "Northside Support"


@pytest.mark.parametrize(
    "table", ['[names.ar]\nreaders = "x"', '[names.en]\nreader = "x"', '[names]\nreaders = "x"']
)
def test_names_that_would_not_be_shown_are_refused(tmp_path, table):
    path = written(tmp_path)
    path.write_text(path.read_text("utf-8") + f"\n{table}\n", "utf-8")

    with pytest.raises(OperatorMustFix):
        load_plan(path)


def test_a_draft_says_its_names_in_each_language():
    names = {"en-GB-x-easyread": Names(readers="the two people who read")}

    draft = drafted(languages=("en", "en-GB-x-easyread"), practice=True, names=names)

    easy, plain = draft.offered("en-GB-x-easyread"), draft.offered("en")
    assert "the two people who read" in " ".join(easy.words.values())
    assert "two readers" not in " ".join(easy.words.values())
    assert "the two people who read" not in " ".join(plain.words.values())


@pytest.mark.parametrize(("chosen", "told"), [('["999"]', True), ('["999", "samaritans"]', False)])
def test_a_draft_with_no_help_line_but_999_says_so(tmp_path, chosen, told):
    plan = written(tmp_path, ('helplines = ["999"]', f"helplines = {chosen}"))
    cards = []
    for number, each in enumerate(CARDS):
        cards.append(tmp_path / f"{number}.card.json")
        cards[-1].write_bytes(msgspec.json.encode(each))

    result = CliRunner().invoke(
        voice,
        ["desk", "round", "draft", str(plan), *map(str, cards), "--out", str(tmp_path / "d.json")],
    )

    assert result.exit_code == 0, result.exception
    assert ("only 999 is shown: ring the others" in result.stderr) is told
