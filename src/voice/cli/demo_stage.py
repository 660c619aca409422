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
from voice.forms.load import load_form
from voice.forms.messages import messages
from voice.forms.promises import shipped_promises
from voice.languages.catalogue import load_catalogues
from voice.languages.registry import LANGUAGES
from voice.shipped import shipped

FORMS = ("default", "pulse")


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
    signed = tuple(make_round(desk, form, _spoken(), today) for form in FORMS)
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


def _spoken() -> tuple[str, ...]:
    """Languages in which pages, promises and both forms are whole, in the registry's order."""
    catalogues = load_catalogues(shipped("locales"))
    forms = [load_form(shipped("forms") / f"{form}.toml") for form in FORMS]
    needed = [each for form in forms for each in messages(form)]
    needed += shipped_promises().messages()
    whole = {tag for tag, each in catalogues.items() if not each.missing(needed)}
    return tuple(each.tag for each in LANGUAGES if each.tag in whole)
