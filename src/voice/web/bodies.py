"""Reading what was posted: in time, and without keeping it.

Litestar's own `request.form()` remembers the last 1024 bodies in a cache of the process: words in
clear, long after their moment of sending. So bodies of forms are read here.
"""

import asyncio
from urllib.parse import parse_qs

from litestar.enums import RequestEncodingType

from voice.errors import Busy, Refused
from voice.web.asked import Asked

MOST_FIELDS = 1000


async def read_body(request: Asked, seconds: float) -> bytes:
    """The whole body, at most as long as the route allows.

    Raises: Busy "slow-body" when it has not come within `seconds`.
    """
    try:
        async with asyncio.timeout(seconds):
            return await request.body()
    except TimeoutError as error:
        raise Busy("slow-body", f"The body took over {seconds} s.", "Send it again.") from error


async def read_fields(request: Asked, seconds: float) -> dict[str, list[str]]:
    """Every field of a URL-encoded form, with its values in order. Nothing else is taken: no files.

    Raises: Refused "not-the-plain-form" for another kind of body or too many fields; Busy as
    `read_body`.
    """
    if request.content_type[0] != RequestEncodingType.URL_ENCODED:
        raise Refused("not-the-plain-form", "a plain post that is not URL-encoded")
    text = (await read_body(request, seconds)).decode(errors="replace")
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise Refused("not-the-plain-form", f"a plain post of over {MOST_FIELDS} fields") from error
