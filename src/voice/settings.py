"""`Settings`: read once from `voice.toml` and `VOICE_*`, frozen; unknown names are errors."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from voice.errors import OperatorMustFix

FILE_NAME = "voice.toml"
PREFIX = "VOICE_"
CONFIG = "VOICE_CONFIG"
"""The one variable that is not a setting: it says where `voice.toml` lies."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the operator may choose. Every field is described in docs/settings.md."""

    data: Annotated[Path, Meta(description="The folder that holds `voice.db`. Back this one up.")]
    secrets: Annotated[
        Path,
        Meta(
            description="The folder that holds `pepper` and `receipt-salt`. "
            "It must not lie inside the data folder, nor in the same backup."
        ),
    ]
    site: Annotated[
        str,
        Meta(
            pattern=r"^https?://[^/\s]+$",
            description="The address people see, as in `https://say.northside.example`. "
            "Links of doors begin with it.",
        ),
    ] = "http://127.0.0.1:8000"
    host: Annotated[
        str, Meta(description="The address to listen on. Leave it on this machine, behind Caddy.")
    ] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="The port to listen on.")] = 8000
    connections: Annotated[
        int,
        Meta(
            ge=8,
            le=65535,
            description="The most connections at a time; more are told to come again soon.",
        ),
    ] = 1024
    backup_weeks: Annotated[
        int,
        Meta(
            ge=1,
            le=52,
            description="How long your oldest backup is kept. What was withdrawn is refused "
            "for that long after a round ends.",
        ),
    ] = 5


def load_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """The settings in the file at `path`, with every `VOICE_*` of `environ` on top.

    Folders that are not absolute are taken from the folder of `path`.

    Raises:
        OperatorMustFix: no file, not TOML, an unknown name, a value that does not fit.
    """
    found = _read(path) | _from_environment(environ)
    found.setdefault("data", "data")
    found.setdefault("secrets", "secrets")
    try:
        settings = msgspec.convert(found, Settings, strict=False, dec_hook=_as_path)
    except msgspec.ValidationError as error:
        raise OperatorMustFix(
            "setting-value",
            f"a setting in {path} or the environment does not fit: {error}",
            "see docs/settings.md for what each setting takes",
        ) from error
    here = path.resolve().parent
    return msgspec.structs.replace(
        settings, data=here / settings.data, secrets=here / settings.secrets
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise OperatorMustFix(
            "no-settings",
            f"cannot read the settings file {path} ({error.strerror})",
            "make one with: voice init DIR, or say where it is with --config or VOICE_CONFIG",
        ) from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OperatorMustFix(
            "settings-toml", f"{path} is not TOML: {error}", "put that line right"
        ) from error
    _refuse_unknown(found, str(path))
    return found


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    found = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and name != CONFIG
    }
    _refuse_unknown(found, "the environment", PREFIX)
    return found


def _refuse_unknown(names: Iterable[str], where: str, prefix: str = "") -> None:
    known = Settings.__struct_fields__
    for name in names:
        if name not in known:
            shown, near = _spelt(name, prefix), difflib.get_close_matches(name, known, 1, 0.5)
            raise OperatorMustFix(
                "unknown-setting",
                f"unknown setting {shown} in {where}",
                f"did you mean {_spelt(near[0], prefix)}?"
                if near
                else "known are: " + ", ".join(_spelt(each, prefix) for each in known),
            )


def _spelt(name: str, prefix: str) -> str:
    return prefix + name.upper() if prefix else name


def _as_path(kind: type, value: object) -> Path:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise TypeError(f"Expected a path, got {value!r}")


def settings_page() -> str:
    """docs/settings.md, made from the fields of `Settings`."""
    lines = [
        "# Settings",
        "",
        "`voice.toml` holds them; `VOICE_<NAME>` in the environment wins over the file.",
        "This page is made from `src/voice/settings.py`; a test holds the two together.",
        "",
        "| setting | when it is not set | what it is |",
        "|---|---|---|",
    ]
    for field in msgspec.structs.fields(Settings):
        default = field.name if field.default is msgspec.NODEFAULT else field.default
        lines.append(f"| `{field.name}` | `{default}` | {_description(field.type)} |")
    return "\n".join(lines) + "\n"


def _description(annotated: Any) -> str:  # noqa: ANN401 - Annotated has no type of its own
    return next(
        part.description
        for part in annotated.__metadata__
        if isinstance(part, Meta) and part.description
    )
