"""`next_version`: a codebook and the edits to it → version N+1. Same edits, same bytes.

Source: docs/spec/codebook.md.
"""

from collections.abc import Callable, Iterable
from functools import singledispatch

import msgspec

from voice.errors import Refused
from voice.themes.codebook import Codebook, Language, Meant, Term, Theme
from voice.themes.edits import (
    AddTerm,
    AddTheme,
    Confirm,
    DropTerm,
    Edit,
    Merge,
    Move,
    Reject,
    Rename,
    Split,
)

replace = msgspec.structs.replace


def next_version(codebook: Codebook, edits: Iterable[Edit]) -> Codebook:
    """The codebook after all edits in order, one version on.

    Raises:
        Refused: "edit-misfit": an edit names a theme, term or language that is not there (any
            more), or an id that is taken. Nothing is changed then.
    """
    changed = codebook
    for number, edit in enumerate(edits, 1):
        try:
            changed = _apply(edit, changed)
        except _Misfit as misfit:
            raise Refused(
                "edit-misfit",
                f"edit {number} ({type(edit).__struct_config__.tag}) does not fit: {misfit}",
                "Add an edit that puts it right to a new log, or leave this one out of it.",
            ) from misfit
    return replace(changed, version=codebook.version + 1, parent=codebook.fingerprint)


class _Misfit(Exception):
    """Why an edit does not fit the codebook."""


@singledispatch
def _apply(edit: object, codebook: Codebook) -> Codebook:
    raise TypeError(f"there is no such edit: {edit!r}")


@_apply.register
def _(edit: Confirm, codebook: Codebook) -> Codebook:
    return _with_term(
        codebook, edit, lambda term: replace(term, confirmed=term.confirmed + edit.times)
    )


@_apply.register
def _(edit: Reject, codebook: Codebook) -> Codebook:
    return _with_term(
        codebook, edit, lambda term: replace(term, rejected=term.rejected + edit.times)
    )


@_apply.register
def _(edit: AddTerm, codebook: Codebook) -> Codebook:
    _active(codebook, edit.theme)
    made = Term(
        edit.term,
        not_near=edit.not_near,
        source=edit.source,
        by=edit.by,
        since=codebook.version + 1,
    )
    return _with_terms(codebook, edit.lang, edit.theme, lambda terms: _added(terms, made))


@_apply.register
def _(edit: DropTerm, codebook: Codebook) -> Codebook:
    _term(codebook, edit.theme, edit.lang, edit.term)
    return _with_terms(codebook, edit.lang, edit.theme, lambda terms: _without(terms, edit.term))


@_apply.register
def _(edit: Move, codebook: Codebook) -> Codebook:
    _active(codebook, edit.into)
    term = _term(codebook, edit.theme, edit.lang, edit.term)
    out = _with_terms(codebook, edit.lang, edit.theme, lambda terms: _without(terms, edit.term))
    return _with_terms(out, edit.lang, edit.into, lambda terms: _added(terms, term))


@_apply.register
def _(edit: Merge, codebook: Codebook) -> Codebook:
    gone, into = _active(codebook, edit.theme), _active(codebook, edit.into)
    if gone.id == into.id:
        raise _Misfit(f"{gone.id} cannot be merged into itself")
    merged = _with_theme(codebook, replace(gone, status="merged", into=into.id))
    whole = replace(into, good=_both(into.good, gone.good), hard=_both(into.hard, gone.hard))
    merged = _with_theme(merged, whole)
    for language in codebook.languages:
        for term in language.themes.get(gone.id, Meant()).terms:
            merged = _take(merged, language.tag, gone.id, into.id, term)
    return merged


@_apply.register
def _(edit: Split, codebook: Codebook) -> Codebook:
    whole = _active(codebook, edit.theme)
    changed = codebook
    for part in edit.parts:
        theme = Theme(id=part.id, group=whole.group, name=part.name, meaning=part.meaning)
        changed = _with_new(changed, theme, whole.id)
        for tag, texts in sorted(part.terms.items()):
            for text in texts:
                term = _term(changed, whole.id, tag, text)
                changed = _take(changed, tag, whole.id, part.id, term)
    left = any(language.themes.get(whole.id, Meant()).terms for language in changed.languages)
    return changed if left else _with_theme(changed, replace(whole, status="dropped"))


