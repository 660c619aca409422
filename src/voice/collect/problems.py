"""Calm pages and fixed replies for whatever goes wrong. Logs hold slugs, never values."""

import logging

from litestar import Response
from litestar.exceptions import HTTPException

from voice.collect.person import house, page_response, spoken
from voice.errors import Busy, NotReadable, VoiceError
from voice.web.asked import Asked
from voice.web.replies import fixed_reply

log = logging.getLogger("voice.collect")

SCRIPT_ROUTES = ("/send", "/withdraw")
"""Posted to by script: the reply is read by a program and has one size."""


def on_voice_error(request: Asked, error: VoiceError) -> Response[bytes]:
    """A rule said no, or bytes were not what they should be."""
    log.info("refused slug=%s", error.slug)
    if isinstance(error, Busy):
        response = _answer(request, "try_again", "busy", 503)
        response.headers["connection"] = "close"  # its body may never come
        return response
    return _answer(request, "try_again", "cannot", 422 if isinstance(error, NotReadable) else 400)


def on_http_error(request: Asked, error: HTTPException) -> Response[bytes]:
    """404, 405, 413 and what else the framework raises; its own words are never sent."""
    if error.status_code in (404, 405):
        return _answer(request, "not_here", "cannot", error.status_code)
    if error.status_code == 413:
        return _answer(request, "too_much", "cannot", 413)
    return _answer(request, "try_again", "cannot", error.status_code)


def on_surprise(request: Asked, error: Exception) -> Response[bytes]:
    """Something nobody planned for: its kind and place are logged, its values are not."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_name}:{frame.tb_lineno}" if frame else "unknown"
    log.error("surprise kind=%s at=%s", type(error).__name__, place)
    return _answer(request, "try_again", "busy", 500)


def _answer(request: Asked, notice: str, word: str, status: int) -> Response[bytes]:
    # not `request.url`: it is put together with the Host header, which may be anything
    if request.scope["path"].rstrip("/") in SCRIPT_ROUTES:
        return fixed_reply(word, status)
    home = house(request)
    tag = spoken(request, home.pages.spoken())
    response = page_response(request, home.pages.notice(tag, notice))
    response.status_code = status
    return response
