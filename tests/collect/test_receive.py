"""What is kept, what is refused, and that every reply to a post has one size."""

import os

import pytest

from sending import frame_of
from voice.sealing.identity import new_identity
from voice.sealing.recipient import parse_roster
from voice.sealing.seal import seal_padded
from voice.web.replies import REPLY_BYTES


@pytest.fixture
def envelope(live) -> bytes:
    roster = parse_roster(member.recipient for member in live.round.roster)
    return seal_padded(b"{}", roster)


def send(http, body: bytes):
    return http.post("/send", content=body, headers={"content-type": "application/octet-stream"})


def test_an_envelope_is_kept_and_a_retry_gets_the_same_reply(http, live, envelope):
    body = frame_of(live, envelope)
    first, again = send(http, body), send(http, body)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert len(first.content) == REPLY_BYTES
    assert first.headers.keys() == again.headers.keys()


def test_anything_else_is_refused_in_a_reply_of_the_same_size(http, live, envelope):
    stranger = parse_roster([new_identity().recipient.text, new_identity().recipient.text])
    whole = frame_of(live, envelope)
    wrong = {
        "nothing": b"",
        "no frame": b"words in clear",
        "cut": whole[:-1],
        "longer": whole + b"\0",
        "another version": b"VOI9" + whole[4:],
        "no age file": whole[:108] + os.urandom(len(envelope)),
        "other roster": frame_of(live, seal_padded(b"{}", stranger)),
        "unknown round": frame_of(live, envelope, round="00" * 8),
        "too much": b"VOI1" + os.urandom(70_000),
    }
    for name, body in wrong.items():
        reply = send(http, body)
        assert reply.status_code in (400, 410, 413, 422), name
        assert len(reply.content) == REPLY_BYTES, name
        assert b"words in clear" not in reply.content


def test_a_plain_post_without_its_hidden_field_is_refused(http, live):
    for fields in (
        {"good": "still here"},
        {"sealed_by": "phone", "good": "still here"},
        {"sealed_by": ["server", "phone"], "good": "still here"},
    ):
        reply = http.post(f"/{live.door}/en", data=fields)
        assert reply.status_code == 400
        assert "still here" not in reply.text


def test_a_plain_post_is_answered_by_one_constant_address(http, live):
    replies = [
        http.post(f"/{live.door}/en", data={"sealed_by": "server"} | fields)
        for fields in ({}, {"good": "a" * 2000}, {"overall": "bad", "unknown": "x"})
    ]
    assert {reply.status_code for reply in replies} == {303}
    assert {reply.headers["location"] for reply in replies} == {"/next/en"}
    assert {reply.content for reply in replies} == {b""}


def test_a_plain_post_that_is_too_long_says_so_without_the_words(http, live):
    reply = http.post(f"/{live.door}/en", data={"sealed_by": "server", "good": "lamp " * 9000})
    assert reply.status_code == 413
    assert "lamp" not in reply.text
    assert "more than we can carry" in reply.text
    huge = http.post(f"/{live.door}/en", data={"sealed_by": "server", "good": "lamp " * 90_000})
    assert huge.status_code == 413


def test_files_are_not_taken(http, live):
    reply = http.post(
        f"/{live.door}/en",
        data={"sealed_by": "server"},
        files={"good": ("note.txt", b"lamp in a file", "text/plain")},
    )
    assert reply.status_code == 400
    assert "lamp" not in reply.text
