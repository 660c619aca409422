"""`Kit` files: made from a form's words, written with a script to print, and read again."""

from pathlib import Path

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from voice.errors import OperatorMustFix, Refused
from voice.forms.messages import messages
from voice.forms.model import Form
from voice.forms.recordings import KIT_SUFFIX, Kit, asked, make_kit
from voice.languages.catalogue import Catalogue
from voice.languages.offer import offered_words
from voice.languages.registry import language

SCRIPT_SUFFIX = ".script.html"


def kit_of(form: Form, words: Catalogue, service: str) -> Kit:
    """All takes of `form` in the language of `words`, `service` put where they name it.

    Raises:
        Refused: a text is not translated, or the words name the service and none is given.
    """
    wanted = {context for _, context in asked(form)}
    said = [each for each in messages(form) if each[0] in wanted]
    fill = {"service": service} if service else {}
    found = offered_words(said, words, fill, {})
    if found.missing:
        raise Refused(
            "language-incomplete",
            f"{words.tag} lacks {len(found.missing)} of {len(said)} texts of {form.id}",
            "have them translated first; see: voice languages",
        )
    if found.unfilled:
        raise Refused(
            "words-unfilled",
            f"{form.id} says the name of the service, and none is given",
            "give the name that the round will have, with --service",
        )
    return make_kit(form, words.tag, service, found.words)


def write_kit(beside: Path, form: Form, made: Kit) -> tuple[Path, Path]:
    """Write script and kit into the folder `beside`; gives their paths."""
    beside.mkdir(parents=True, exist_ok=True)
    script, kit = beside / f"{form.id}{SCRIPT_SUFFIX}", beside / f"{form.id}{KIT_SUFFIX}"
    script.write_text(script_of(form, made), "utf-8")
    plain = msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=2)
    kit.write_bytes(plain + b"\n")
    return script, kit


def script_of(form: Form, made: Kit) -> str:
    """The page to print: who should record, how, and every take with its file name."""
    room = Environment(
        loader=PackageLoader("voice.cli", package_path=""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = room.get_template("audio_kit.html.jinja")
    return template.render(
        form=form, kit=made, language=language(made.language), names=list(made.names())
    )


def read_kit(path: Path) -> Kit:
    """The kit in the file at `path`.

    Raises:
        OperatorMustFix: it is not a kit.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kit)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise OperatorMustFix(
            "kit", f"{path} is not a kit: {error}", "make it again: voice audio kit"
        ) from error
