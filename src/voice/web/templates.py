"""Jinja environments, one a language, over the templates of this room."""

from importlib import resources
from typing import Protocol

from jinja2 import Environment, FunctionLoader, StrictUndefined


class Speaks(Protocol):
    """What a catalogue gives to templates."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, singular: str, plural: str, n: int) -> str: ...
    def pgettext(self, context: str, message: str) -> str: ...


def _source(name: str) -> str:
    return resources.files("voice.web").joinpath("templates", name).read_text("utf-8")


def environment(catalogue: Speaks, static_at: str) -> Environment:
    """Templates that speak `catalogue`'s language; a name that is missing fails loudly."""
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
    # For contexts that are put together at run time; Babel must not look for words here.
    made.globals["catalogued"] = catalogue.pgettext
    return made
