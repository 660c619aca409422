"""Words to translate: out of forms and pages into `voice.pot`, and from there into catalogues.

What is looked at, and how, stands under `[tool.babel]` in pyproject.toml, so that `pybabel` and
translators' own tools see the same.
"""

import io
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, read_po, write_po

from voice.errors import OperatorMustFix
from voice.languages.critical import TAG, is_critical
from voice.languages.registry import language

Written = Catalog
"""A catalogue as it is written into its file, with comments and places."""

PROJECT = "Voice"
ABOUT = """\
What Voice says: forms, promises, ways to get help, and pages. Apache-2.0.
msgctxt says where words of a form stand: form.question.part. See docs/translate.md."""
_LEFT_OUT = (b"-Date: ", b"Generated-By: ", b"EMAIL@ADDRESS", b"LL@li.org")
"""Marks of header lines that change though no word does, or that nobody filled."""


def extract_words(root: Path) -> bytes:
    """The template (`voice.pot`) for all that the project at `root` says.

    Raises:
        OperatorMustFix: there is no `[tool.babel]` at `root`, or a form does not fit.
    """
    template = _empty(None)
    for file, _, message, comments, context in sorted(_found(root), key=_in_order):
        known = isinstance(message, str) and is_critical(context or "", message)
        told = dict.fromkeys([*comments, *[TAG] * known])
        template.add(message, locations=[(file, 0)], auto_comments=told, context=context or None)
    return write_catalogue(template)


def update_catalogue(existing: bytes | None, template: bytes, tag: str) -> bytes:
    """A catalogue of language `tag` (`voice.po`) brought up to `template`; see `updated`."""
    return write_catalogue(updated(existing, template, tag))


def updated(existing: bytes | None, template: bytes, tag: str) -> Written:
    """The written catalogue of language `tag`, brought up to `template`.

    Words that still fit stay. Where the English changed, the old words stay marked fuzzy, which
    is never shown to anyone. What is no longer said is dropped.

    Raises:
        OperatorMustFix: `existing` cannot be read, or there is no such language.
    """
    locale = language(tag).tag.partition("-x-")[0].replace("-", "_")
    try:
        catalogue = (
            read_po(io.BytesIO(existing), locale=locale, abort_invalid=True)
            if existing is not None
            else _empty(locale)
        )
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise OperatorMustFix(
            "catalogue", f"the words for {tag} cannot be read: {error}", "put that line right"
        ) from error
    catalogue.update(read_po(io.BytesIO(template)))
    return catalogue


def write_catalogue(catalogue: Catalog) -> bytes:
    """The file's bytes; the same words give the same bytes on every day and machine."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    head, blank, rest = buffer.getvalue().partition(b"\n\n")
    lines = head.splitlines(keepends=True)
    kept = [each for each in lines if not any(mark in each for mark in _LEFT_OUT)]
    return b"".join(kept).rstrip(b"\n") + blank + rest


def _empty(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        project=PROJECT,
        version="1",
        charset="utf-8",
        fuzzy=False,
        header_comment="\n".join(f"# {line}" for line in ABOUT.splitlines()),
    )


Found = tuple[str, int, str | tuple[str, ...], list[str], str | None]


def _found(root: Path) -> Iterator[Found]:
    methods, options, folders = _mappings(root)

    def inside(folder: str | os.PathLike[str]) -> bool:
        name = Path(folder).name
        top = Path(folder).resolve().relative_to(root.resolve()).parts[:1]
        return not name.startswith((".", "_")) and (not top or top[0] in folders)

    yield from extract_from_dir(
        root.resolve(), methods, options, strip_comment_tags=True, directory_filter=inside
    )


def _mappings(root: Path) -> tuple[list[tuple[str, str]], dict[str, dict[str, str]], set[str]]:
    """Babel's method and options by pattern, and the folders that the patterns begin with."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
        mappings: list[dict[str, str]] = project["tool"]["babel"]["mappings"]
    except (OSError, KeyError) as error:
        raise OperatorMustFix(
            "no-words",
            f"{root} is not a checkout of Voice: it has no [tool.babel] in pyproject.toml",
            "run this at the top of a checkout",
        ) from error
    methods = [(each["pattern"], each["method"]) for each in mappings]
    options = {
        each["pattern"]: {k: v for k, v in each.items() if k not in ("pattern", "method")}
        for each in mappings
    }
    return methods, options, {pattern.partition("/")[0] for pattern, _ in methods}


def _in_order(found: Found) -> tuple[str, int]:
    return found[0], found[1]
