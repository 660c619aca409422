"""`check_codebook`: every remark on a codebook's files at once, instead of the first alone."""

import difflib
import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from voice.errors import OperatorMustFix
from voice.themes.codebook import Codebook, Language, Theme
from voice.themes.codebook_file import places, read_codebook, read_language, read_toml
from voice.themes.coding import Matcher
from voice.themes.normalise import tidy
from voice.themes.remark import Remark
from voice.themes.speech import load_speech
from voice.themes.terms_check import check_language

LEAST_EXEMPLARS = 5


def check_codebook(path: Path | None = None, tags: tuple[str, ...] = ()) -> list[Remark]:
    """Remarks on the codebook at `path` (the shipped one, without it), of these languages only.

    Nothing is raised for what stands in the files.
    """
    head, files = places(path)
    try:
        data = read_toml(head)
        inside = data.pop("language", [])
        bare = read_codebook({**data, "language": []}, head.name)
    except OperatorMustFix as problem:
        return [_of(problem, head.name)]
    remarks = [] if tags else list(_check_themes(bare, head.name))
    if inside:
        return remarks + _check_inside(data, inside, head, tags)
    languages = []
    for file in files:
        if not tags or file.name.removesuffix(".toml") in tags:
            found = _check_file(bare, file)
            remarks += found[1]
            languages += [found[0]] if found[0] else []
    remarks += [_missing(tag) for tag in tags if f"{tag}.toml" not in {f.name for f in files}]
    return remarks + list(_check_examples(bare, languages, head.name))


def _check_inside(
    data: dict[str, Any], inside: list[Any], head: Traversable, tags: tuple[str, ...]
) -> list[Remark]:
    """Remarks on a whole file, with its languages inside."""
    try:
        whole = read_codebook({**data, "language": inside}, head.name)
    except OperatorMustFix as problem:
        return [_of(problem, head.name)]
    speeches = load_speech()
    remarks = list(_check_examples(whole, list(whole.languages), head.name))
    for language in whole.languages:
        if not tags or language.tag in tags:
            name = f"{head.name} ({language.tag})"
            remarks += check_language(whole, language, speeches[language.tag], name, "")
    return remarks


def _check_file(bare: Codebook, file: Traversable) -> tuple[Language | None, list[Remark]]:
    tag = file.name.removesuffix(".toml")
    speeches = load_speech()
    try:
        language = read_language(read_toml(file), file.name)
    except OperatorMustFix as problem:
        return None, [_of(problem, file.name)]
    if language.tag != tag or tag not in speeches:
        hint = f"known are {', '.join(sorted(speeches))}; the file is called after its tag"
        message = f"it says tag = “{language.tag}”"
        return None, [Remark(level="must", file=file.name, line=1, message=message, hint=hint)]
    themes = [theme.id for theme in bare.themes]
    flags = [flag.id for flag in bare.flags]
    remarks = [
        _unknown(file.name, "theme", each, themes) for each in language.themes if each not in themes
    ]
    remarks += [
        _unknown(file.name, "flag", each, flags) for each in language.flags if each not in flags
    ]
    remarks += [
        _unknown(file.name, "theme", each.theme, themes)
        for each in language.contrasts
        if each.theme not in themes
    ]
    if remarks:
        return None, remarks
    whole = _with(bare, (language,))
    text = file.read_text("utf-8")
    return language, list(check_language(whole, language, speeches[tag], file.name, text))


def _check_themes(codebook: Codebook, file: str) -> Iterator[Remark]:
    for theme in codebook.active:
        if len(theme.exemplars) < LEAST_EXEMPLARS:
            yield Remark(
                level="look",
                file=file,
                theme=theme.id,
                message=f"it has {len(theme.exemplars)} examples; {LEAST_EXEMPLARS} are the least",
                hint="add invented sentences to `good` and `hard`, as people would say them",
            )


def _check_examples(codebook: Codebook, languages: list[Language], file: str) -> Iterator[Remark]:
    """Examples, which are in the codebook's own language, that their theme does not find."""
    if codebook.lang not in {language.tag for language in languages}:
        return
    speech = load_speech()[codebook.lang]
    matcher = Matcher.of_themes(_with(codebook, tuple(languages)), speech)
    for theme in codebook.active:
        for example in _not_found(theme, matcher):
            yield Remark(
                level="look",
                file=file,
                theme=theme.id,
                message=f"no term finds its example “{example}”",
                hint=f"add a term to the words in {codebook.lang}, or leave it to the reader",
            )


def _not_found(theme: Theme, matcher: Matcher) -> list[str]:
    return [
        example
        for example in theme.exemplars
        if theme.id not in {hit.owner for hit in matcher.hits(tidy(example))}
    ]


def _with(codebook: Codebook, languages: tuple[Language, ...]) -> Codebook:
    return msgspec.structs.replace(codebook, languages=languages)


def _unknown(file: str, what: str, named: str, known: list[str]) -> Remark:
    near = difflib.get_close_matches(named, known, 1)
    return Remark(
        level="must",
        file=file,
        theme=named,
        message=f"the codebook has no {what} of this id",
        hint=f"did you mean {near[0]}?" if near else f"ids stand in codebook.toml: {known[0]}, …",
    )


def _missing(tag: str) -> Remark:
    return Remark(
        level="must",
        file=f"{tag}.toml",
        message="there is no such file in the folder terms",
        hint="make it; docs/spec/codebook.md says how",
    )


def _of(problem: OperatorMustFix, file: str) -> Remark:
    at = re.search(r"line (\d+)", problem.message)
    hint = problem.hint
    if re.search(r"unknown field `\w+` - at `\$\.(theme|flag)\[", problem.message):
        hint = 'write ids between quotation marks: [theme."housing.safe"]'
    return Remark(
        level="must", file=file, line=int(at[1]) if at else 0, message=problem.message, hint=hint
    )
