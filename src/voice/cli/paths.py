"""The kinds of path that commands are given; what cannot be is told before any work is done."""

from pathlib import Path

import click

from voice.errors import Refused

existing = click.Path(exists=True, path_type=Path)
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
existing_folder = click.Path(exists=True, file_okay=False, path_type=Path)
a_file = click.Path(dir_okay=False, path_type=Path)


class _NewFile(click.Path):
    """A file that is not there yet, in a folder that is: none is written over."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        path = Path(str(value))
        if path.exists() or path.is_symlink():
            raise already_there(path)
        if not path.absolute().parent.is_dir():
            raise Refused("no-folder", f"there is no folder {path.parent}", "make it first")
        return path


new_file = _NewFile(dir_okay=False)


def already_there(path: Path) -> Refused:
    """What to say of a `path` that would be written over."""
    hint = "move it away first; nothing was changed"
    return Refused("file-there", f"{path} is there already", hint)
