"""What is read aloud for each question, the kit that a recording is made from, and what is amiss.

A recording says one question: its words, its hint, its options in order. It stands for exactly
those words: the fingerprint of the wording is stamped into the file (`ogg_opus`), and a recording
of other words is stale.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from voice.forms.messages import messages
from voice.forms.model import Form
from voice.forms.ogg_opus import MAX_RECORDING_BYTES, STEP_BYTES
from voice.forms.round_file import fingerprint

SUFFIX = ".opus"
KIT_SUFFIX = ".kit.json"
_PARTS_NOT_SAID = ("section",)


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Take(_Part, frozen=True, kw_only=True):
    """One question to record: its texts in reading order, and their fingerprint."""

    question: str
    wording: str
    texts: tuple[str, ...]


class Kit(_Part, frozen=True, kw_only=True):
    """The manifest `<form>.kit.json`: what is to be recorded for one form in one language."""

    v: Literal[1] = 1
    form: str
    language: str
    service: str
    """The name that was put where the form says {service}."""
    takes: tuple[Take, ...]

    def names(self) -> dict[str, Take]:
        """The file name of each take."""
        return {file_name(self.form, each.question): each for each in self.takes}


class Heard(_Part, frozen=True, kw_only=True):
    """What was found in one file."""

    size: int
    stamp: str | None
    """The stamped fingerprint, empty before padding; None where it is not a whole Ogg Opus file."""


class RecordingFinding(_Part, frozen=True, kw_only=True):
    """One thing to put right before a recording is offered."""

    file: str
    slug: str
    message: str
    hint: str


def aloud(form: Form, words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What is read aloud for each question, by its id, in the language of `words`."""
    said: dict[str, tuple[str, ...]] = {}
    for question, context in asked(form):
        said[question] = (*said.get(question, ()), words[context])
    return said


def asked(form: Form) -> Iterator[tuple[str, str]]:
    """Question id and context of every text that is read aloud, in reading order."""
    ids = {each.id for each in form.questions}
    for context, _ in messages(form):
        _, question, *part = context.split(".")
        if question in ids and part and part[0] not in _PARTS_NOT_SAID:
            yield question, context


def wording(texts: Iterable[str]) -> str:
    """The fingerprint of what is read aloud: 16 hexadecimal digits."""
    return fingerprint(list(texts))


def make_kit(form: Form, language: str, service: str, words: Mapping[str, str]) -> Kit:
    """The kit for all questions of `form`, in the language of `words`."""
    takes = (
        Take(question=question, wording=wording(texts), texts=texts)
        for question, texts in aloud(form, words).items()
    )
    return Kit(form=form.id, language=language, service=service, takes=tuple(takes))


def file_name(form: str, question: str) -> str:
    """The name of a recording in its language's folder: `pulse.today.opus`."""
    return f"{form}.{question}{SUFFIX}"


def look(
    kits: Collection[Kit], now: Mapping[str, Mapping[str, str]], files: Mapping[str, Heard]
) -> Iterator[RecordingFinding]:
    """All that is amiss in one language's folder.

    `now`: for each form, the wording of each question as the form has it today. `files`: every
    file of the folder but the kits' own.
    """
    known: set[str] = set()
    for kit in kits:
        names = kit.names()
        known |= names.keys()
        current = now.get(kit.form)
        if current != {each.question: each.wording for each in kit.takes}:
            yield _finding(kit.form + KIT_SUFFIX, "kit-old")
        for name, take in names.items():
            today = (current or {}).get(take.question, "")
            yield from _take_findings(name, files.get(name), today)
        yield from _uneven(names, files)
    for name in sorted(files.keys() - known):
        stems = {each.removesuffix(SUFFIX) for each in known}
        yield _finding(name, "wrong-kind" if name.rpartition(".")[0] in stems else "unknown")


def _take_findings(name: str, heard: Heard | None, today: str) -> Iterator[RecordingFinding]:
    if heard is None:
        yield _finding(name, "missing")
    elif heard.size > MAX_RECORDING_BYTES:
        yield _finding(name, "too-big")
    elif heard.stamp is None:
        yield _finding(name, "wrong-kind")
    elif not heard.stamp:
        yield _finding(name, "not-padded")
    elif heard.stamp != today:
        yield _finding(name, "stale")


def _uneven(names: Collection[str], files: Mapping[str, Heard]) -> Iterator[RecordingFinding]:
    """One finding where stamped recordings of one form differ in size."""
    sizes = {name: files[name].size for name in names if name in files and files[name].stamp}
    if len(set(sizes.values())) > 1:
        yield _finding(max(sizes, key=lambda name: sizes[name]), "uneven")


def _finding(file: str, slug: str) -> RecordingFinding:
    message, hint = _SAID[slug]
    return RecordingFinding(file=file, slug=slug, message=message, hint=hint)


_SAID = {
    "missing": ("it was not recorded yet", "record it as the script says"),
    "stale": (
        "it says other words than the form does today",
        "make the kit again, and record this one anew; until then it is not offered",
    ),
    "unknown": ("no kit here asks for it", "take it away, or give it the name in the script"),
    "wrong-kind": (
        "it is not one whole Ogg Opus file",
        "convert it: opusenc --bitrate 16 --downmix-mono take.wav " + file_name("FORM", "QUESTION"),
    ),
    "too-big": (
        f"it is over {MAX_RECORDING_BYTES // STEP_BYTES} KiB, too much for a phone's thin line",
        "convert it again with: opusenc --bitrate 16 --downmix-mono",
    ),
    "not-padded": (
        "its size tells which question it is, and it does not say which wording it was made for",
        "run: voice audio pad",
    ),
    "uneven": ("recordings of this form have more than one size", "run: voice audio pad"),
    "kit-old": (
        "the form's words have changed since this kit was made, or the form is not there",
        "run: voice audio kit",
    ),
}
