"""The documents are true: what they name exists, and what exists is where they say."""

import ast
import re
from pathlib import Path

import click
import pytest

from voice.cli.main import voice

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "voice"
TOP = [ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DOCS = [*TOP, *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PICTURES = ROOT / "docs" / "pictures"

MADE_BY_VOICE = {"voice.toml", "voice.db"}
"""Files that the documents speak of and that a running Voice makes."""

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_spans(path: Path) -> list[str]:
    """What stands between back quotes, and every line of a fenced block."""
    text = path.read_text("utf-8")
    fences = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    spans = [re.sub(r"\s+", " ", span) for span in re.findall(r"`([^`]+)`", prose)]
    return spans + [line.strip() for fence in fences for line in fence.splitlines()]


def is_path(span: str) -> bool:
    if span.startswith("/") or span in MADE_BY_VOICE:
        return False
    whole = re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", span)
    ends = re.search(r"\.(md|py|toml|sql|mjs|css|jinja|lock|txt|po|pot)$|\w/$", span)
    return bool(whole and ends)


def exists(span: str, beside: Path) -> bool:
    """Whether a file or folder of this name is in the project, said from where a reader would."""
    places = (ROOT, SOURCE, beside.parent, SOURCE / "web" / "static" / "js")
    if any((place / span).exists() for place in places):
        return True
    return "/" not in span and any((ROOT / "src").rglob(span))


def headings(path: Path) -> set[str]:
    """The anchors that a forge makes of a page's headings."""
    found = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}


def misspelt(words: list[str]) -> str:
    """The first word that is not in the tree of commands, or nothing."""
    here: click.Command = voice
    for word in words:
        if not isinstance(here, click.Group) or not re.fullmatch("[a-z][a-z-]*", word):
            return ""
        below = here.get_command(click.Context(here), word)
        if below is None:
            return word
        here = below
    return ""


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_every_path_that_a_page_names_exists(page):
    missing = [s for s in code_spans(page) if is_path(s) and not exists(s, page)]
    assert missing == []


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_every_link_between_pages_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"https?://", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        if PICTURES not in linked.parents:
            assert linked.exists(), target
        if anchor:
            assert anchor in headings(linked), target


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_every_make_target_that_a_page_names_exists(page):
    named = [m[1] for span in code_spans(page) if (m := re.match(r"make ([a-z]+)", span))]
    assert set(named) <= set(TARGETS)


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_every_command_that_a_page_names_exists(page):
    spans = [re.sub(r"^\$ ", "", span) for span in code_spans(page)]
    lines = [span.split()[1:] for span in spans if re.match(r"voice [a-z]+( [^\d]|$)", span)]
    assert [(line, wrong) for line in lines if (wrong := misspelt(line))] == []


def test_every_command_that_a_hint_names_exists():
    wrong = []
    for module in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for line in re.findall(r"(?:with|run|use): voice ([a-z][a-z -]*)", node.value):
                    if bad := misspelt(line.split()):
                        wrong.append((module.name, line, bad))
    assert wrong == []


def test_every_page_that_the_code_names_exists():
    named = {
        (module.name, path)
        for module in sorted(SOURCE.rglob("*"))
        if module.suffix in {".py", ".mjs", ".toml", ".sql"}
        for path in re.findall(r"docs/[\w/.-]+\.md", module.read_text("utf-8"))
    }
    assert len(named) > 5
    assert {each for each in named if not (ROOT / each[1]).exists()} == set()


def test_the_first_command_stands_in_the_first_20_lines_of_the_readme():
    lines = TOP[0].read_text("utf-8").splitlines()
    first = next(place for place, line in enumerate(lines, 1) if line.startswith("make demo"))
    assert first <= 20
    assert lines[first].startswith("make test")


def test_there_are_at_most_12_make_targets_and_each_says_what_it_does():
    assert 0 < len(TARGETS) <= 12
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert sorted(phony[1].split()) == sorted(TARGETS)
    for target in TARGETS:
        assert re.search(rf"^{target}:.*## \w+", MAKEFILE, re.MULTILINE), target


def test_decisions_are_numbered_without_gaps_and_each_is_in_the_index():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", index)
    assert listed == [path.name for path in DECISIONS]


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_a_decision_is_at_most_40_lines_and_says_what_it_costs(page):
    lines = page.read_text("utf-8").splitlines()
    assert len(lines) <= 40
    assert "cost" in page.read_text("utf-8").lower()


def test_every_picture_is_shown_and_every_picture_shown_exists():
    shown = {
        (page.parent / target).resolve()
        for page in DOCS
        for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8"))
    }
    assert shown
    assert shown == set(PICTURES.glob("*.png"))
