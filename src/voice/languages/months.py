"""`month_names`: how a language calls the twelve months. Source: Unicode CLDR, through Babel."""

from babel import Locale

_FORMS = (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"))
_BABEL = {"fa-AF": "fa_AF", "zh-Hans": "zh_Hans"}


def month_names(tag: str) -> frozenset[str]:
    """Full and short names, as a date has them and alone; of the Gregorian calendar only.

    Raises:
        babel.UnknownLocaleError: CLDR does not know the language.
    """
    months = Locale.parse(_BABEL.get(tag, tag)).months
    return frozenset(name for use, width in _FORMS for name in months[use][width].values())
