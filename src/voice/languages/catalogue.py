"""`Catalogue`: the words of one language, read from `voice.po` at start. Fuzzy is never used."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from voice.errors import OperatorMustFix
from voice.languages.critical import CRITICAL
from voice.languages.registry import SOURCE, known, language
from voice.languages.status import Standing, Status, fingerprint_words, load_standings

TEMPLATE = "voice.pot"
PLACE = "LC_MESSAGES/voice.po"

Key = tuple[str, str]
"""Context (empty where there is none) and source text."""


class Catalogue(msgspec.Struct, frozen=True):
    """The words of one language. For templates it gives what gettext gives."""

    tag: str
    words: Mapping[Key, str]
    standing: Standing = Standing()

    @property
    def status(self) -> Status:
        """`approved` where a named person has read exactly the words that an approval covers."""
        return "approved" if self.tag == SOURCE else self.standing.holds_for(self.fingerprint)

    @property
    def fingerprint(self) -> str:
        """Stands for what an approval covers: forms, promises, and what is critical on pages."""
        read = {
            context or english: text
            for (context, english), text in self.words.items()
            if context or english in CRITICAL
        }
        return fingerprint_words(read)

    def text(self, context: str, english: str) -> str | None:
        """`english` in this language, or None where nobody has written it yet."""
        found = self.words.get((context, english))
        return english if found is None and self.tag == SOURCE else found

    def missing(self, messages: Iterable[Key]) -> list[Key]:
        """Those messages that have no words in this language."""
        return [each for each in messages if self.text(*each) is None]

    def gettext(self, message: str) -> str:
        """A page's sentence; the source text where there is no other."""
        return self.text("", message) or message

    def pgettext(self, context: str, message: str) -> str:
        """A page's sentence where the same English means two things."""
        return self.text(context, message) or message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Jinja asks for it. Our sentences have no plurals (gettext and CLDR disagree on them)."""
        return self.gettext(singular if n == 1 else plural)


def source_catalogue() -> Catalogue:
    """The source language: every text stands for itself."""
    return Catalogue(SOURCE, {})


def load_catalogue(tag: str, folder: Path) -> Catalogue:
    """The words in `folder/<tag>/LC_MESSAGES/voice.po`; the source language needs no file.

    Raises:
        OperatorMustFix: no such language or file, or the file cannot be read.
    """
    path = folder / language(tag).tag / PLACE
    if tag == SOURCE and not path.exists():
        return source_catalogue()
    words = {
        key_of(message.context, message.id): message.string
        for message in read_catalog(path)
        if message.id and message.string and not message.fuzzy and isinstance(message.string, str)
    }
    return Catalogue(tag, words, load_standings(folder).get(tag, Standing()))


def load_catalogues(folder: Path) -> dict[str, Catalogue]:
    """Every language in which the pages themselves are whole, the source language first.

    Raises:
        OperatorMustFix: a catalogue or the template cannot be read.
    """
    found = {SOURCE: load_catalogue(SOURCE, folder)}
    needed = page_messages(folder)
    for path in sorted(folder.glob(f"*/{PLACE}")):
        tag = path.parts[-3]
        if tag != SOURCE and known(tag):
            catalogue = load_catalogue(tag, folder)
            if not catalogue.missing(needed):
                found[tag] = catalogue
    return found


def page_messages(folder: Path) -> list[Key]:
    """What the pages say, from the template: their contexts hold no dot, those of forms do."""
    path = folder / TEMPLATE
    if not path.exists():
        return []
    keys = [key_of(each.context, each.id) for each in read_catalog(path) if each.id]
    return [key for key in keys if "." not in key[0]]


def read_catalog(path: Path) -> Catalog:
    """Babel's view of a file. Raises `OperatorMustFix` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError, ValueError) as error:
        raise OperatorMustFix(
            "catalogue",
            f"the words in {path} cannot be read: {error}",
            "put that line right, or write it anew with: voice words update",
        ) from error


def key_of(context: str | None, message: str | tuple[str, ...] | list[str]) -> Key:
    """The key of a message; of a plural one, its singular."""
    return context or "", message if isinstance(message, str) else message[0]
