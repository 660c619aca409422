"""`EditLog`: a file of edits to one version of a codebook, to which lines are only ever added.

Each line names the fingerprint of the line before, the first that of the codebook: a line that was
changed, taken out or put between others is noticed.

Source: docs/spec/codebook.md.
"""

import hashlib
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix, Refused
from voice.themes.edits import Edit

MOST_BYTES = 20_000_000


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    after: str
    edit: Edit


class EditLog:
    """The edits in the file at `path`, made to the codebook with this fingerprint."""

    def __init__(self, path: Path, codebook: str) -> None:
        self._path = path
        self._codebook = codebook

    def read(self) -> tuple[Edit, ...]:
        """The edits in order; none where there is no file yet.

        Raises:
            OperatorMustFix: "edits-unreadable", naming the line.
            Refused: "edits-other", when they were made to another version, or a line was changed.
        """
        return tuple(line.edit for line in self._lines())

    def append(self, *edits: Edit) -> None:
        """Adds edits at the end. Raises: as `read`."""
        after = self._codebook
        for known in self._lines():
            after = _print_of(_encode(known))
        with self._path.open("ab") as file:
            for edit in edits:
                line = _encode(_Line(after, edit))
                file.write(line + b"\n")
                after = _print_of(line)

    def _lines(self) -> list[_Line]:
        found: list[_Line] = []
        after = self._codebook
        for number, raw in enumerate(self._raw(), 1):
            try:
                line = msgspec.json.decode(raw, type=_Line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
                raise OperatorMustFix(
                    "edits-unreadable",
                    f"{self._path}:{number} is not an edit: {problem}",
                    "docs/spec/codebook.md lists the edits; write them with: voice codebook edit",
                ) from problem
            if line.after != after:
                raise Refused(
                    "edits-other",
                    f"{self._path}:{number} follows {line.after}, not {after}",
                    "It was made to another version of the codebook, or a line was changed."
                    if number > 1
                    else "Give the version of the codebook that the edits were made to.",
                )
            after = _print_of(raw)
            found.append(line)
        return found

    def _raw(self) -> list[bytes]:
        if not self._path.exists():
            return []
        try:
            if self._path.stat().st_size > MOST_BYTES:
                raise OSError(f"longer than {MOST_BYTES} bytes")
            return self._path.read_bytes().splitlines()
        except OSError as problem:
            raise OperatorMustFix(
                "edits-unreadable", f"{self._path} cannot be read: {problem}", "Look at the file."
            ) from problem


def _encode(line: _Line) -> bytes:
    return msgspec.json.encode(line, order="deterministic")


def _print_of(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:16]
