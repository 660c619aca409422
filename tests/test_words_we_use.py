"""What we do not say: claims that are too big, and words that hurt, blame or sound official."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "src/voice/web/templates").glob("*.jinja"))
COLLECT = sorted((ROOT / "src/voice/collect").glob("*.py"))
FORMS = sorted((ROOT / "forms").glob("*.toml"))
REPORTS = sorted((ROOT / "src/voice/panels").glob("*.jinja"))
PAGES = [
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]

TOO_BIG = {
    r"anonym\w*": "words, languages and small numbers tell; say what is not asked and not kept",
    r"(nobody|no one|no-one) (else )?(can|could|will ever)": "someone could; say who, and how",
    r"untraceable|unhackable|unbreakable|uncrackable": "nothing is",
    r"(military|bank|government)[- ](grade|level)": "it means nothing",
    r"(100 ?%|completely|totally|perfectly|fully|absolutely) (safe|secure|private|protected)": (
        "say safe from whom"
    ),
    r"guarantee[sd]?": "we promise what a test holds, and name the test",
    r"zero[- ]knowledge": "a term for something else",
    r"impossible to": "say what it would take",
}
"""Claims that are never made bare, and why. A page may quote one to speak about it."""

NOT_SAID_TO_A_PERSON = {
    r"errors?": "it blames; say what to do next",
    r"invalid|incorrect": "it blames, and it is a cruel word for a person",
    r"fail(s|ed|ure|ing)?": "it blames; 'It did not send yet' says more",
    r"submit(s|ted|ting)?|submissions?": "an office word, and a cruel one here; say send",
    r"victims?": "not ours to say",
    r"mandatory|required|compulsory|obligatory": "nothing is",
    r"must": "nothing is asked as a duty",
    r"denied|forbidden|unauthori[sz]ed|illegal|not allowed": "words of police and border",
    r"warning|alert|attention": "they startle",
    r"oops|whoops|uh-oh|unfortunately": "not a matter for cheer or for a shrug",
    r"incidents?": "we do not ask what happened to anyone",
    r"traffick\w*|slave\w*|exploit\w*|abuse\w*|perpetrator\w*": "it outs the person to a watcher",
    r"NRM": "it outs the person to a watcher, and few know it",
    r"users?|respondents?|clients?|service users?": "say you",
    r"survey|questionnaire": "say questions",
    r"encrypt\w*|decrypt\w*": "say lock",
    r"servers?|databases?|javascript|session|timeout|expired": "say our computer",
    r"click": "phones have no mouse; say tap or press",
    r"confidential\w*|secure(ly)?": "a claim without a who; say who reads",
}
"""Words that stand on no page a person sees, and why."""

NOT_TEXT = {
    "id", "kind", "lang", "audience", "side", "role", "codes", "show_if", "how", "number",
    "nation", "languages", "source", "why_off", "instead", "name",
}  # fmt: skip
"""Keys of a form file whose values are for the program; `name` is what a help line calls itself."""


def found(patterns: dict[str, str], text: str) -> list[str]:
    return [
        f"{hit[0]!r}: {why}"
        for pattern, why in patterns.items()
        for hit in re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.IGNORECASE)
    ]


def texts(value: object, key: str = "") -> Iterator[str]:
    """Every string in a form file that a person may read."""
    if key in NOT_TEXT:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from texts(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each, key)


def messages(method: str, path: Path) -> Iterator[str]:
    options = {"extensions": "jinja2.ext.i18n", "silent": "false", "trimmed": "true"}
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    with path.open("rb") as file:
        for _, message, _, _ in extract(method, file, keywords, (), options):
            yield from [message] if isinstance(message, str) else [m for m in message if m]


def said_to_a_person() -> list[tuple[str, str]]:
    """(where, what) of everything that a page for a person may say, in the source language."""
    said = [(path.name, each) for path in TEMPLATES for each in messages("jinja2", path)]
    said += [(path.name, each) for path in COLLECT for each in messages("python", path)]
    for path in FORMS:
        said += [(path.name, each) for each in texts(tomllib.loads(path.read_text("utf-8")))]
    return said


def without_quotations(page: str) -> str:
    """A page without what it only quotes: code, and words between quotation marks."""
    prose = re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r'`[^`]*`|"[^"\n]*"|“[^”]*”|\'[^\'\n]*\'', "", prose)


@pytest.mark.parametrize("page", [*PAGES, *REPORTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_claims_too_much(page):
    assert found(TOO_BIG, without_quotations(page.read_text("utf-8"))) == []


def test_there_is_much_to_look_at():
    places = {where for where, _ in said_to_a_person()}
    assert {"form.html.jinja", "words.py", "pages.py", "pulse.toml", "promises.toml"} <= places
    assert len(said_to_a_person()) > 150


def test_nothing_said_to_a_person_claims_too_much():
    assert [(w, bad) for w, text in said_to_a_person() if (bad := found(TOO_BIG, text))] == []


def test_nothing_said_to_a_person_hurts_blames_or_sounds_official():
    bad = [
        (where, text, words)
        for where, text in said_to_a_person()
        if (words := found(NOT_SAID_TO_A_PERSON, text))
    ]
    assert bad == []


def test_nothing_said_to_a_person_shouts():
    loud = [t for _, t in said_to_a_person() if "!" in t or re.search(r"\b[A-Z]{5,}\b", t)]
    assert loud == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_can_be_translated(path):
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(
        path.read_text("utf-8")
    )
    bare = "".join(each.data for each in tree.find_all(nodes.TemplateData))
    shown = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", " ", bare, flags=re.DOTALL)
    left = re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", " ", f"<{shown}>"))
    assert set(left) <= {"English"}  # a language's own name


def test_the_list_itself_finds_what_it_should():
    assert found(TOO_BIG, "Your answers are anonymous and nobody can read them.")
    assert not found(TOO_BIG, "Nobody reads this today. Our computer keeps no name.")
    assert found(NOT_SAID_TO_A_PERSON, "Invalid input. Submit again!")
    assert not found(NOT_SAID_TO_A_PERSON, "It did not send yet. Try again.")
