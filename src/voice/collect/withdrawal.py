"""Routes to take back what a receipt sent. Every code gets the same answer."""

import asyncio

from litestar import Response, post, route
from litestar.exceptions import NotFoundException

from voice.collect.house import House
from voice.collect.person import GET, house, page_response
from voice.errors import PersonMustChange
from voice.sealing.marks import keyed
from voice.sealing.receipt import read_code, receipt_keys, withdrawal_of
from voice.store.submissions import withdraw
from voice.web.asked import Asked
from voice.web.bodies import read_body, read_fields
from voice.web.replies import fixed_reply

WITHDRAW_MAGIC = b"VOW1"
OUTCOMES = {"", "again", "answered"}
WITHDRAWAL_SECONDS = 0.1
"""Each takes this long: a right code and a wrong one. Guesses slow down too."""


@route(["/withdraw/{tag:str}", "/withdraw/{tag:str}/{outcome:str}"], http_method=GET)
async def withdraw_page(request: Asked) -> Response[bytes]:
    """Delete what I sent: the empty form, the form after a typing slip, or the one answer."""
    home = house(request)
    tag = request.path_params["tag"]
    outcome = request.path_params.get("outcome", "")
    if tag not in home.pages.spoken() or outcome not in OUTCOMES:
        raise NotFoundException
    return page_response(request, home.pages.plain_page(f"withdraw:{outcome}", tag))


@post("/withdraw", request_max_body_size=1024)
async def withdraw_sealed(request: Asked) -> Response[bytes]:
    """Take back what one receipt sent: two keys made from the code on the phone."""
    home = house(request)
    body = await read_body(request, home.service.body_seconds)
    if len(body) != 68 or not body.startswith(WITHDRAW_MAGIC):
        return fixed_reply("again", 422)
    async with home.withdrawal():
        await _withdraw(home, body[4:36], body[36:])
    return fixed_reply("done")


@post("/withdraw/{tag:str}", request_max_body_size=4096)
async def withdraw_typed(request: Asked) -> Response[bytes]:
    """The same without script: the code itself arrives, and is used at once."""
    home = house(request)
    tag = request.path_params["tag"]
    if tag not in home.pages.spoken():
        raise NotFoundException
    fields = await read_fields(request, home.service.body_seconds)
    try:
        code = read_code(fields.get("code", [""])[0])
    except PersonMustChange:
        return Response(b"", status_code=303, headers={"location": f"/withdraw/{tag}/again"})
    async with home.withdrawal():  # making the keys is slow work too: one at a time
        keys = await asyncio.to_thread(receipt_keys, code, home.service.receipt_salt)
        await _withdraw(home, keys.look_up, keys.withdraw)
    return Response(b"", status_code=303, headers={"location": f"/withdraw/{tag}/answered"})


async def _withdraw(home: House, look_up: bytes, secret: bytes) -> None:
    pepper = home.service.pepper
    work = withdraw(
        home.database,
        keyed(pepper, "look-up", look_up),
        keyed(pepper, "withdrawal", withdrawal_of(secret)),
    )
    # beside the work, not after it: its length must not show through
    await asyncio.gather(work, asyncio.sleep(WITHDRAWAL_SECONDS))
