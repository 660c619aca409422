"""`weak_terms`: terms that readers mostly did not agree with. A proposal; nothing is removed.

A hundred examples must not delete a panel's word: measured, that made rare themes worse.
"""

import msgspec

from voice.themes.codebook import Codebook, Term

LEAST_SHOWN = 10
LEAST_AGREED = 0.4


class Weak(msgspec.Struct, frozen=True):
    """A term shown to readers ten times or more, of which under four in ten agreed."""

    theme: str
    lang: str
    term: Term


def weak_terms(codebook: Codebook) -> tuple[Weak, ...]:
    """The weak terms of a codebook, in its order. People decide what becomes of them."""
    return tuple(
        Weak(theme.id, language.tag, term)
        for language in codebook.languages
        for theme in codebook.active
        for term in codebook.terms(theme.id, language.tag)
        if term.shown >= LEAST_SHOWN and term.confirmed < LEAST_AGREED * term.shown
    )
