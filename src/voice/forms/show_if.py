"""`shown`: which questions a person sees, given what was answered. Twin of `show_if.mjs`."""

from collections.abc import Iterable, Mapping

from voice.forms.model import AnyQuestion, Condition, Form

WHITESPACE = " \t\n\v\f\r"
"""What does not count as words. Named here because languages disagree about the rest."""


def shown(form: Form, answers: Mapping[str, object]) -> tuple[str, ...]:
    """Ids of the questions to show, in the form's order.

    An answer to a question that is not shown counts as no answer, so that what was answered
    before a change of mind has no effect on the questions after it. Never raises for answers.
    """
    counted: dict[str, object] = {}
    ids: list[str] = []
    for question in form.questions:
        if _open(question, counted):
            ids.append(question.id)
            if answered(answers.get(question.id)):
                counted[question.id] = answers[question.id]
    return tuple(ids)


def answered(answer: object) -> bool:
    """Whether it is an answer: an option, at least one of many, or words that are not blank."""
    if isinstance(answer, str):
        return bool(answer.strip(WHITESPACE))
    return isinstance(answer, list | tuple) and len(answer) > 0


def _open(question: AnyQuestion, counted: Mapping[str, object]) -> bool:
    return not question.show_if or any(_holds(each, counted) for each in question.show_if)


def _holds(condition: Condition, counted: Mapping[str, object]) -> bool:
    return all(_fulfils(counted.get(asked), wanted) for asked, wanted in condition.items())


def _fulfils(answer: object, wanted: Iterable[str]) -> bool:
    if wanted == "answered":
        return answer is not None
    if wanted == "unanswered":
        return answer is None
    chosen = answer if isinstance(answer, list | tuple) else [answer]
    return any(each in chosen for each in wanted)
