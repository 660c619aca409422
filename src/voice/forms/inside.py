"""`Inside`: what is sealed within an envelope. Only the person's device and the desk see it."""

from typing import Literal

import msgspec

Mode = Literal["self", "nearby", "writing", "phone", "paper"]


class Inside(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One person's answers with what is needed to read them right.

    `answers` maps a question id to one option id, a list of them, or the person's words.
    Source: docs/spec/sealed-submission.md.
    """

    v: Literal[1] = 1
    kind: Literal["answers"] = "answers"
    round: str
    form_fingerprint: str
    words: str
    """Fingerprint of the wording that was on the screen."""
    lang: str
    door: str
    mode: Mode
    present: str
    """The option id of the question whose role is `present`, or empty: the person's own word."""
    sealed_by: Literal["phone", "server"]
    answers: dict[str, str | tuple[str, ...]]
    consents: dict[str, str]
    """Permission question id → option id. Nothing here means: nobody else."""
