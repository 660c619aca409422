"""Every sentence of forms, promises and help lines with its context, for translators."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import BinaryIO

import msgspec

from voice.forms.helplines import KnownHelplines
from voice.forms.load import read_form
from voice.forms.model import Choosing, Form, Permission
from voice.forms.promises import CONTEXT, Promises

Message = tuple[str, str]
"""Context and source text: `("pulse.today.ask", "How was today's meeting?")`."""

CRITICAL = "critical"
"""The comment beside words that a round needs approved: `languages.critical.TAG`."""

Extracted = tuple[int, str, tuple[str, str], list[str]]


def messages(form: Form) -> Iterator[Message]:
    """Context and text of all that `form` says, in the order in which it is read."""
    yield f"{form.id}.title", form.title
    yield f"{form.id}.minutes", form.minutes
    for place, sentence in enumerate(form.start):
        yield f"{form.id}.start.{place}", sentence
    parts = {context: words for words, context in sections(form)}
    for question in form.questions:
        context = f"{form.id}.{question.id}."
        if context + "section" in parts:
            yield context + "section", parts[context + "section"]
        yield context + "ask", question.ask
        if question.hint:
            yield context + "hint", question.hint
        if isinstance(question, Choosing):
            for option in question.options:
                yield context + option.id, option.text


def sections(form: Form) -> tuple[Message, ...]:
    """The parts a person may choose, in order: how `section` calls each, and its words' context.

    The words stand once, with the part's first question. Empty for a form without parts.
    """
    first: dict[str, str] = {}
    for question in form.questions:
        if question.section:
            first.setdefault(question.section, f"{form.id}.{question.id}.section")
    return tuple(first.items())


def consent_contexts(form: Form) -> set[str]:
    """Contexts of the questions who may see one's words: a yes to other words is no yes."""
    asked = [f"{form.id}.{each.id}." for each in form.questions if isinstance(each, Permission)]
    return {context for context, _ in messages(form) if context.startswith(tuple(asked))}


def round_messages(form: Form, promises: Promises, chosen: Collection[str]) -> list[Message]:
    """All that a round says: the form, and the promises with the ids in `chosen`."""
    wanted = {CONTEXT + each for each in chosen}
    return [*messages(form), *(each for each in promises.messages() if each[0] in wanted)]


def extract(
    fileobj: BinaryIO,
    keywords: Mapping[str, object],
    comment_tags: Collection[str],
    options: Mapping[str, object],
) -> Iterable[Extracted]:
    """A Babel extractor for `forms/*.toml`: line, function, (context, text), comments.

    Raises:
        OperatorMustFix: the file is not a form, nor promises, nor help lines, nor pictures.
    """
    source = fileobj.read().decode("utf-8")
    lines = source.splitlines()
    start = 0
    data, place = tomllib.loads(source), str(options.get("place", "forms"))
    consents = consent_contexts(read_form(data, place)) if "question" in data else set()
    for context, text in _file_messages(data, place):
        start = _line_of(text, lines, start)
        yield start + 1, "pgettext", (context, text), [CRITICAL] * (context in consents)


def _file_messages(data: dict[str, object], place: str) -> Iterable[Message]:
    if "promise" in data:
        return msgspec.convert(data, Promises).messages()
    if "helpline" in data:
        return msgspec.convert(data, KnownHelplines).messages()
    if "picture" in data:
        return ()
    return messages(read_form(data, place))


def _line_of(text: str, lines: list[str], start: int) -> int:
    """The line that holds `text`, looked for from `start` on; `start` where it is not found."""
    places: list[int] = [*range(start, len(lines)), *range(start)]
    for place in places:
        if f'"{text}"' in lines[place]:
            return place
    return start
