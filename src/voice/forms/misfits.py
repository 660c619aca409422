"""What a form's shape cannot say: ids, options and conditions that do not go together."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from voice.forms.model import AnyQuestion, Choosing, Form, Many, Note, Option, Permission

Misfit = tuple[str, str]
"""What is wrong, naming the question, and what to do."""

SLUG = re.compile(r"[a-z][a-z0-9_]{0,31}")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = frozenset({"service"})
"""What a form's words may leave for the round to fill."""

NOT_FORMS = frozenset({"promise", "helpline", "picture", "page"})
NOT_QUESTIONS = frozenset(
    # the first four are pages; the others are names that the browser's own objects use
    "start check sending thanks sealed_by constructor elements reset submit action method "
    "hidden length target title".split()
)
NOT_OPTIONS = frozenset({"ask", "hint", "section"})
"""These would be taken for a part of the question where words are looked up."""


def misfits(form: Form) -> Iterator[Misfit]:
    """Everything that does not go together, in the order of the form."""
    if not SLUG.fullmatch(form.id) or form.id in NOT_FORMS:
        yield f"{form.id!r} cannot be the id of a form", _slugs()
    if not form.questions:
        yield "there is no question", "add a [[question]]"
    for twice in _doubles(each.id for each in form.questions):
        yield f"two questions are called {twice!r}", "give each its own id"
    yield from _text_misfits("the start page", (form.title, form.minutes, *form.start))
    runs = [section for section, _ in groupby(form.questions, lambda each: each.section)]
    for twice in _doubles(filter(None, runs)):
        yield f"the part {twice!r} is in two places", "let its questions follow one another"
    earlier: dict[str, AnyQuestion] = {}
    for question in form.questions:
        yield from _question_misfits(question, earlier)
        earlier[question.id] = question


def _question_misfits(
    question: AnyQuestion, earlier: Mapping[str, AnyQuestion]
) -> Iterator[Misfit]:
    name = f"question {question.id}"
    if not SLUG.fullmatch(question.id) or question.id in NOT_QUESTIONS:
        yield f"{name}: this cannot be its id", _slugs()
    yield from _text_misfits(name, (question.ask,))
    yield from _placeholder_misfits(name, (question.hint, question.section))
    if isinstance(question, Choosing):
        yield from _options_misfits(name, question.options)
    if isinstance(question, Many):
        yield from _max_misfits(name, question)
    for condition in question.show_if:
        yield from _condition_misfits(name, condition, earlier)


def _options_misfits(name: str, options: tuple[Option, ...]) -> Iterator[Misfit]:
    if len(options) < 2:
        yield f"{name}: it needs two options or more", 'add some, or make it kind = "text"'
    for twice in _doubles(option.id for option in options):
        yield f"{name}: two options are called {twice!r}", "give each its own id"
    for option in options:
        if not SLUG.fullmatch(option.id) or option.id in NOT_OPTIONS:
            yield f"{name}: {option.id!r} cannot be the id of an option", _slugs()
        yield from _text_misfits(f"{name}, option {option.id}", (option.text,))


def _max_misfits(name: str, question: Many) -> Iterator[Misfit]:
    if question.max is not None and not 1 <= question.max <= len(question.options):
        many = len(question.options)
        yield f"{name}: max = {question.max}, with {many} options", f"choose 1 to {many}"


def _condition_misfits(
    name: str, condition: Mapping[str, tuple[str, ...] | str], earlier: Mapping[str, AnyQuestion]
) -> Iterator[Misfit]:
    if not condition:
        yield f"{name}: show_if has an empty condition", "take it out"
    for asked, wanted in condition.items():
        before = earlier.get(asked)
        if before is None:
            yield f"{name}: show_if names {asked!r}, not asked before it", "name an earlier one"
        elif isinstance(before, Permission | Note) or before.role == "present":
            yield f"{name}: show_if names {asked!r}, which is kept apart", "name another question"
        elif not isinstance(wanted, str):
            known = [each.id for each in before.options] if isinstance(before, Choosing) else []
            for option in wanted:
                if option not in known:
                    missing = f"{name}: show_if names {asked} = {option!r}, which is no option"
                    yield missing, "options there: " + (", ".join(known) or "none")


def _text_misfits(name: str, texts: Iterable[str]) -> Iterator[Misfit]:
    """Words that must be there, and what they leave to be filled."""
    for text in texts:
        if not text.strip():
            yield f"{name}: words are missing", "write them, or take it out"
        yield from _placeholder_misfits(name, (text,))


def _placeholder_misfits(name: str, texts: Iterable[str]) -> Iterator[Misfit]:
    for text in texts:
        for found in PLACEHOLDER.findall(text):
            if found not in PLACEHOLDERS:
                fills = ", ".join(f"{{{each}}}" for each in sorted(PLACEHOLDERS))
                yield f"{name}: nothing fills {{{found}}}", f"what is filled: {fills}"


def _slugs() -> str:
    return "use small letters, digits and _, a letter first, at most 32, and no name in use"


def _doubles(ids: Iterable[str]) -> list[str]:
    return [each for each, count in Counter(ids).items() if count > 1]
