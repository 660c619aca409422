"""A language is offered only where the page says everything in it."""

import logging
import shutil

import httpx

from collect.test_canary import holding
from live import running
from voice.shipped import shipped

NEW = '\nmsgid "A sentence that nobody has translated yet"\nmsgstr ""\n'


def test_a_language_whose_pages_are_not_whole_is_not_offered(tmp_path):
    locales = tmp_path / "locales"
    shutil.copytree(shipped("locales"), locales)
    with (locales / "voice.pot").open("a", encoding="utf-8") as template:
        template.write(NEW)
    (tmp_path / "data").mkdir()
    with running(tmp_path / "data", locales=locales) as live:
        with httpx.Client(base_url=live.url) as http:
            door = http.get(f"/{live.door}", headers={"accept-language": "ar"})
            assert 'hreflang="en"' in door.text
            assert 'hreflang="ar"' not in door.text
            assert http.get(f"/{live.door}/ar").status_code == 404
            assert http.get(f"/{live.door}/en").status_code == 200


def test_what_a_phone_asks_for_chooses_the_page_and_is_kept_nowhere(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("aiosqlite").setLevel(logging.INFO)
    asked = {"accept-language": "ar-SD;q=0.9, x-heron-lock;q=0.5"}
    with running(tmp_path) as live, httpx.Client(base_url=live.url, headers=asked) as http:
        assert 'dir="rtl"' in http.get(f"/{live.door}").text
        for path in ("/", "/help", f"/{live.door}/en", "/nothing/here", "/withdraw/en"):
            http.get(path)
        http.post(f"/{live.door}/en", data={"sealed_by": "server", "good": "Tea"})
        http.post("/send", content=b"no frame")
        for needle in ("ar-SD", "heron-lock"):
            assert holding(tmp_path.rglob("*"), needle) == []
            assert needle not in caplog.text
