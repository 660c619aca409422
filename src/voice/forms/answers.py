"""`check_answers`: whether answers belong to their form. What a person wrote never raises."""

import re
from collections.abc import Mapping

import msgspec

from voice.forms.model import AnyQuestion, Choosing, Form, Many, Note, Words
from voice.forms.show_if import answered, shown

MAX_WORDS_BYTES = 12_288
"""The most bytes that all words together may take in the sealed message; see `words_bytes`."""

Answer = str | tuple[str, ...]

_NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]")


class Complaint(msgspec.Struct, frozen=True):
    """What does not belong. `question` is as it was given; it may be no id at all.

    Slugs: `not-answers`, `unknown-question`, `unknown-option`, `shape`, `too-many`, `twice`,
    `hidden`, `too-long`.
    """

    question: str
    slug: str


class CheckedAnswers(msgspec.Struct, frozen=True):
    """The answers that belong to the form, words tidied, and complaints about the rest."""

    answers: dict[str, Answer]
    complaints: tuple[Complaint, ...]


def check_answers(form: Form, answers: object, *, all_shown: bool = False) -> CheckedAnswers:
    """Sort what was given into answers that belong to `form`, and complaints. Never raises.

    `all_shown`: the page showed every question at once (the one without script), so an answer
    is not out of place because a condition did not hold.
    """
    if not isinstance(answers, Mapping):
        return CheckedAnswers({}, (Complaint("", "not-answers"),))
    known = {question.id: question for question in form.questions}
    open_ids = set(known) if all_shown else set(shown(form, answers))
    kept: dict[str, Answer] = {}
    complaints: list[Complaint] = []
    for asked, answer in answers.items():
        question = known.get(asked)
        slug = _complaint(question, answer)
        if not slug and asked not in open_ids and answered(answer):
            slug = "hidden"
        if slug:
            complaints.append(Complaint(str(asked), slug))
        elif question is not None and answered(answer):
            kept[asked] = _tidy(question, answer)
    if words_bytes(form, kept) > MAX_WORDS_BYTES:
        complaints.append(Complaint("", "too-long"))
    return CheckedAnswers(kept, tuple(complaints))


def tidy_words(text: str) -> str:
    """One kind of line end, and no character that is not text. Twin of `tidyWords`."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NOT_TEXT.sub(" ", whole.replace("\r\n", "\n").replace("\r", "\n"))


def words_bytes(form: Form, answers: Mapping[str, object]) -> int:
    """Bytes that all words together take in the sealed message. Twin of `wordsBytes`.

    Each box counts as JSON writes it in UTF-8: two quotes around it, and two bytes for every
    line end, quote and backslash. So words within `MAX_WORDS_BYTES` always fit the one size.
    """
    boxes = (answers.get(each.id) for each in form.questions if isinstance(each, Words))
    texts = (each if isinstance(each, str) else "" for each in boxes)
    return sum(len(msgspec.json.encode(tidy_words(each))) for each in texts)


def _complaint(question: AnyQuestion | None, answer: object) -> str:
    if question is None or isinstance(question, Note):
        return "unknown-question"
    if isinstance(question, Many):
        return _many_complaint(question, answer)
    if not isinstance(answer, str):
        return "shape"
    if isinstance(question, Choosing) and answered(answer):
        return "" if answer in {each.id for each in question.options} else "unknown-option"
    return ""


def _many_complaint(question: Many, answer: object) -> str:
    if not isinstance(answer, list | tuple) or not all(isinstance(each, str) for each in answer):
        return "shape"
    if not set(answer) <= {each.id for each in question.options}:
        return "unknown-option"
    if len(set(answer)) < len(answer):
        return "twice"
    return "too-many" if question.max is not None and len(answer) > question.max else ""


def _tidy(question: AnyQuestion, answer: object) -> Answer:
    if isinstance(answer, list | tuple):
        return tuple(str(each) for each in answer)
    return tidy_words(str(answer)) if isinstance(question, Words) else str(answer)
