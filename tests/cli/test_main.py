import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from voice.cli.main import FAMILIES, explain, voice
from voice.cli.reference import commands_page
from voice.errors import Refused

DOCS = Path(__file__).parents[2] / "docs"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("VOICE_")}

LOADS_SERVE = """
import sys
import voice.cli.main, voice.cli.serve, voice.cli.rounds, voice.cli.doors, voice.cli.doctor
print(" ".join(sys.modules))
"""


def run(*arguments, folder):
    command = [sys.executable, "-m", "voice", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=CLEAN, cwd=folder)


def every_command():
    def below(path, command):
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                yield from below([*path, name], command.get_command(context, name))

    return list(below(["voice"], voice))


def test_an_error_is_two_lines_what_is_wrong_and_what_to_do(tmp_path):
    result = run("round", "list", folder=tmp_path)

    lines = result.stderr.splitlines()
    assert result.returncode == 1
    assert result.stdout == ""
    assert lines[0] == "voice: cannot read the settings file voice.toml (No such file or directory)"
    assert lines[1].startswith("       make one with: voice init")
    assert len(lines) == 2


def test_an_error_without_a_hint_is_one_line():
    assert explain(Refused("no", "the rules say no")) == "voice: the rules say no"


@pytest.mark.parametrize("wrong", [["shout"], ["door", "new"], ["demo", "--answers", "3"]])
def test_wrong_usage_exits_with_2(tmp_path, wrong):
    assert run(*wrong, folder=tmp_path).returncode == 2


def test_the_server_verbs_load_nothing_that_opens_or_reads():
    loaded = subprocess.run(
        [sys.executable, "-c", LOADS_SERVE], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "voice.collect.app" in loaded
    for name in ("voice.sealing.open", "voice.sealing.identity", "voice.desk", "voice.themes"):
        assert not [each for each in loaded if each == name or each.startswith(name + ".")]


def test_help_loads_no_family(tmp_path):
    result = run("--version", folder=tmp_path)

    assert result.returncode == 0
    assert result.stdout.startswith("voice, version ")


def test_the_page_of_commands_is_up_to_date():
    assert (DOCS / "commands.md").read_text("utf-8") == commands_page()


@pytest.mark.parametrize(("path", "command"), every_command(), ids=lambda each: str(each))
def test_every_command_says_what_it_does(path, command):
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name in {"role", "out", "config"}:
            continue
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{' '.join(path)} {parameter.name}"


def test_every_family_is_found():
    context = click.Context(voice)

    assert [voice.get_command(context, each).name for each in FAMILIES] == list(FAMILIES)


def test_no_command_takes_a_secret_as_an_argument():
    for _, command in every_command():
        for parameter in command.params:
            assert parameter.name not in {"passphrase", "token", "pepper", "secret"}
