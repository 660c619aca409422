"""A sentence is sent both ways, and then looked for everywhere the service can write."""

import logging
import sqlite3
import tempfile
from pathlib import Path

import httpx

from live import running
from sending import frame_of, sealed
from voice.sealing.open import open_padded

CANARY = "the heron waits beside the second lock"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def holding(paths, needle: str) -> list[str]:
    needles = [needle.encode(encoding) for encoding in ENCODINGS]
    return [
        str(path)
        for path in paths
        if path.is_file() and any(each in path.read_bytes() for each in needles)
    ]


def test_what_was_said_is_nowhere_but_sealed(tmp_path, caplog, monkeypatch):
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    caplog.set_level(logging.DEBUG)
    logging.getLogger("aiosqlite").setLevel(logging.INFO)
    heard: list[bytes] = []
    (tmp_path / "data").mkdir()
    with running(tmp_path / "data") as live, httpx.Client(base_url=live.url) as http:
        heard.append(http.post("/send", content=frame_of(live, sealed(live, CANARY))).content)
        plain = {"sealed_by": "server", "good": CANARY, CANARY: "as a field", "overall": CANARY}
        heard.append(http.post(f"/{live.door}/en", data=plain).content)
        heard.append(http.post(f"/{live.door}/en", data={"good": CANARY}).content)
        heard.append(http.post("/send", content=CANARY.encode()).content)
        heard.append(http.post("/withdraw/en", data={"code": CANARY}).content)
        heard += [http.get(path).content for path in ("/next/en", f"/{live.door}/en")]
        files = list(tmp_path.rglob("*"))
        assert any(path.name == "voice.db-wal" for path in files)
        assert holding(files, CANARY) == []
        assert holding(files, CANARY.replace(" ", "+")) == []
        stored = rows(live.folder)
        assert len(stored) == 2
        opened = [open_padded(each, live.identities[1:2]) for each in stored]
        assert all(CANARY.encode() in each for each in opened), "the scan has something to find"
    assert all(CANARY.encode() not in each for each in heard)
    assert CANARY not in caplog.text
    assert holding(tmp_path.rglob("*"), CANARY) == []


def rows(folder: Path) -> list[bytes]:
    with sqlite3.connect(f"file:{folder}/voice.db?mode=ro", uri=True) as database:
        return [row[0] for row in database.execute("SELECT envelope FROM submissions")]
