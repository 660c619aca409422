"""docs/commands.md, made from the help of every verb."""

from collections.abc import Iterator

import click

from voice.cli.main import voice

HEAD = """\
# Commands

This page is made from the commands' own help; a test holds the two together.
"""


def commands_page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(path, command) for path, command in _walk("voice", voice))


def _walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _walk(f"{path} {name}", below)


def _section(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path, max_content_width=88, terminal_width=88)
    return f"\n## {path}\n\n```text\n{command.get_help(context)}\n```\n"
