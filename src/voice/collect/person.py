"""Routes of the person's pages: doors, the form, help, thanks, leave."""

from typing import Literal

from litestar import Response, route
from litestar.exceptions import NotFoundException

from voice.collect.house import House, OpenDoor
from voice.collect.pages import Page
from voice.languages.negotiate import negotiate
from voice.web.asked import Asked
from voice.web.static import cached_bytes

GET: list[Literal["GET", "HEAD"]] = ["GET", "HEAD"]
HTML = "text/html; charset=utf-8"


def house(request: Asked) -> House:
    """The one object that holds what this service needs while it runs."""
    found: House = request.app.state.house
    return found


def page_response(request: Asked, page: Page) -> Response[bytes]:
    """A page as bytes. It is not stored anywhere on the way (`no-store` comes with the headers)."""
    return cached_bytes(request, HTML, page.plain, page.packed)


def spoken(request: Asked, offered: list[str]) -> str:
    """The offered language the browser asks for, else the first. It is not kept."""
    return negotiate(request.headers.get("accept-language", ""), offered) or offered[0]


@route("/", http_method=GET)
async def nowhere(request: Asked) -> Response[bytes]:
    """The bare host: there is nothing to answer without a door."""
    home = house(request)
    tag = spoken(request, home.pages.spoken())
    return page_response(request, home.pages.notice(tag, "not_here"))


@route("/{door:str}", http_method=GET)
async def landing(request: Asked) -> Response[bytes]:
    """A door: choose a language."""
    home = house(request)
    opened = _door(request)
    offered = [each.tag for each in opened.round.file.languages]
    tag = spoken(request, offered)
    return page_response(request, home.pages.landing(opened.round.file, tag, opened.slug))


@route("/{door:str}/{tag:str}", http_method=GET)
async def form(request: Asked) -> Response[bytes]:
    """Start, questions, check, send and thanks: one page, one address."""
    home = house(request)
    opened = _door(request)
    tag = request.path_params["tag"]
    if opened.round.file.offered(tag) is None:
        raise NotFoundException
    paused = opened.round.paused or opened.closed
    return page_response(request, home.pages.form(opened.round.file, tag, opened.mode, paused))


@route("/keys/{round_id:str}", http_method=GET)
async def keys(request: Asked) -> Response[bytes]:
    """The roster's public keys, fetched together with the sealing file."""
    opened = house(request).rounds.get(request.path_params["round_id"])
    if opened is None:
        raise NotFoundException
    page = opened.keys
    return cached_bytes(request, "application/json", page.plain, page.packed)


@route("/next/{tag:str}", http_method=GET)
async def thanks(request: Asked) -> Response[bytes]:
    """Where the form without script ends: one address a language, the same for everyone.

    The address stays in a history, so it does not say that something was sent.
    """
    return _plain(request, "thanks")


@route("/forget.css", http_method=GET)
async def forget(request: Asked) -> Response[bytes]:
    """An empty style, with which the browser forgets the page one came from.

    A browser keeps that page whole, typed words and all, for its Back button. It can be told to
    forget what it keeps, but not the page that is still shown: so the next page asks for this.
    """
    return forgetting(request, Response(b"", media_type="text/css"))


@route(["/help", "/help/{tag:str}"], http_method=GET)
async def help_page(request: Asked) -> Response[bytes]:
    """Get help now, as a page of its own."""
    return _plain(request, "help")


@route("/leave", http_method=GET)
async def leave(request: Asked) -> Response[bytes]:
    """Leave this page: blank at once, and on to `left`, which forgets the page before this one."""
    link = b'<!doctype html><meta charset="utf-8"><title></title><a href="/left">\xe2\x86\x92</a>'
    return Response(link, media_type=HTML, headers={"refresh": "0; url=/left"})


@route("/left", http_method=GET)
async def left(request: Asked) -> Response[bytes]:
    """Somewhere neutral, with nothing of this site kept."""
    headers = {"location": house(request).leave_to()}
    return forgetting(request, Response(b"", status_code=303, headers=headers))


def forgetting(request: Asked, response: Response[bytes]) -> Response[bytes]:
    """`response`, with which the browser forgets all pages of this site.

    Not for another site's picture or frame, which could empty what this site keeps.
    """
    if request.headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        response.headers["clear-site-data"] = '"cache", "storage"'
    return response


def _plain(request: Asked, name: str) -> Response[bytes]:
    home = house(request)
    known = home.pages.spoken()
    tag = request.path_params.get("tag") or spoken(request, known)
    if tag not in known:
        raise NotFoundException
    return page_response(request, home.pages.plain_page(name, tag, home.any_round()))


def _door(request: Asked) -> OpenDoor:
    opened = house(request).doors.get(request.path_params["door"])
    if opened is None:
        raise NotFoundException
    return opened
