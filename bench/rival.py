"""What we measure ourselves against: Flask and sqlite3, as a small careful service has them.

Run by gunicorn; `RIVAL_FOLDER` holds its database and the page it serves. It keeps what it is
sent as durably as ours (WAL, synchronous=FULL, a commit before the reply). /send puts it into one
table and looks at nothing; /send-checked does what ours does, by the same functions and into the
same tables: the frame, the outside of the envelope, the keyed hashes.
"""

import os
import sqlite3
from pathlib import Path

from flask import Flask, Response, request

from store import ENVELOPE, INTO, ROUND, connect
from voice.sealing.frame import FRAME_BYTES, read_frame
from voice.sealing.marks import keyed, mark, round_mark_key
from voice.sealing.outside import read_outside

FOLDER = Path(os.environ["RIVAL_FOLDER"])
PEPPER = bytes(range(32))
WEEK = "2026-W48"

app = Flask(__name__)
page = (FOLDER / "page.html.gz").read_bytes()
connection = sqlite3.connect(FOLDER / "rival.db", isolation_level=None, timeout=60)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = FULL")
connection.execute(
    "CREATE TABLE IF NOT EXISTS submissions"
    " (key INTEGER PRIMARY KEY, round TEXT, week TEXT, rest BLOB, envelope BLOB) STRICT"
)


same_tables = connect(FOLDER / "whole.db")


@app.get("/health")
def health() -> str:
    return "well\n"


@app.get("/page")
def cached_page() -> Response:
    return Response(page, mimetype="text/html", headers={"Content-Encoding": "gzip"})


@app.post("/send")
def send() -> Response:
    body = request.get_data()
    key = int.from_bytes(os.urandom(8), "big") >> 1
    frame, envelope = body[:FRAME_BYTES], body[FRAME_BYTES:]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO submissions VALUES (?, ?, ?, ?, ?)",
        (key, frame[4:12].hex(), WEEK, frame[12:], envelope),
    )
    connection.execute("COMMIT")
    return Response(b"kept".ljust(64), mimetype="text/plain")


@app.post("/send-checked")
def send_checked() -> Response:
    body = request.get_data()
    frame = read_frame(body, len(body) - FRAME_BYTES)
    if len(read_outside(frame.envelope).stanza_kinds) != 3:
        return Response(b"cannot".ljust(64), status=422, mimetype="text/plain")
    key = int.from_bytes(os.urandom(8), "big") >> 1
    hashes = (
        mark(round_mark_key(PEPPER, ROUND), frame.envelope),
        keyed(PEPPER, "look-up", frame.look_up),
        keyed(PEPPER, "withdrawal", frame.withdrawal),
    )
    same_tables.execute("BEGIN IMMEDIATE")
    same_tables.execute(INTO, (key, ROUND, *hashes))
    same_tables.execute(ENVELOPE, (key, ROUND, WEEK, frame.envelope))
    same_tables.execute("COMMIT")
    return Response(b"kept".ljust(64), mimetype="text/plain")
