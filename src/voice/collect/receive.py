"""Routes that keep answers: sealed frames from script, words from the form without script."""

import asyncio

import msgspec
from litestar import Response, post
from litestar.exceptions import NotFoundException

from voice.collect.house import House, OpenDoor, OpenRound
from voice.collect.person import house, page_response
from voice.errors import NotReadable, PersonMustChange, Refused
from voice.forms.answers import tidy_words
from voice.forms.inside import Inside
from voice.forms.model import Form, Many, Note, Permission, Words
from voice.forms.round_file import fingerprint
from voice.sealing.frame import Frame, frame_round, read_frame
from voice.sealing.marks import keyed, mark, round_mark_key
from voice.sealing.outside import read_outside
from voice.sealing.seal import seal_padded
from voice.store.submissions import Arrival, save
from voice.web.asked import Asked
from voice.web.bodies import read_body, read_fields
from voice.web.replies import fixed_reply

FRAME_BYTES = 64 * 1024
FORM_BYTES = 256 * 1024


@post("/send", request_max_body_size=FRAME_BYTES)
async def send(request: Asked) -> Response[bytes]:
    """Keep one sealed envelope. Nothing in this process can open it."""
    home = house(request)
    body = await read_body(request, home.service.body_seconds)
    opened = home.rounds.get(frame_round(body))
    if opened is None or opened.paused:
        return fixed_reply("closed", 410)
    frame = read_frame(body, opened.envelope_bytes)
    check_envelope(frame.envelope, opened)
    await keep(home, opened, frame)
    return fixed_reply("kept")


def check_envelope(envelope: bytes, opened: OpenRound) -> None:
    """Look at the outside only: the same kinds of stanza, as many as the roster has.

    Raises:
        NotReadable: it is not an age file for this roster.
    """
    if not read_outside(envelope).fits(opened.roster):
        raise NotReadable("other-roster", "the envelope is not for this round's roster")


async def keep(home: House, opened: OpenRound, frame: Frame) -> None:
    """Store one frame; it returns only after the row is safe on disk."""
    pepper = home.service.pepper
    arrival = Arrival(
        round=opened.file.id,
        week=home.week(),
        envelope=frame.envelope,
        mark=mark(round_mark_key(pepper, opened.file.id), frame.envelope),
        look_up=keyed(pepper, "look-up", frame.look_up),
        withdrawal=keyed(pepper, "withdrawal", frame.withdrawal),
    )
    await save(home.database, arrival)


@post("/{door:str}/{tag:str}", request_max_body_size=FORM_BYTES)
async def without_script(request: Asked) -> Response[bytes]:
    """Seal at once what the plain form sent, and answer 303: the words are never echoed.

    A post without the hidden field `sealed_by=server`, which script removes first, is refused:
    there is no silent downgrade.
    """
    home = house(request)
    opened = home.doors.get(request.path_params["door"])
    tag = request.path_params["tag"]
    if opened is None or opened.round.file.offered(tag) is None:
        raise NotFoundException
    if opened.round.paused or opened.closed:
        return _notice(request, tag, "closed", 410)
    given = await read_fields(request, home.service.body_seconds)
    if given.get("sealed_by") != ["server"]:
        raise Refused("not-the-plain-form", "a plain post without its hidden field")
    plain = msgspec.json.encode(_inside(opened, tag, given))
    try:
        envelope = await asyncio.to_thread(seal_padded, plain, opened.round.roster)
    except PersonMustChange:
        return _notice(request, tag, "too_much", 413)
    frame = Frame(
        round=opened.round.file.id,
        ticket=home.service.random(32),
        look_up=home.service.random(32),
        withdrawal=home.service.random(32),
        envelope=envelope,
    )
    await keep(home, opened.round, frame)
    return Response(b"", status_code=303, headers={"location": f"/next/{tag}"})


def _inside(opened: OpenDoor, tag: str, given: dict[str, list[str]]) -> Inside:
    offered = opened.round.file.offered(tag)
    form = opened.round.file.form
    answers, consents, present = _sorted_answers(form, given)
    return Inside(
        round=opened.round.file.id,
        form_fingerprint=fingerprint(form),
        words=fingerprint(offered.words) if offered else "",
        lang=tag,
        door=opened.slug,
        mode=opened.mode,
        present=present,
        sealed_by="server",
        answers=answers,
        consents=consents,
    )


def _sorted_answers(
    form: Form, given: dict[str, list[str]]
) -> tuple[dict[str, str | tuple[str, ...]], dict[str, str], str]:
    """Answers, permissions, and who was there. Fields that are no question are dropped."""
    answers: dict[str, str | tuple[str, ...]] = {}
    consents: dict[str, str] = {}
    present = ""
    for question in form.questions:
        values = [each for each in given.get(question.id, []) if each.strip()]
        if not values or isinstance(question, Note):
            continue
        if isinstance(question, Permission):
            consents[question.id] = values[0]
        elif question.role == "present":
            present = values[0]
        elif isinstance(question, Many):
            answers[question.id] = tuple(values[: question.max])
        elif isinstance(question, Words):
            answers[question.id] = tidy_words(values[0])
        else:
            answers[question.id] = values[0]
    return answers, consents, present


def _notice(request: Asked, tag: str, name: str, status: int) -> Response[bytes]:
    response = page_response(request, house(request).pages.notice(tag, name))
    response.status_code = status
    return response
