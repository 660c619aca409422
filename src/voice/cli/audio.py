"""`voice audio`: what to record for Listen, whether it is right, and all of it in one size."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from voice.cli.audio_kit import SCRIPT_SUFFIX, kit_of, read_kit, write_kit
from voice.cli.paths import existing_folder
from voice.errors import NotReadable, OperatorMustFix, Refused
from voice.forms.load import load_form
from voice.forms.ogg_opus import MAX_RECORDING_BYTES, Sound, one_size, read_opus, write_opus
from voice.forms.recordings import KIT_SUFFIX, Heard, Kit, RecordingFinding, look
from voice.languages.catalogue import load_catalogue
from voice.shipped import shipped

folder_argument = click.argument("folder", type=existing_folder)


@click.group()
def audio() -> None:
    """Recordings that people can listen to beside the questions. Only a person's own voice."""


@audio.command()
@click.argument("form")
@click.option("--language", "tag", required=True, metavar="TAG", help="As in: ar.")
@click.option("--service", default="", help="The name people know the service by, if FORM says it.")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder."
)
def kit(form: str, tag: str, service: str, out: Path) -> None:
    """Write what is to be recorded for FORM: a script to print, and a list for check and pad.

    FORM is the id of a form that comes with Voice, or a form file. Both files go to OUT/TAG/, and
    so do the recordings.
    """
    # Here, not above: the doctor looks at recordings on a server, which never loads the desk.
    from voice.desk.words import catalogue_for

    file = Path(form) if form.endswith(".toml") else _shipped_form(form)
    asks, words = load_form(file), catalogue_for(tag, file.parent)
    made = kit_of(asks, words, service)
    path = out / tag / f"{asks.id}{KIT_SUFFIX}"
    if path.exists() and read_kit(path) != made:
        _refuse_unstamped(path)
    for each in write_kit(path.parent, asks, made):
        click.echo(each)
    if words.status == "draft":
        click.echo(
            "Nobody has approved these words yet. Have that done before a person reads them."
        )


@audio.command()
@folder_argument
def pad(folder: Path) -> None:
    """Write all recordings in FOLDER anew, each form and language in one size.

    What a recorder or phone wrote into the files (names, dates, places) is left out. Each new file
    is stamped with the wording in its kit; a stamped one keeps its own.
    """
    for path in _kits(folder):
        made = read_kit(path)
        sounds = _sounds(path.parent, made)
        size = one_size(sounds.values())
        if size > MAX_RECORDING_BYTES:
            raise Refused(
                "recording-too-big",
                f"a recording of {made.form} takes {size} bytes; at most {MAX_RECORDING_BYTES}",
                "see which with: voice audio check",
            )
        takes = made.names()
        for name, sound in sounds.items():
            stamp = sound.stamp or takes[name].wording
            _replace(path.parent / name, write_opus(sound, stamp, size))
        click.echo(f"{path.parent.name} {made.form}: {len(sounds)} recordings of {size} bytes")


@audio.command()
@folder_argument
@click.option(
    "--forms",
    type=existing_folder,
    help="Where the form files lie; those that came with Voice, when it is not given.",
)
def check(folder: Path, forms: Path | None) -> None:
    """Look at every file in FOLDER: missing, stale, unknown, wrong kind, too big, not padded.

    Exit 1 if something must change before all of it is offered.
    """
    amiss = 0
    for language, found in findings(folder, forms or shipped("forms")):
        click.echo(f"{language}/{found.file}: {found.message}\n       {found.hint}")
        amiss += 1
    click.echo(f"{amiss or 'nothing'} to put right")
    if amiss:
        raise click.exceptions.Exit(1)


def findings(folder: Path, forms: Path) -> Iterator[tuple[str, RecordingFinding]]:
    """All that is amiss with recordings, each after the language it is in.

    Raises:
        OperatorMustFix: no language has a kit, or one cannot be read.
    """
    for beside in sorted({path.parent for path in _kits(folder)}):
        kits = [read_kit(path) for path in sorted(beside.glob(f"*{KIT_SUFFIX}"))]
        now = {each.form: _wordings(each, forms) for each in kits}
        for found in look(kits, now, _heard(beside)):
            yield beside.name, found


def _wordings(made: Kit, forms: Path) -> Mapping[str, str]:
    """The wording of each question as the form has it today; nothing where there is none."""
    try:
        today = kit_of(
            load_form(forms / f"{made.form}.toml"),
            load_catalogue(made.language, shipped("locales")),
            made.service,
        )
    except (OperatorMustFix, Refused):
        return {}
    return {each.question: each.wording for each in today.takes}


def _shipped_form(form: str) -> Path:
    return shipped("forms") / f"{form}.toml"


def _kits(folder: Path) -> list[Path]:
    found = sorted(folder.glob(f"*/*{KIT_SUFFIX}"))
    if not found:
        raise OperatorMustFix(
            "no-kit", f"there is no kit in the folders of {folder}", "make one: voice audio kit"
        )
    return found


def _sounds(beside: Path, made: Kit) -> dict[str, Sound]:
    """The takes that are there, read. Raises: NotReadable, naming the file."""
    found = {}
    for path in (beside / name for name in made.names()):
        if path.exists():
            try:
                found[path.name] = read_opus(path.read_bytes())
            except NotReadable as error:
                raise NotReadable(error.slug, f"{path}: {error.message}", error.hint) from error
    return found


def _refuse_unstamped(path: Path) -> None:
    """A new kit's wording must not be stamped on takes that were made from the old one."""
    fresh = [name for name, each in _sounds(path.parent, read_kit(path)).items() if not each.stamp]
    if fresh:
        raise Refused(
            "takes-unstamped",
            f"{len(fresh)} recordings were made from the kit that is there, and not padded yet",
            "run: voice audio pad; then make the kit again",
        )


def _heard(beside: Path) -> dict[str, Heard]:
    return dict(_hear(path) for path in sorted(beside.iterdir()) if not _of_kit(path.name))


def _hear(path: Path) -> tuple[str, Heard]:
    size = path.stat().st_size
    if path.is_dir() or size > MAX_RECORDING_BYTES:
        return path.name, Heard(size=size, stamp=None)
    try:
        return path.name, Heard(size=size, stamp=read_opus(path.read_bytes()).stamp)
    except NotReadable:
        return path.name, Heard(size=size, stamp=None)


def _of_kit(name: str) -> bool:
    return name.endswith((KIT_SUFFIX, SCRIPT_SUFFIX))


def _replace(path: Path, file: bytes) -> None:
    """A recording is never left half written."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(file)
    fresh.replace(path)
