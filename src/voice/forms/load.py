"""Form files (TOML) → `Form`. What does not fit is named by file, question and remedy."""

import re
import tomllib
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix
from voice.forms.misfits import misfits
from voice.forms.model import Form

NOT_FORM_FILES = frozenset({"promises.toml", "helplines.toml", "pictures.toml"})


def load_form(path: Path) -> Form:
    """The form in the file at `path`.

    Raises:
        OperatorMustFix: it cannot be read, is not TOML, or something in it does not fit.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorMustFix(
            "no-form", f"cannot read the form {path} ({error})", "check the name of the file"
        ) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OperatorMustFix(
            "form-toml", f"{path} is not TOML: {error}", "put that line right"
        ) from error
    form = read_form(data, str(path))
    if form.id != path.stem:
        raise OperatorMustFix(
            "form-name",
            f"the form in {path} has the id {form.id!r}",
            f"call the file {form.id}.toml, or the form {path.stem!r}",
        )
    return form


def load_forms(folder: Path) -> dict[str, Form]:
    """Every form in `folder`, by id. Raises `OperatorMustFix` for the first that does not fit."""
    paths = sorted(each for each in folder.glob("*.toml") if each.name not in NOT_FORM_FILES)
    forms = [load_form(each) for each in paths]
    return {form.id: form for form in forms}


def read_form(data: object, place: str) -> Form:
    """A form from plain data; `place` (a file's name) begins every complaint.

    Raises:
        OperatorMustFix: something does not fit; the message names the question.
    """
    if isinstance(data, dict):
        data = {name: each for name, each in data.items() if name != "words"}  # see own_words
    try:
        form = msgspec.convert(data, Form)
    except msgspec.ValidationError as error:
        message, hint = _shape_words(str(error), data)
        raise OperatorMustFix("form-shape", f"{place}: {message}", hint) from error
    for message, hint in misfits(form):
        raise OperatorMustFix("form-misfit", f"{place}: {message}", hint)
    return form


def _shape_words(error: str, data: object) -> tuple[str, str]:
    """msgspec's complaint with the question's id in place of its number, and what to do."""
    what, _, where = error.partition(" - at ")
    hint = "see docs/spec/form.md for what a form may hold"
    if "unknown field `required`" in what:
        hint = "take it out: nothing a person is asked is required"
    found = re.match(r"`?\$\.question\[(\d+)\]\.?([^`]*)", where)
    if not found:
        return f"{what} (at {where.strip('`') or 'the top'})", hint
    place = int(found[1])
    name = _id_at(data, place) or f"number {place + 1}"
    return f"question {name}: {what}" + (f" (at {found[2]})" if found[2] else ""), hint


def _id_at(data: object, place: int) -> str:
    questions = data.get("question") if isinstance(data, dict) else None
    question = questions[place] if isinstance(questions, list) else None
    return str(question.get("id", "")) if isinstance(question, dict) else ""
