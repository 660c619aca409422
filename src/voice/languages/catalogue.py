"""`Catalogue`: the words of one language, read from `voice.po` at start. Fuzzy is never used."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from voice.errors import OperatorMustFix
from voice.languages.critical import TAG, is_critical
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
    tagged: frozenset[Key] = frozenset()
    """What the file marks as critical, beside promises, help lines and `CRITICAL`."""

    @property
    def status(self) -> Status:
        """How far a named role has read exactly the words that an approval covers."""
        if self.tag == SOURCE:
            return "approved"
        return self.standing.holds_for(self.fingerprint, self.critical_fingerprint)

    @property
    def fingerprint(self) -> str:
        """Stands for what an approval covers: forms, promises, and what is critical on pages."""
        return self._fingerprint(key for key in self.words if key[0] or self.is_critical(key))

    @property
    def critical_fingerprint(self) -> str:
        """Stands for the sentences that can harm where they are wrong, and for nothing else."""
        return self._fingerprint(filter(self.is_critical, self.words))

    def is_critical(self, key: Key) -> bool:
        """Whether a wrong word here can harm: who reads, danger, consent, help, taking back."""
        return key in self.tagged or is_critical(*key)

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

    def _fingerprint(self, keys: Iterable[Key]) -> str:
        """Of these words beside their English: when either changes, so does it."""
        read = {
            context or english: (english, self.words[context, english]) for context, english in keys
        }
        return fingerprint_words(read)


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
    return _catalogue(tag, path, load_standings(folder))


def merged(ours: Catalogue, own: Catalogue) -> Catalogue:
    """An organisation's own words over ours. An approval of its own takes the place of ours.

    Either holds only for all words together: see `Catalogue.fingerprint`.
    """
    return Catalogue(
        ours.tag,
        {**ours.words, **own.words},
        ours.standing if own.standing == Standing() else own.standing,
        ours.tagged | own.tagged,
    )


def load_catalogues(folder: Path) -> dict[str, Catalogue]:
    """Every language in which the pages themselves are whole, the source language first.

    Raises:
        OperatorMustFix: a catalogue or the template cannot be read.
    """
    found = {SOURCE: load_catalogue(SOURCE, folder)}
    needed, standings = page_messages(folder), load_standings(folder)
    for path in sorted(folder.glob(f"*/{PLACE}")):
        tag = path.parts[-3]
        if tag != SOURCE and known(tag):
            catalogue = _catalogue(tag, path, standings)
            if not catalogue.missing(needed):
                found[tag] = catalogue
    return found


def behind(tag: str, catalogues: Mapping[str, Catalogue]) -> list[Catalogue]:
    """Those that speak where the one for `tag` has no words: its fallback, then the source."""
    order = dict.fromkeys([language(tag).fallback, SOURCE])
    return [catalogues[each] for each in order if each != tag and each in catalogues]


def page_messages(folder: Path) -> list[Key]:
    """What the pages say, from the template: their contexts hold no dot, those of forms do."""
    return [key for key in all_messages(folder) if "." not in key[0]]


def all_messages(folder: Path) -> list[Key]:
    """All that forms, promises, help lines and pages say, from the template, where there is one."""
    path = folder / TEMPLATE
    if not path.exists():
        return []
    return [key_of(each.context, each.id) for each in read_catalog(path) if each.id]


def _catalogue(tag: str, path: Path, standings: Mapping[str, Standing]) -> Catalogue:
    words: dict[Key, str] = {}
    tagged: set[Key] = set()
    for each in read_catalog(path):
        if each.id and each.string and isinstance(each.string, str) and not each.fuzzy:
            key = key_of(each.context, each.id)
            words[key] = each.string
            if TAG in each.auto_comments:
                tagged.add(key)
    return Catalogue(tag, words, standings.get(tag, Standing()), frozenset(tagged))


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
