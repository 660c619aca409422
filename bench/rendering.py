"""`voice serve` with one address more, which renders the form page anew for every request.

Run by pages.py. A kept page is packed once; packing is left out here as well, so that only the
rendering is compared.
"""

import argparse
import copy
from pathlib import Path

from litestar import Response, get

from voice.cli.serve import server_for
from voice.cli.server import settings_of
from voice.collect.pages import Page, Pages
from voice.collect.person import HTML, house
from voice.forms.round import RoundFile
from voice.languages.registry import language
from voice.web.asked import Asked


class Rendering(Pages):
    """Pages that are never kept, and never packed."""

    def form(self, round_file: RoundFile, tag: str, mode: str, paused: bool) -> Page:
        return self._form(round_file, tag, mode)

    def _render(self, name: str, tag: str, **values: object) -> Page:
        template = self._environments[tag].get_template(name)
        return Page(plain=template.render(lang=language(tag), **values).encode(), packed=b"")


def rendering(pages: Pages) -> Rendering:
    """The running service's own pages, told to keep none and to pack none."""
    told = copy.copy(pages)
    told.__class__ = Rendering
    return told


@get("/rendered/{door:str}/{tag:str}")
async def rendered(request: Asked) -> Response[bytes]:
    """The form page, made for this request alone."""
    opened = house(request).doors[request.path_params["door"]]
    pages = rendering(house(request).pages)
    page = pages.form(opened.round.file, request.path_params["tag"], opened.mode, False)
    return Response(page.plain, media_type=HTML)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    server = server_for(settings_of(given.config), "127.0.0.1", given.port)
    server.config.app.register(rendered)
    server.run()


if __name__ == "__main__":
    main()
