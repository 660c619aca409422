"""`load_pictures`: which picture stands beside which words, where a person wants pictures."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from voice.errors import OperatorMustFix
from voice.shipped import shipped

_NAME = re.compile(r"[a-z][a-z_]{0,31}")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    picture: dict[str, dict[str, str | dict[str, str]]]


def load_pictures(path: Path | None = None) -> dict[str, str]:
    """Context of words (`default.better.home`) → name of the picture beside them (`house`).

    Without `path`: the pictures that came with this copy of Voice. A name is that of a file in
    `web/static/pictures`, without its ending. Words that no picture helps have none.

    Raises:
        OperatorMustFix: the file is not readable, or does not fit.
    """
    path = path or shipped("forms") / "pictures.toml"
    try:
        data = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).picture
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OperatorMustFix(
            "pictures", f"the pictures in {path} cannot be used: {error}", "put that file right"
        ) from error
    found = dict(_flat(data))
    for context, name in found.items():
        if not _NAME.fullmatch(name):
            raise OperatorMustFix(
                "pictures",
                f"{path}: {name!r}, beside {context}, cannot be the name of a picture",
                "use small letters and _, as in web/static/pictures",
            )
    return found


def _flat(data: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, str(value)
