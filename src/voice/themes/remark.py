"""`Remark`: what a check of a codebook has to say, by file, line, theme and term."""

from typing import Literal

import msgspec


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What `must` change before the codebook counts, or what a person should `look` at."""

    level: Literal["must", "look"]
    file: str
    line: int = 0
    """1 for the first; 0 where it is about no line."""
    theme: str = ""
    term: str = ""
    message: str
    hint: str

    def __str__(self) -> str:
        """Two lines: where and what, then what to do."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        about = [self.theme, f"“{self.term}”" if self.term else ""]
        where = ": ".join([place, *(each for each in about if each)])
        return f"{where}: {self.message}\n       {self.hint}"
