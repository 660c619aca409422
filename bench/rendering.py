"""`voice serve` with one address more, which renders the form page anew for every request.

Run by pages.py. A kept page is packed once; packing is left out here as well, so that only the
rendering is compared.
"""

import argparse
from pathlib import Path

from litestar import Response, get

from voice.cli.serve import server_for, service_of
from voice.cli.server import settings_of
from voice.collect.pages import Page, Pages
from voice.collect.person import HTML, house
from voice.forms.round import RoundFile
from voice.languages.catalogue import load_catalogues
from voice.languages.registry import language
from voice.web.asked import Asked
from voice.web.static import StaticFiles


class Rendering(Pages):
    """Pages that are never kept, and never packed."""

    def form(self, round_file: RoundFile, tag: str, mode: str, paused: bool) -> Page:
        return self._form(round_file, tag, mode)

    def _render(self, name: str, tag: str, **values: object) -> Page:
        template = self._environments[tag].get_template(name)
        return Page(plain=template.render(lang=language(tag), **values).encode(), packed=b"")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    settings = settings_of(given.config)
    service = service_of(settings)
    pages = Rendering(load_catalogues(service.locales), StaticFiles(), service.receipt_salt)

    @get("/rendered/{door:str}/{tag:str}")
    async def rendered(request: Asked) -> Response[bytes]:
        opened = house(request).doors[request.path_params["door"]]
        page = pages.form(opened.round.file, request.path_params["tag"], opened.mode, False)
        return Response(page.plain, media_type=HTML)

    server = server_for(settings, "127.0.0.1", given.port)
    server.config.app.register(rendered)
    server.run()


if __name__ == "__main__":
    main()
