"""Routes of the desk's fetching: which releases there are, and each as a resumable bundle."""

import re
from collections.abc import AsyncIterator

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.response import Stream

from voice.collect.house import House
from voice.collect.person import house
from voice.errors import Refused
from voice.sealing.marks import round_mark_key
from voice.store.bundles import BundlePlan, bundle, plan_bundle
from voice.store.organisations import bearer
from voice.store.releases import mark_fetched, releases
from voice.store.rounds import find_round
from voice.web.asked import Asked

_FROM = re.compile(r"bytes=(\d{1,15})-")


@get("/releases/{round_id:str}")
async def release_list(request: Asked) -> Response[bytes]:
    """The releases of one round: number and week."""
    round_id = await _allowed(request)
    listed = await releases(house(request).database, round_id)
    body = msgspec.json.encode([{"number": each.number, "week": each.week} for each in listed])
    return Response(body, media_type="application/json")


@get("/releases/{round_id:str}/{number:int}")
async def release_bundle(request: Asked) -> Stream | Response[bytes]:
    """One release as a bundle; a Range with If-Range goes on where it broke off."""
    round_id = await _allowed(request)
    home = house(request)
    number = request.path_params["number"]
    mark_key = round_mark_key(home.service.pepper, round_id)
    try:
        plan = await plan_bundle(home.database, round_id, number, mark_key)
    except Refused as unknown:
        raise NotFoundException from unknown
    start = _start(request, plan)
    headers = {
        "etag": f'"{plan.etag}"',
        "accept-ranges": "bytes",
        "content-length": str(plan.length - start),
    }
    if start:
        headers["content-range"] = f"bytes {start}-{plan.length - 1}/{plan.length}"
    return Stream(
        _streamed(home, plan, start),
        status_code=206 if start else 200,
        media_type="application/octet-stream",
        headers=headers,
    )


async def _streamed(home: House, plan: BundlePlan, start: int) -> AsyncIterator[bytes]:
    async for piece in bundle(home.database, plan, start):
        yield piece
    head = plan.head
    await mark_fetched(home.database, head.round, head.release, home.service.now().date())


def _start(request: Asked, plan: BundlePlan) -> int:
    """The byte to go on from; 0 where the bundle has changed since or the range makes no sense."""
    asked = _FROM.fullmatch(request.headers.get("range", ""))
    same = request.headers.get("if-range") == f'"{plan.etag}"'
    start = int(asked[1]) if asked and same else 0
    return start if start < plan.length else 0


async def _allowed(request: Asked) -> str:
    """The round's id, for a fetch token of its organisation. All else is an unknown address.

    A round whose desk is trusted no more asks nothing, but what people said in it can be fetched.
    """
    database = house(request).database
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    owner = await bearer(database, "fetch", token) if kind == "Bearer" else None
    stored = await find_round(database, request.path_params["round_id"])
    if owner is None or stored is None or stored.organisation != owner:
        raise NotFoundException
    return stored.round
