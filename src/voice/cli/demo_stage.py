"""The demo's stage: a desk, a server that runs, a phone, and the way from one to the other."""

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from voice.cli.bundles import fetch_bundle
from voice.cli.demo_desk import (
    ORGANISATION,
    DemoDesk,
    make_desk,
    make_round,
    read_all,
    write_report,
)
from voice.cli.demo_phone import Phone
from voice.cli.demo_server import DemoServer, listen, make_server, serving
from voice.desk.reading import Reading
from voice.desk.words import offered_words
from voice.errors import Refused
from voice.forms.load import load_form
from voice.shipped import shipped

FORMS = ("default", "pulse")
LANGUAGES = ("en", "ar", "en-GB-x-easyread")


class Stage(NamedTuple):
    """All of it, while the server runs."""

    desk: DemoDesk
    server: DemoServer
    phone: Phone
    address: str
    """`http://127.0.0.1:…`, without a path."""
    service: threading.Thread
    """Lives as long as the service does."""


class Told(NamedTuple):
    """What the desk made of the first round's bundle."""

    bundle: Path
    reading: Reading
    report: Path


@contextmanager
def running(folder: Path, port: int) -> Iterator[Stage]:
    """A stage in `folder`, its server listening on `port` (a free one for 0) until left.

    Raises:
        OperatorMustFix: the port is taken, or the service does not start.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    desk = make_desk(folder / "desk")
    languages = tuple(tag for tag in LANGUAGES if all(_whole(form, tag) for form in FORMS))
    signed = tuple(make_round(desk, form, languages, today) for form in FORMS)
    with listen(port) as listening:
        port = listening.getsockname()[1]
        server = make_server(folder / "server", ORGANISATION, desk.signing.public, signed, port)
        with serving(server, listening) as thread:
            yield Stage(desk, server, Phone(port), server.settings.site, thread)


def tell(stage: Stage, name: str) -> Told:
    """Release what waits, fetch the first round's bundle with the token, open it, report.

    Raises:
        VoiceError: any of it fails.
    """
    stage.server.release()
    bundle = stage.desk.folder / f"{name}.bundle"
    url = f"{stage.address}/releases/{stage.server.rounds[0].id}/1"
    fetch_bundle(url, stage.server.tokens.fetch, bundle)
    reading = read_all(stage.desk, sorted(stage.desk.folder.glob("*.bundle")))
    today = datetime.datetime.now(datetime.UTC).date()
    report = stage.desk.folder / f"{name}.html"
    write_report(stage.desk, reading, today, report)
    return Told(bundle, reading, report)


def _whole(form: str, tag: str) -> bool:
    """Whether a form is translated: words of a language appear in a checkout before they are."""
    try:
        offered_words(load_form(shipped("forms") / f"{form}.toml"), (), 14, tag, _NAMES)
    except Refused:
        return False
    return True


_NAMES = dict.fromkeys(("service", "readers", "danger_contact"), "Harbour Support")
