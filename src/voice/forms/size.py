"""How much of the one size a form's own structure may take, so that the words always fit."""

import msgspec

from voice.forms.answers import MAX_WORDS_BYTES
from voice.forms.inside import Inside
from voice.forms.model import Choosing, Form, Many, Note, Option, Permission, Words

MAX_SEALED_BYTES = 16_380
"""The most bytes inside an envelope before padding. The same as `sealing.padding`'s."""

MAX_STRUCTURE_BYTES = MAX_SEALED_BYTES - MAX_WORDS_BYTES
"""What is left for everything that is not the person's words."""


def structure_bytes(form: Form) -> int:
    """Bytes of the longest sealed message of `form` with all its boxes empty."""
    asked = [each for each in form.questions if not isinstance(each, Note)]
    inside = Inside(
        round="0" * 16,
        form_fingerprint="0" * 16,
        words="0" * 16,
        lang="x" * 35,
        door="x" * 8,
        mode="writing",
        present="x" * 32,
        sealed_by="server",
        answers={
            each.id: _longest(each) for each in asked if not isinstance(each, Permission | Words)
        },
        consents={each.id: _ids(each.options)[0] for each in asked if isinstance(each, Permission)},
    )
    # a box's words carry their own quotes: only its name, a colon and a comma are left to count
    boxes = sum(len(each.id) + 4 for each in asked if isinstance(each, Words))
    return len(msgspec.json.encode(inside)) + boxes


def _longest(question: object) -> str | tuple[str, ...]:
    if not isinstance(question, Choosing):
        return ""
    ids = _ids(question.options)
    return tuple(ids[: question.max]) if isinstance(question, Many) else ids[0]


def _ids(options: tuple[Option, ...]) -> list[str]:
    return sorted((each.id for each in options), key=len, reverse=True)
