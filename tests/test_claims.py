"""Every promise in SECURITY.md stands beside the test that holds it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
FILES = sorted(
    set(re.findall(r"`((?:src|tests|forms|browser|docs)/[\w/.-]+\.\w+)(?:::\w+)?`", PAGE))
)


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in section("What we promise").splitlines()
    if re.match(r"\| \d", line)
]


@cache
def defined_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_promises_are_numbered_from_1():
    assert [int(row[0]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) >= 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"promise-{row[0]}")
def test_a_promise_says_where_it_is_kept_and_which_test_holds_it(row):
    _, promise, where, held = row
    assert len(promise) > 20
    assert re.search(r"`[\w./-]+\.\w+`", where)
    assert re.search(r"`tests/[\w/]+\.py::test_\w+`", held)


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda each: each.rsplit("/", 1)[-1])
def test_a_test_that_is_named_exists(path, name):
    assert name.startswith("test_")
    assert name in defined_in(path)


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_is_named_exists(path):
    assert (ROOT / path).is_file()


def test_each_threat_says_what_it_gets_what_stops_it_and_what_does_not():
    threats = re.findall(
        r"^### (T\d+) .*?\n(.*?)(?=^### |\Z)", section("Threats"), re.DOTALL | re.MULTILINE
    )
    assert [name for name, _ in threats] == [f"T{number}" for number in range(1, 12)]
    for name, text in threats:
        for part in ("*Could surrender:*", "*Stopped by:*", "*Not stopped:*"):
            assert part in text, (name, part)
        assert re.search(r"`[\w./-]+\.\w+`|promise", text), name


def test_what_is_not_protected_is_said():
    said = section("What is not protected")
    assert len(re.findall(r"^- \*\*", said, re.MULTILINE)) >= 10


def test_the_way_to_tell_us_stands_first():
    assert PAGE.index("## Tell us in private") < PAGE.index("## What we promise")
