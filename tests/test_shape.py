"""The shape every module keeps: small files, small functions, few arguments, no shortcuts."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "voice"
MODULES = sorted(SOURCE.rglob("*.py"))
SCRIPTS = sorted(p for p in SOURCE.rglob("*.mjs") if "vendor" not in p.parts)


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_there_are_modules_to_look_at():
    assert len(MODULES) > 40
    assert len(SCRIPTS) > 5


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=name_of)
def test_a_module_is_at_most_300_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_is_at_most_40_lines_and_takes_at_most_5_arguments(path):
    for function in functions(ast.parse(path.read_text("utf-8"))):
        lines = (function.end_lineno or 0) - function.lineno + 1
        assert lines <= 40, f"{function.name} has {lines} lines"
        given = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        counted = len([a for a in given if a not in ("self", "cls")]) + len(
            function.args.kwonlyargs
        )
        assert counted <= 5, f"{function.name} takes {counted} arguments"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_public_name_has_a_docstring(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module says nothing of itself"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_import_is_only_for_types_and_none_is_postponed(path):
    text = path.read_text("utf-8")
    assert "TYPE_CHECKING" not in text
    assert "from __future__ import annotations" not in text


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*/__init__.py")), ids=name_of)
def test_a_room_starts_with_a_docstring_and_nothing_else(path):
    body = ast.parse(path.read_text("utf-8")).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_a_drawer(path):
    assert path.stem not in {"utils", "util", "helpers", "common", "base", "core", "misc"}


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_use_only_good_randomness_and_keep_quiet(path):
    text = path.read_text("utf-8")
    for forbidden in (
        r"Math\.random",
        r"console\.",
        r"localStorage",
        r"sessionStorage",
        r"indexedDB",
        r"document\.cookie",
        r"serviceWorker",
        r"\beval\(",
        r"innerHTML",
        r"\?\.",
        r"\?\?",
    ):
        assert not re.search(forbidden, text), f"{path.name} uses {forbidden}"
