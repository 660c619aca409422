"""`create_app`: the collecting service, wired. Nothing it imports can open an envelope."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from litestar import Litestar, Response, route
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from voice.collect import fetch, person, problems, receive, recordings, withdrawal
from voice.collect.clockwork import run_clockwork
from voice.collect.house import House
from voice.collect.pages import Pages
from voice.collect.service import Service
from voice.errors import VoiceError
from voice.languages.catalogue import load_catalogues
from voice.store.database import open_database
from voice.web.asked import Asked
from voice.web.headers import add_headers
from voice.web.static import StaticFiles, cached_bytes, static_file

ROUTES = [
    static_file,
    person.nowhere,
    person.landing,
    person.form,
    person.keys,
    recordings.recording,
    person.thanks,
    person.forget,
    person.help_page,
    person.leave,
    person.left,
    receive.send,
    receive.without_script,
    withdrawal.withdraw_page,
    withdrawal.withdraw_sealed,
    withdrawal.withdraw_typed,
    fetch.release_list,
    fetch.release_bundle,
]


@route("/health", http_method=["GET", "HEAD"])
async def health(request: Asked) -> Response[bytes]:
    """Whether the database answers. Says nothing else."""
    await person.house(request).database.read("SELECT 1")
    return Response(b"well\n", media_type="text/plain")


@route("/robots.txt", http_method=["GET", "HEAD"])
async def robots() -> Response[bytes]:
    """No page of this service belongs in a search engine."""
    return Response(b"User-agent: *\nDisallow: /\n", media_type="text/plain")


@route("/favicon.ico", http_method=["GET", "HEAD"])
async def icon(request: Asked) -> Response[bytes]:
    """The same neutral square that pages link to."""
    file = request.app.state.static_files.files["icon.svg"]
    return cached_bytes(request, file.kind, file.plain, file.packed)


def create_app(service: Service) -> Litestar:
    """The app for one service. The database opens with it and closes with it."""
    static = StaticFiles()
    recorded = recordings.Recordings(service.data / recordings.FOLDER)
    catalogues = load_catalogues(service.locales)
    pages = Pages(catalogues, static, service.receipt_salt, recorded.addresses)

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with open_database(service.data / "voice.db", random=service.random) as database:
            home = House(service, database, pages)
            await home.refresh()
            app.state.house = home
            clockwork = asyncio.create_task(run_clockwork(home))
            try:
                yield
            finally:
                clockwork.cancel()
                with suppress(asyncio.CancelledError):
                    await clockwork

    return Litestar(
        [*ROUTES, health, robots, icon],
        lifespan=[lifespan],
        state=State({"static_files": static, "recordings": recorded}),
        before_send=[add_headers],
        exception_handlers={
            VoiceError: problems.on_voice_error,
            HTTPException: problems.on_http_error,
            Exception: problems.on_surprise,
        },
        openapi_config=None,
        logging_config=None,
        request_max_body_size=1024,
    )
