"""`[words.<tag>]` in a form file: its words in other languages, for who has no tool for gettext.

The file says `[words.ar]` and then, by context without the form's id, `title = "…"`,
`today.ask = "…"`, `start = ["…"]`. Source: docs/spec/form.md.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from voice.errors import OperatorMustFix
from voice.forms.load import load_form
from voice.forms.messages import Message, consent_contexts, messages
from voice.forms.model import Form

TABLE = "words"


class OwnWords(msgspec.Struct, frozen=True):
    """Words of forms in one language, by context and English; which of them ask for consent."""

    words: dict[Message, str]
    consents: frozenset[Message]


def own_words(folder: Path, tag: str) -> OwnWords:
    """What the forms in `folder` say in language `tag` by themselves; nothing where they do not.

    Raises:
        OperatorMustFix: a form does not fit, or has words for what it does not say.
    """
    found = OwnWords({}, frozenset())
    for path in sorted(folder.glob("*.toml")):
        if TABLE not in _tables(path):
            continue  # a plan of a round, or a form whose words are in catalogues
        consents = consent_contexts(load_form(path))
        words = form_words(path).get(tag, {})
        found = OwnWords(
            found.words | words, found.consents | {key for key in words if key[0] in consents}
        )
    return found


def form_words(path: Path) -> dict[str, dict[Message, str]]:
    """The form file's own words: language tag → (context, English) → words.

    Raises:
        OperatorMustFix: the form does not fit, or has words for what it does not say.
    """
    form = load_form(path)
    tables = _tables(path).get(TABLE, {})
    return {tag: _keyed(form, tag, table, path) for tag, table in tables.items()}


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OperatorMustFix(
            "form-toml", f"{path} is not TOML: {error}", "put that line right"
        ) from error


def _keyed(form: Form, tag: str, table: object, path: Path) -> dict[Message, str]:
    said = dict(messages(form))
    found: dict[Message, str] = {}
    for name, text in _flat("", table):
        context = f"{form.id}.{name}"
        if context not in said or not isinstance(text, str) or not text.strip():
            raise OperatorMustFix(
                "own-words",
                f"{path}: [{TABLE}.{tag}] has {name}, which the form does not say or has no words",
                "name it as it stands: title, minutes, start, question.ask, question.option",
            )
        found[context, said[context]] = text
    return found


def _flat(name: str, value: object) -> Iterator[tuple[str, object]]:
    """TOML's nested tables and lists as `question.part` and `start.0`."""
    entries: Mapping[str, object] | None = None
    if isinstance(value, dict):
        entries = value
    elif isinstance(value, list):
        entries = {str(place): each for place, each in enumerate(value)}
    if entries is None:
        yield name, value
        return
    for part, each in entries.items():
        yield from _flat(f"{name}.{part}" if name else part, each)
