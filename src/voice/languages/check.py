"""What a catalogue must not hold, and what it lacks."""

import io
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from voice.languages.catalogue import (
    PLACE,
    TEMPLATE,
    Key,
    all_messages,
    key_of,
    load_catalogue,
    read_catalog,
)
from voice.languages.coverage import english_fingerprint
from voice.languages.extract import extract_words
from voice.languages.registry import SOURCE, known
from voice.languages.status import FILE_NAME, load_standings
from voice.languages.wording import load_forbidden, text_findings


class WordsFinding(msgspec.Struct, frozen=True):
    """One thing to put right in a file of words."""

    file: str
    slug: str
    message: str


def check_words(root: Path) -> list[WordsFinding]:
    """All that is wrong with the words of the project at `root`; a language may be incomplete.

    Raises:
        OperatorMustFix: a file cannot be read.
    """
    locales = root / "locales"
    said = _keys(read_po(io.BytesIO(extract_words(root))))
    written = _keys(read_catalog(locales / TEMPLATE))
    found = [*_template_findings(said, written)]
    forbidden = load_forbidden(locales)
    for path in sorted(locales.glob(f"*/{PLACE}")):
        name = path.relative_to(root).as_posix()
        if not known(path.parts[-3]):
            found.append(WordsFinding(name, "language-unknown", "no language of ours"))
        found += _catalogue_findings(name, path, written, forbidden.get(path.parts[-3], ()))
    found += _standing_findings(locales)
    return found


def _template_findings(said: set[Key], written: set[Key]) -> Iterator[WordsFinding]:
    for what, keys in (("lacks", said - written), ("still has", written - said)):
        if keys:
            first = sorted(keys)[0][1]
            told = f"{what} {len(keys)} of what is said, such as {first!r}; run: make words"
            yield WordsFinding(f"locales/{TEMPLATE}", "template-old", told)


def _catalogue_findings(
    name: str, path: Path, written: set[Key], forbidden: Collection[str]
) -> Iterator[WordsFinding]:
    catalogue = read_catalog(path)
    old = _keys(catalogue) ^ written
    if old:
        told = f"{len(old)} messages are not those of {TEMPLATE}; run: make words"
        yield WordsFinding(name, "catalogue-old", told)
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            for slug, told in _message_findings(message, forbidden):
                yield WordsFinding(name, slug, f"{message.context or ''} {message.id!r}: {told}")


def _message_findings(message: Message, forbidden: Collection[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(message.id, str) or not isinstance(message.string, str):
        yield "plural", "sentences have no plurals here; say it without one"
        return
    yield from text_findings(message.id, message.string, forbidden)


def _standing_findings(locales: Path) -> Iterator[WordsFinding]:
    for tag, standing in load_standings(locales).items():
        now = load_catalogue(tag, locales).status
        if tag != SOURCE and standing.status != now:
            told = f"{tag} was approved with other words; it counts as {now} until read again"
            yield WordsFinding(f"locales/{FILE_NAME}", "approval-old", told)
    english = english_fingerprint(all_messages(locales))
    for tag, standing in load_standings(locales).items():
        if standing.english not in ("", english) and not standing.stale_since:
            told = f"{tag} was written for other English than there is now; run: make words"
            yield WordsFinding(f"locales/{FILE_NAME}", "english-old", told)


def _keys(catalogue: Catalog) -> set[Key]:
    return {key_of(each.context, each.id) for each in catalogue if each.id}
