"""`voice doctor`: whether this server, and what it promises, is in order."""

import datetime
from pathlib import Path

import click
import msgspec

from voice.cli.checks import examine
from voice.cli.finding import Finding
from voice.cli.server import config_option


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON list, for monitoring.")
@config_option
def doctor(as_json: bool, config: Path) -> None:
    """Look at all that can be seen without opening anything. Exit 1 if something is not well."""
    findings = examine(config, datetime.datetime.now(datetime.UTC))
    if as_json:
        click.echo(msgspec.json.encode(findings).decode())
    else:
        for each in findings:
            click.echo(_line(each))
    if not all(each.ok for each in findings):
        raise click.exceptions.Exit(1)


def _line(finding: Finding) -> str:
    mark = "LOOK " if not finding.ok else "note " if finding.note else "ok   "
    told = finding.hint and (finding.note or not finding.ok)
    hint = f"\n       {finding.hint}" if told else ""
    return f"{mark}  {finding.name}: {finding.detail}{hint}"