@_apply.register
def _(edit: Rename, codebook: Codebook) -> Codebook:
    theme = _active(codebook, edit.theme)
    if edit.lang is None or edit.lang == codebook.lang:
        named = replace(theme, name=edit.name, meaning=edit.meaning or theme.meaning)
        return _with_theme(codebook, named)
    language = _language(codebook, edit.lang)
    meant = language.themes.get(theme.id, Meant())
    named_there = replace(meant, name=edit.name, meaning=edit.meaning or meant.meaning)
    return _with_meant(codebook, language, theme.id, named_there)


@_apply.register
def _(edit: AddTheme, codebook: Codebook) -> Codebook:
    if edit.group not in {group.id for group in codebook.groups}:
        raise _Misfit(f"there is no group {edit.group}")
    made = Theme(id=edit.theme, group=edit.group, name=edit.name, meaning=edit.meaning)
    return _with_new(codebook, made, "")


def _active(codebook: Codebook, theme: str) -> Theme:
    for each in codebook.active:
        if each.id == theme:
            return each
    raise _Misfit(f"there is no theme {theme} in use")


def _language(codebook: Codebook, tag: str) -> Language:
    for each in codebook.languages:
        if each.tag == tag:
            return each
    raise _Misfit(f"the codebook has no words in {tag}")


def _term(codebook: Codebook, theme: str, tag: str, text: str) -> Term:
    _active(codebook, theme)
    for each in _language(codebook, tag).themes.get(theme, Meant()).terms:
        if each.text == text:
            return each
    raise _Misfit(f"{theme} has no term “{text}” in {tag}")


def _with_term(
    codebook: Codebook, edit: Confirm | Reject, change: Callable[[Term], Term]
) -> Codebook:
    known = _term(codebook, edit.theme, edit.lang, edit.term)
    return _with_terms(
        codebook,
        edit.lang,
        edit.theme,
        lambda terms: tuple(change(term) if term == known else term for term in terms),
    )


def _with_terms(
    codebook: Codebook, tag: str, theme: str, change: Callable[[tuple[Term, ...]], tuple[Term, ...]]
) -> Codebook:
    language = _language(codebook, tag)
    meant = language.themes.get(theme, Meant())
    return _with_meant(codebook, language, theme, replace(meant, terms=change(meant.terms)))


def _with_meant(codebook: Codebook, language: Language, theme: str, meant: Meant) -> Codebook:
    changed = replace(language, themes=language.themes | {theme: meant})
    return replace(
        codebook,
        languages=tuple(changed if each is language else each for each in codebook.languages),
    )


def _with_theme(codebook: Codebook, theme: Theme) -> Codebook:
    themes = tuple(theme if each.id == theme.id else each for each in codebook.themes)
    return replace(codebook, themes=themes)


def _with_new(codebook: Codebook, theme: Theme, after: str) -> Codebook:
    """The codebook with a new theme, behind the one that it comes out of or its group's last."""
    if theme.id in {each.id for each in codebook.themes}:
        raise _Misfit(f"the id {theme.id} is taken; ids are never used again")
    beside = [n for n, each in enumerate(codebook.themes, 1) if each.group == theme.group]
    own = [n for n, each in enumerate(codebook.themes, 1) if each.id == after]
    place = (own or beside or [len(codebook.themes)])[-1]
    return replace(codebook, themes=(*codebook.themes[:place], theme, *codebook.themes[place:]))


def _take(codebook: Codebook, tag: str, theme: str, into: str, term: Term) -> Codebook:
    out = _with_terms(codebook, tag, theme, lambda terms: _without(terms, term.text))
    there = {each.text for each in out.terms(into, tag)}
    return out if term.text in there else _with_terms(out, tag, into, lambda t: (*t, term))


def _added(terms: tuple[Term, ...], term: Term) -> tuple[Term, ...]:
    if term.text in {each.text for each in terms}:
        raise _Misfit(f"the term “{term.text}” is there already")
    return (*terms, term)


def _without(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    return tuple(term for term in terms if term.text != text)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one + other))
