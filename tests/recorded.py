"""Recordings for tests: tones under the names that a kit asks for, padded as an operator would."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from voice.cli.main import voice

DATA = Path(__file__).parent / "data"
LONG, SHORT = DATA / "tone-3s.opus", DATA / "tone-1s.opus"


def run(*arguments):
    return CliRunner().invoke(voice, [str(each) for each in arguments])


def make_kit(folder: Path, form: str = "default", tag: str = "en", service: str = "Northside"):
    result = run("audio", "kit", form, "--language", tag, "--service", service, "--out", folder)
    assert result.exit_code == 0, result
    return folder / tag


def record(folder: Path, takes: dict[str, Path], form: str = "default", tag: str = "en") -> None:
    """Make the kit, put a tone for each of `takes`, and pad."""
    beside = make_kit(folder, form, tag)
    for question, tone in takes.items():
        shutil.copy(tone, beside / f"{form}.{question}.opus")
    assert run("audio", "pad", folder).exit_code == 0
