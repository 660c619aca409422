"""What we measure ourselves against: Flask and sqlite3, as a small careful service has them.

Run by gunicorn; `RIVAL_FOLDER` holds its database and the page it serves. It keeps what it is
sent in one table, as durably as ours (WAL, synchronous=FULL, a commit before the reply), and
looks at nothing: no frame, no outside, no keyed hashes, no headers against browsers' habits.
"""

import os
import sqlite3
from pathlib import Path

from flask import Flask, Response, request

FOLDER = Path(os.environ["RIVAL_FOLDER"])
FRAME_BYTES = 108

app = Flask(__name__)
page = (FOLDER / "page.html.gz").read_bytes()
connection = sqlite3.connect(FOLDER / "rival.db", isolation_level=None, timeout=60)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = FULL")
connection.execute(
    "CREATE TABLE IF NOT EXISTS submissions"
    " (key INTEGER PRIMARY KEY, round TEXT, week TEXT, rest BLOB, envelope BLOB) STRICT"
)


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
        (key, frame[4:12].hex(), "2026-W48", frame[12:], envelope),
    )
    connection.execute("COMMIT")
    return Response(b"kept".ljust(64), mimetype="text/plain")
