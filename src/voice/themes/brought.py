"""`bring_in`: themes from another program's codebook, put into one of ours as its next version.

Nothing is lost by it: themes that the other does not have stay, and so do their terms.
"""

import re
import unicodedata

import msgspec

from voice.errors import OperatorMustFix
from voice.themes.codebook import Codebook, Group, Language, Meant, Term, Text, Theme

IMPORTED = "imported"
MOST_THEMES = 1_000
replace = msgspec.structs.replace


class Brought(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme as another program gives it. What is empty stays as it is here."""

    name: Text
    id: str = ""
    group: str = ""
    """The name of its family."""
    meaning: str = ""
    not_this: str = ""
    terms: dict[str, tuple[Term, ...]] = {}
    """Language → all its terms there. Languages that are not named keep theirs."""


def bring_in(codebook: Codebook, brought: tuple[Brought, ...]) -> Codebook:
    """The next version of a codebook, with these themes changed and the others added.

    A theme is known by its id, else by its name. New ids are made of the names.

    Raises:
        OperatorMustFix: "codebook-too-many", for more than a thousand themes.
    """
    if len(brought) > MOST_THEMES:
        raise OperatorMustFix(
            "codebook-too-many",
            f"there are {len(brought)} themes; {MOST_THEMES} are the most",
            "A list of more than 70 helps nobody: merge some of them first.",
        )
    changed = codebook
    for each in brought:
        changed = _one(changed, each)
    return replace(changed, version=codebook.version + 1, parent=codebook.fingerprint)


def _one(codebook: Codebook, brought: Brought) -> Codebook:
    known = {theme.id: theme for theme in codebook.themes}
    by_name = {theme.name.casefold(): theme for theme in reversed(codebook.active)}
    theme = known.get(brought.id) or by_name.get(brought.name.casefold())
    if theme is None:
        codebook, group = _group(codebook, brought.group)
        made = _free_id(group, brought.id or brought.name, set(known))
        theme = Theme(id=made, group=group, name=brought.name, meaning=brought.meaning)
        codebook = replace(codebook, themes=(*codebook.themes, theme))
    told = replace(
        theme,
        name=brought.name,
        meaning=brought.meaning or theme.meaning,
        not_this=brought.not_this or theme.not_this,
    )
    themes = tuple(told if each.id == theme.id else each for each in codebook.themes)
    languages = _with_terms(codebook, theme.id, brought.terms)
    return replace(codebook, themes=themes, languages=languages)


def _group(codebook: Codebook, name: str) -> tuple[Codebook, str]:
    for group in codebook.groups:
        if name and name.casefold() in (group.name.casefold(), group.id):
            return codebook, group.id
    made = _slug(name) or IMPORTED
    if made in {group.id for group in codebook.groups}:
        return codebook, made
    group = Group(id=made, name=name or "Imported")
    return replace(codebook, groups=(*codebook.groups, group)), made


def _with_terms(
    codebook: Codebook, theme: str, terms: dict[str, tuple[Term, ...]]
) -> tuple[Language, ...]:
    there = {language.tag: language for language in codebook.languages}
    for tag, its in terms.items():
        language = there.get(tag) or Language(tag=tag, draft=True, note="Brought in from a file.")
        known = language.themes.get(theme, Meant())
        meant = replace(known, terms=_known_ones(known, its))
        there[tag] = replace(language, themes=language.themes | {theme: meant})
    return tuple(there[tag] for tag in sorted(there))


def _known_ones(before: Meant, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms with what is known of those that were there: who added them, and evidence."""
    known = {term.text: term for term in before.terms}
    return tuple(
        replace(known[term.text], not_near=term.not_near) if term.text in known else term
        for term in terms
    )


def _free_id(group: str, wanted: str, taken: set[str]) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_.-]{0,63}", wanted) and "." in wanted and wanted not in taken:
        return wanted
    stem = f"{group}.{_slug(wanted) or 'theme'}"[:56]
    return next(
        each for each in (stem, *(f"{stem}-{n}" for n in range(2, 9_999))) if each not in taken
    )


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
    return slug if slug[:1].isalpha() else ""
