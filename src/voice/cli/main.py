"""The `voice` command: the tree of verbs, and errors in two lines."""

import importlib
import sys

import click

from voice.errors import VoiceError

FAMILIES = {
    "init": "voice.cli.init:init",
    "organisation": "voice.cli.organisations:organisation",
    "serve": "voice.cli.serve:serve",
    "round": "voice.cli.rounds:rounds",
    "door": "voice.cli.doors:doors",
    "bundle": "voice.cli.bundles:bundles",
    "backup": "voice.cli.backups:backups",
    "desk": "voice.cli.desk:desk",
    "form": "voice.cli.forms:forms",
    "words": "voice.cli.words:words",
    "codebook": "voice.cli.codebook:codebook",
    "themes": "voice.cli.themes:themes",
    "redact": "voice.cli.redact:redact",
    "audio": "voice.cli.audio:audio",
    "doctor": "voice.cli.doctor:doctor",
    "demo": "voice.cli.demo:demo",
}
"""Verb → where it lives. Each is imported only when asked for: `voice serve` must never load
what opens envelopes, and `--help` must be quick."""


class Families(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order a service meets them."""
        return list(FAMILIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb `cmd_name`, imported now."""
        place = FAMILIES.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Families)
@click.version_option(package_name="voice-survivors", prog_name="voice")
def voice() -> None:
    """Hear survivors of modern slavery safely, and act on what they say.

    The server's verbs are init, organisation, serve, round, door, backup and doctor. Answers are
    opened only by the verbs under desk, on a reader's own machine.
    """


def explain(error: VoiceError) -> str:
    """Two lines: what is wrong, then what to do."""
    lines = [f"voice: {error.message}"]
    if error.hint:
        lines.append(f"       {error.hint}")
    return "\n".join(lines)


def main() -> None:
    """Run the command line; exit 0, 1 for a `VoiceError`, 2 for wrong usage."""
    try:
        voice()
    except VoiceError as error:
        click.echo(explain(error), err=True)
        sys.exit(1)
