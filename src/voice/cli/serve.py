"""`voice serve`: the collecting service, in one process."""

import asyncio
import datetime
import logging
import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import click
import uvicorn

from voice.cli.server import PEPPER, RECEIPT_SALT, config_option, read_secret, settings_of
from voice.collect.app import create_app
from voice.collect.service import Service
from voice.settings import Settings
from voice.shipped import shipped

LONGEST_HEADER_BYTES = 16 * 1024
IDLE_SECONDS = 20
GOODBYE_SECONDS = 10


@click.command()
@click.option("--host", help="Listen here instead of where the settings say.")
@click.option("--port", type=click.IntRange(1, 65535), help="Listen on this port instead.")
@config_option
def serve(host: str | None, port: int | None, config: Path) -> None:
    """Run the collecting service until Ctrl-C. Put Caddy or another TLS server in front of it."""
    settings = settings_of(config)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("voice").setLevel(logging.INFO)
    click.echo(f"Serving {settings.site} on {host or settings.host}:{port or settings.port}.")
    server = server_for(settings, host or settings.host, port or settings.port)
    # uvicorn shuts down in order, then says once more that Ctrl-C was pressed
    with suppress(KeyboardInterrupt):
        server.run()


def server_for(settings: Settings, host: str, port: int) -> uvicorn.Server:
    """The server: one worker (the store has one writer), and no log of who asked for what.

    Raises:
        OperatorMustFix: a secret is missing.
    """
    return uvicorn.Server(
        uvicorn.Config(
            create_app(service_of(settings)),
            host=host,
            port=port,
            workers=1,
            lifespan="on",
            http=_parser(),
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            # addresses are not wanted, so nobody's word about them is taken
            proxy_headers=False,
            ws="none",
            limit_concurrency=settings.connections,
            h11_max_incomplete_event_size=LONGEST_HEADER_BYTES,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
    )


def _parser() -> type[asyncio.Protocol] | Literal["h11"]:
    """The fast parser where it is installed. Both refuse a head that does not end."""
    if find_spec("httptools") is None:
        return "h11"
    from voice.cli.short_heads import ShortHeads

    return ShortHeads


def service_of(settings: Settings) -> Service:
    """What the collecting app is given. Raises: OperatorMustFix where a secret is missing."""
    return Service(
        data=settings.data,
        pepper=read_secret(settings, PEPPER),
        receipt_salt=read_secret(settings, RECEIPT_SALT),
        locales=shipped("locales"),
        now=lambda: datetime.datetime.now(datetime.UTC),
        random=os.urandom,
    )
