"""`voice desk`: the reading half, on a reader's own machine."""

import click

from voice.cli.desk_keys import keys
from voice.cli.desk_read import read
from voice.cli.desk_report import report
from voice.cli.desk_rounds import rounds


@click.group()
def desk() -> None:
    """Keys, rounds and reports. Everything here runs on a reader's own machine."""


desk.add_command(keys)
desk.add_command(rounds)
desk.add_command(read)
desk.add_command(report)
