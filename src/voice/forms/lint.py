"""`lint`: what a form must not ask, and words that are too hard. English rules only for English."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from voice.forms import lint_words
from voice.forms.grade import grade, sentences, words
from voice.forms.lint_permission import permission_findings
from voice.forms.messages import messages
from voice.forms.model import Choosing, Form
from voice.forms.size import MAX_STRUCTURE_BYTES, structure_bytes

MAX_GRADE = 4.0
MAX_SENTENCE_WORDS = 18
MAX_QUESTION_WORDS = 14
MAX_TEXT_CHARACTERS = 300
FIRST_QUESTIONS = 3
"""Questions of each part that count as first screens, beside title, start page and parts."""

Level = Literal["refuse", "warn"]


class Finding(msgspec.Struct, frozen=True):
    """One thing to put right. A form with a `refuse` cannot become a round."""

    level: Level
    slug: str
    place: str
    """The context of the words: `default.good.ask`."""
    message: str
    hint: str


def lint(form: Form) -> list[Finding]:
    """All findings about `form`, in its own order; none when it may be asked."""
    found = [*_structure(form)]
    found += [Finding("refuse", *each) for each in permission_findings(form)]
    for place, text in messages(form):
        found += _any_language(place, text)
        if form.lang == "en":
            for rule in _ENGLISH:
                found += rule(form, place, text)
    if form.lang == "en":
        found += _whole_grade(form)
    return found


def _structure(form: Form) -> Iterator[Finding]:
    size = structure_bytes(form)
    if size > MAX_STRUCTURE_BYTES:
        yield Finding(
            "refuse",
            "too-big",
            form.id,
            f"its ids and options take {size} bytes, and only {MAX_STRUCTURE_BYTES} always fit",
            "make two forms of it, or shorten ids",
        )
    for role in ("overall", "present", "consent"):
        played = [each.id for each in form.questions if each.role == role]
        if len(played) > 1:
            yield Finding(
                "refuse",
                "role-twice",
                f"{form.id}.{played[1]}",
                f"the role {role} is played by {' and '.join(played)}",
                "let one question play it",
            )


def _any_language(place: str, text: str) -> Iterator[Finding]:
    if "<" in text or ">" in text or "://" in text:
        yield Finding("refuse", "markup", place, "words hold no markup and no link", "take it out")
    if len(text) > MAX_TEXT_CHARACTERS:
        length = f"{len(text)} characters; at most {MAX_TEXT_CHARACTERS} can be taken in at once"
        yield Finding("refuse", "long-text", place, length, "say it in less")


def _long(form: Form, place: str, text: str) -> Iterator[Finding]:
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > MAX_SENTENCE_WORDS:
            long = f"a sentence of {count} words; at most {MAX_SENTENCE_WORDS} read easily"
            yield Finding("refuse", "long-sentence", place, long, "make two of it")
        elif place.endswith(".ask") and count > MAX_QUESTION_WORDS:
            long = f"a question of {count} words; {MAX_QUESTION_WORDS} or fewer are better"
            yield Finding("warn", "long-question", place, long, "shorten it")


def _worded(form: Form, place: str, text: str) -> Iterator[Finding]:
    for word in map(str.lower, words(text.replace("in case", ""))):
        if word in lint_words.FORBIDDEN:
            say = f"say: {lint_words.FORBIDDEN[word]}"
            yield Finding("refuse", "forbidden-word", place, f"the word {word!r}", say)
        elif word in lint_words.HARD:
            say = f"say: {lint_words.HARD[word]}"
            yield Finding("refuse", "hard-word", place, f"the word {word!r} is hard to read", say)


def _claimed(form: Form, place: str, text: str) -> Iterator[Finding]:
    claim = lint_words.CLAIMS.search(text)
    if not claim and place.startswith(f"{form.id}.start."):
        claim = lint_words.PROMISES.search(text)
    if claim:
        said = f"{claim[0]!r} promises something"
        yield Finding("refuse", "claim", place, said, "promises stand in promises.toml, attested")


def _asked(form: Form, place: str, text: str) -> Iterator[Finding]:
    """Only questions, not the start page, which may say what is *not* asked."""
    if not _in_question(form, place) or lint_words.ASKS_NOT_TO.search(text):
        return
    incident = lint_words.INCIDENT.search(text)
    if incident:
        asks = f"{incident[0]!r} asks what was done to the person"
        yield Finding("refuse", "incident", place, asks, "ask about the help they get now")
    identifying = lint_words.IDENTIFYING.search(text)
    if identifying:
        asks = f"{identifying[0]!r} can show who the person is"
        yield Finding("refuse", "identifying", place, asks, "leave it out; nobody needs to know")


def _seen_first(form: Form, place: str, text: str) -> Iterator[Finding]:
    question, _, part = place.rpartition(".")
    first = question in _first_questions(form) or part == "section"
    outing = lint_words.OUTING.search(text)
    if outing and (first or not _in_question(form, place)):
        shows = f"{outing[0]!r} tells whoever looks on what this is about"
        yield Finding("refuse", "outing", place, shows, "keep it off the first screens")


def _first_questions(form: Form) -> Iterator[str]:
    """Contexts of questions that may be met first: those of a part are, when it is chosen alone."""
    before = Counter[str]()
    for question in form.questions:
        if before[question.section] < FIRST_QUESTIONS:
            yield f"{form.id}.{question.id}"
        before[question.section] += 1


def _in_question(form: Form, place: str) -> bool:
    return any(place.startswith(f"{form.id}.{each.id}.") for each in form.questions) and (
        not place.startswith(f"{form.id}.start.")
    )


def _whole_grade(form: Form) -> Iterator[Finding]:
    """Sentences and questions together: rows of two words say nothing about how hard it reads."""
    options = {
        f"{form.id}.{each.id}.{option.id}"
        for each in form.questions
        if isinstance(each, Choosing)
        for option in each.options
    }
    texts = [
        text.replace("{service}", "us") for place, text in messages(form) if place not in options
    ]
    found = grade(texts)
    if found > MAX_GRADE:
        hard = f"it reads at grade {found:.1f}; at most {MAX_GRADE:.0f} is plain"
        yield Finding("refuse", "grade", form.id, hard, "use shorter words and sentences")


_ENGLISH: tuple[Callable[[Form, str, str], Iterator[Finding]], ...] = (
    _long,
    _worded,
    _claimed,
    _asked,
    _seen_first,
)
