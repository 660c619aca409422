"""Jinja environments, one a language, over the templates of this room."""

from collections.abc import Sequence
from importlib import resources
from typing import Protocol

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from voice.languages.registry import language


class Speaks(Protocol):
    """What a catalogue gives to templates."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, singular: str, plural: str, n: int) -> str: ...
    def pgettext(self, context: str, message: str) -> str: ...
    def text(self, context: str, english: str) -> str | None: ...
    @property
    def tag(self) -> str: ...


def _source(name: str) -> str:
    return resources.files("voice.web").joinpath("templates", name).read_text("utf-8")


def environment(catalogue: Speaks, static_at: str, behind: Sequence[Speaks] = ()) -> Environment:
    """Templates that speak `catalogue`'s language; a name that is missing fails loudly.

    Where words are looked up by context and it has none, those `behind` it speak, in order.
    """
    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=False, pgettext=catalogue.pgettext
    )
    made.globals["static"] = static_at

    def catalogued(context: str, english: str) -> str | Markup:
        """For contexts that are put together at run time; Babel must not look for words here."""
        for each in behind if catalogue.text(context, english) is None else ():
            if (text := each.text(context, english)) is not None:
                other = language(each.tag)
                marked = Markup('<span lang="{}" dir="{}">{}</span>')
                return marked.format(other.tag, other.direction, text)
        return catalogue.pgettext(context, english)

    made.globals["catalogued"] = catalogued
    return made
