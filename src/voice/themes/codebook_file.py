"""Codebooks as files: one TOML file, or `codebook.toml` with one file of terms for each language.

Source: docs/spec/codebook.md.
"""

import tomllib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from importlib import resources
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from voice.errors import OperatorMustFix
from voice.themes.codebook import Codebook, Language
from voice.themes.speech import load_speech

HEAD = "codebook.toml"
TERMS = "terms"
INVENTED = "invented.csv"
MOST_BYTES = 4_000_000
"""No file of a codebook is longer."""


def load_codebook(path: Path | None = None) -> Codebook:
    """Reads a codebook: the shipped one, a folder like the shipped one's, or one whole file.

    Raises:
        OperatorMustFix: "codebook-unreadable", "codebook-double" or "codebook-unknown".
    """
    head, terms = places(path)
    data = read_toml(head)
    languages = data.setdefault("language", [])
    if isinstance(languages, list) and not languages:
        languages += [_named(read_toml(each), each) for each in terms]
    codebook = read_codebook(data, str(path or "that is shipped"))
    if not codebook.languages:
        raise OperatorMustFix(
            "codebook-unreadable",
            f"The codebook {path} has no words in any language.",
            f"Copy the folder {TERMS} of the shipped codebook beside it.",
        )
    return codebook


def shipped_invented() -> AbstractContextManager[Path]:
    """A file of invented comments and their themes, for the shipped codebook."""
    return as_file(resources.files("voice.themes") / INVENTED)


def places(path: Path | None) -> tuple[Traversable, tuple[Traversable, ...]]:
    """The main file of a codebook, and its files of terms by name."""
    folder: Traversable = resources.files("voice.themes") if path is None else path
    head = folder / HEAD
    if path is not None and not path.is_dir():
        head, folder = path, path.parent
    terms = folder / TERMS
    files = terms.iterdir() if terms.is_dir() else iter(())
    return head, tuple(
        sorted((each for each in files if each.name.endswith(".toml")), key=lambda each: each.name)
    )


def read_toml(file: Traversable) -> dict[str, Any]:
    """The plain data of one file.

    Raises:
        OperatorMustFix: "codebook-unreadable": not there, too long, not UTF-8 or not TOML.
    """
    try:
        raw = file.read_bytes()
        if len(raw) > MOST_BYTES:
            raise ValueError(f"it has {len(raw)} bytes; {MOST_BYTES} are the most")
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise _unreadable(file, "it is not UTF-8", "Save it as UTF-8.") from problem
    except (OSError, ValueError) as problem:
        raise _unreadable(file, str(problem)) from problem


def read_codebook(data: dict[str, Any], place: str) -> Codebook:
    """A codebook from plain data; `place` (a file's name) is named in every complaint.

    Raises:
        OperatorMustFix: as `load_codebook`.
    """
    try:
        spelt = {**data, "language": [_spelt_out(each) for each in data.get("language", [])]}
        codebook = msgspec.convert(spelt, Codebook)
    except (TypeError, ValueError) as problem:
        raise _unreadable(place, str(problem)) from problem
    _check(codebook, place)
    by_tag = sorted(codebook.languages, key=lambda each: each.tag)
    return msgspec.structs.replace(codebook, languages=tuple(by_tag))


def read_language(data: dict[str, Any], place: str) -> Language:
    """The words of one language from plain data.

    Raises:
        OperatorMustFix: "codebook-unreadable".
    """
    try:
        return msgspec.convert(_spelt_out(data), Language)
    except (TypeError, ValueError) as problem:
        raise _unreadable(place, str(problem)) from problem


def to_toml(codebook: Codebook) -> str:
    """The whole codebook as one file, that `load_codebook` reads to the same fingerprint."""
    data: dict[str, Any] = msgspec.to_builtins(codebook)
    for language in data.get("language", []):
        for part in (*language.get("theme", {}).values(), *language.get("flag", {}).values()):
            part["terms"] = [_short(term) for term in part.get("terms", ())]
    return tomli_w.dumps(data, multiline_strings=False)


def _short(term: dict[str, Any]) -> Any:  # noqa: ANN401 - a string, or a table of what is known of it
    return term["term"] if set(term) == {"term"} else term


def _spelt_out(language: Any) -> Any:  # noqa: ANN401 - whatever stands in a file
    """A language with each term as a table: in files a plain term is a plain string."""
    if not isinstance(language, dict):
        return language
    spelt = dict(language)
    for kind in ("theme", "flag"):
        parts = language.get(kind)
        if isinstance(parts, dict):
            spelt[kind] = {name: _terms_spelt_out(part) for name, part in parts.items()}
    return spelt


def _terms_spelt_out(part: Any) -> Any:  # noqa: ANN401
    terms = part.get("terms") if isinstance(part, dict) else None
    if not isinstance(terms, list):
        return part
    return {**part, "terms": [{"term": t} if isinstance(t, str) else t for t in terms]}


def _named(data: dict[str, Any], file: Traversable) -> dict[str, Any]:
    expected = file.name.removesuffix(".toml")
    if data.get("tag") != expected:
        raise _unreadable(
            file,
            f'it says tag = "{data.get("tag", "")}"',
            f'Write tag = "{expected}", or give the file the name of its language.',
        )
    return data


def _unreadable(place: object, problem: str, hint: str = "") -> OperatorMustFix:
    return OperatorMustFix(
        "codebook-unreadable",
        f"The codebook {place} cannot be read: {problem}",
        hint or "Compare it with the shipped one; docs/spec/codebook.md describes the format.",
    )


def _check(codebook: Codebook, place: str) -> None:
    _no_doubles(place, "theme", [theme.id for theme in codebook.themes])
    _no_doubles(place, "flag", [flag.id for flag in codebook.flags])
    _no_doubles(place, "language", [language.tag for language in codebook.languages])
    groups = {group.id for group in codebook.groups}
    themes = {theme.id for theme in codebook.themes}
    flags = {flag.id for flag in codebook.flags}
    _known(place, "theme", [codebook.nothing] if codebook.nothing else [], themes)
    for theme in codebook.themes:
        _known(f"{place}: {theme.id}", "group", [theme.group], groups)
        _known(f"{place}: {theme.id}", "theme", [theme.into] if theme.into else [], themes)
    speeches = load_speech()
    for language in codebook.languages:
        where = f"{place}: the words in {language.tag}"
        _known(where, "language", [language.tag], set(speeches))
        _known(where, "theme", language.themes, themes)
        _known(where, "theme", [each.theme for each in language.contrasts], themes)
        _known(where, "flag", language.flags, flags)


def _no_doubles(place: str, what: str, ids: list[str]) -> None:
    doubles = sorted({each for each in ids if ids.count(each) > 1})
    if doubles:
        raise OperatorMustFix(
            "codebook-double",
            f"{place}: there is more than one {what} called {', '.join(doubles)}.",
            "Give each its own id; ids of themes that are gone are never used again.",
        )


def _known(owner: str, what: str, used: Iterable[str], known: set[str]) -> None:
    unknown = sorted(set(used) - known)
    if unknown:
        raise OperatorMustFix(
            "codebook-unknown",
            f"{owner} names the {what} {', '.join(unknown)}, which is not known.",
            f"Correct the spelling or add the {what}.",
        )
