"""`voice form`: check a form file, show what it asks, give its schema."""

from pathlib import Path

import click
import msgspec

from voice.cli.paths import existing_file
from voice.forms.lint import lint
from voice.forms.load import load_form
from voice.forms.messages import messages
from voice.forms.model import AnyQuestion, Choosing, Form
from voice.forms.own_words import form_words
from voice.languages.registry import language
from voice.languages.wording import text_findings


@click.group("form")
def forms() -> None:
    """Form files: what is asked."""


@forms.command()
@click.argument("paths", nargs=-1, required=True, type=existing_file)
def check(paths: tuple[Path, ...]) -> None:
    """Check form files: they load, and nothing in them may harm or confuse.

    Exit 1 if something must change before the form can become a round.
    """
    refused = 0
    for path in paths:
        findings = lint(load_form(path))
        for each in findings:
            click.echo(f"{path}: {each.level}: {each.place}: {each.message}\n       {each.hint}")
        refused += sum(each.level == "refuse" for each in findings) + _own_words(path)
        click.echo(f"{path}: {len(findings) or 'nothing'} to look at")
    if refused:
        raise click.exceptions.Exit(1)


@forms.command()
def schema() -> None:
    """The JSON Schema of form files: editors complete and complain with it."""
    made = msgspec.json.encode(msgspec.json.schema(Form), order="deterministic")
    click.echo(msgspec.json.format(made, indent=2).decode())


@forms.command()
@click.argument("path", type=existing_file)
def show(path: Path) -> None:
    """Show what a form asks, in order."""
    form = load_form(path)
    click.echo(f"{form.title} ({form.id}, version {form.version}, {form.minutes})")
    for number, question in enumerate(form.questions, 1):
        click.echo(f"{number:3} {_line(question)}")
        if isinstance(question, Choosing):
            for option in question.options:
                click.echo(f"      - {option.text}")


def _own_words(path: Path) -> int:
    """Tell how far each `[words.<tag>]` of the form is, and what is wrong with it; gives how much.

    Raises:
        OperatorMustFix: there is no such language, or it has words that the form does not say.
    """
    count = len(list(messages(load_form(path))))
    wrong = 0
    for tag, words in form_words(path).items():
        click.echo(f"{path}: {language(tag).tag}: {len(words)} of {count} texts")
        for (context, english), text in words.items():
            for _, told in text_findings(english, text):
                click.echo(f"{path}: refuse: [words.{tag}] {context}: {told}")
                wrong += 1
    return wrong


def _line(question: AnyQuestion) -> str:
    when = " (only after some answers)" if question.show_if else ""
    return f"{question.ask}{when}"
