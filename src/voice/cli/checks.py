"""What `voice doctor` looks at: one function a check, each gives findings and raises nothing."""

import asyncio
import base64
import datetime
import hashlib
import importlib.metadata
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from voice.cli.audio import findings as audio_findings
from voice.cli.finding import Finding
from voice.cli.round_checks import look_at_rounds
from voice.cli.server import DATABASE, PEPPER, RECEIPT_SALT, read_secret, settings_of
from voice.errors import VoiceError
from voice.forms.load import load_forms
from voice.languages.catalogue import load_catalogues
from voice.languages.coverage import coverage
from voice.settings import Settings
from voice.shipped import shipped
from voice.store.database import Database, open_database

LEAST_FREE_BYTES = 1 << 30
AUDIO = "audio"


def examine(config: Path, now: datetime.datetime) -> tuple[Finding, ...]:
    """Every finding about the server whose settings are at `config`, at the time `now`."""
    try:
        settings = settings_of(config)
    except VoiceError as error:
        return (Finding.from_error("settings", error),)
    return (
        Finding("settings", True, str(config.resolve())),
        *folders(settings),
        *secrets(settings),
        *disk(settings),
        *files(),
        *forms(),
        *languages(),
        *recordings(settings),
        *asyncio.run(_with_database(settings, now)),
    )


def folders(settings: Settings) -> Iterator[Finding]:
    """Data and secrets are there, closed to others, and apart."""
    for folder in (settings.data, settings.secrets):
        if not folder.is_dir():
            yield Finding("folder", False, f"{folder} is not there", "make it with: voice init")
        elif _open_to_others(folder):
            yield Finding("folder", False, f"others may look into {folder}", f"chmod 700 {folder}")
        else:
            yield Finding("folder", True, f"{folder} is closed to others")
    if settings.secrets.resolve().is_relative_to(settings.data.resolve()):
        yield Finding(
            "apart",
            False,
            f"the secrets in {settings.secrets} lie inside the data folder",
            "move them out: a backup of the data must not hold the pepper",
        )
    else:
        yield Finding("apart", True, "the secrets lie outside the data folder")


def secrets(settings: Settings) -> Iterator[Finding]:
    """Pepper and salt are there, whole, and closed to others."""
    for name in (PEPPER, RECEIPT_SALT):
        try:
            read_secret(settings, name)
        except VoiceError as error:
            yield Finding.from_error(name, error)
            continue
        path = settings.secrets / name
        closed = not _open_to_others(path)
        yield Finding(
            name, closed, "whole" if closed else f"others may read {path}", f"chmod 600 {path}"
        )


def disk(settings: Settings) -> Iterator[Finding]:
    """There is room to rewrite the database and to take in more."""
    if not settings.data.is_dir():
        return
    database = settings.data / DATABASE
    needed = LEAST_FREE_BYTES + 2 * (database.stat().st_size if database.exists() else 0)
    free = shutil.disk_usage(settings.data).free
    detail = f"{free >> 20} MiB free of the {needed >> 20} MiB that are wanted"
    yield Finding("disk", free >= needed, detail, "free some room, or move the data folder")


def files() -> Iterator[Finding]:
    """Every file of this copy of Voice is the one that was installed."""
    installed = importlib.metadata.files("voice-survivors") or []
    listed = [each for each in installed if each.hash and each.parts[0] == "voice"]
    if not listed:
        yield Finding("files", True, "a checkout: there is no list to compare the files with")
        return
    changed = [str(each) for each in listed if not _as_installed(each)]
    yield Finding(
        "files",
        not changed,
        f"changed: {', '.join(changed)}" if changed else f"{len(listed)} files are as installed",
        "install this version of Voice again, and ask who changed them",
    )


def forms() -> Iterator[Finding]:
    """The forms that came with Voice load."""
    try:
        found = load_forms(shipped("forms"))
    except VoiceError as error:
        yield Finding.from_error("forms", error)
    else:
        yield Finding("forms", bool(found), ", ".join(found) or "there is none")


def languages() -> Iterator[Finding]:
    """Catalogues can be read; those in which the pages are whole are named."""
    locales = shipped("locales")
    try:
        whole, started = load_catalogues(locales), coverage(locales)
    except VoiceError as error:
        yield Finding.from_error("languages", error)
        return
    partly = [each.tag for each in started if each.done < each.of]
    detail = f"pages are whole in {', '.join(whole)}"
    detail += f"; words are missing in {', '.join(partly)}" if partly else ""
    yield Finding("languages", True, detail)


def recordings(settings: Settings) -> Iterator[Finding]:
    """Recordings beside the database, where there are any, say what the forms say."""
    folder = settings.data / AUDIO
    if not folder.is_dir():
        return
    try:
        amiss = [
            f"{language}/{each.file}" for language, each in audio_findings(folder, shipped("forms"))
        ]
    except VoiceError as error:
        yield Finding("recordings", True, error.message, error.hint, note=True)
        return
    detail = f"{len(amiss)} to look at, first {amiss[0]}" if amiss else "all are offered"
    yield Finding("recordings", True, detail, f"see: voice audio check {folder}", note=bool(amiss))


async def _with_database(settings: Settings, now: datetime.datetime) -> list[Finding]:
    path = settings.data / DATABASE
    if not path.is_file():
        return [Finding("database", False, f"{path} is not there", "make it with: voice init")]
    try:
        async with open_database(path) as database:
            return [await journal(database), *await look_at_rounds(database, now)]
    except VoiceError as error:
        return [Finding.from_error("database", error)]


async def journal(database: Database) -> Finding:
    """The database opens, writes ahead, and overwrites what is deleted (else it does not open)."""
    mode = (await database.read("PRAGMA journal_mode"))[0][0]
    detail = f"opens, journal {mode}, deleted bytes are overwritten"
    return Finding("database", mode == "wal", detail, "do not keep the data on a network drive")


def _open_to_others(path: Path) -> bool:
    # Windows keeps this in access lists, which these bits do not show
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _as_installed(file: importlib.metadata.PackagePath) -> bool:
    expected = file.hash
    path = Path(str(file.locate()))
    if expected is None or not path.is_file():
        return False
    digest = hashlib.new(expected.mode, path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=") == expected.value
