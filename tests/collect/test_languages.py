"""A language is offered only where the page says everything in it."""

import datetime
import html
import logging
import shutil

import httpx
import msgspec

from collect.test_canary import holding
from live import running
from voice.languages.catalogue import load_catalogue, source_catalogue
from voice.languages.status import Standing, load_standings, write_standings
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


def test_a_page_says_how_much_of_its_translation_was_checked(tmp_path):
    locales = tmp_path / "locales"
    shutil.copytree(shipped("locales"), locales)
    welsh, somali, polish = (load_catalogue(tag, locales) for tag in ("cy", "so", "pl"))
    read = Standing(status="critical", by="Translator", on=datetime.date(2026, 11, 20))
    whole = msgspec.structs.replace(read, status="approved", fingerprint=polish.fingerprint)
    standings = {
        "cy": msgspec.structs.replace(read, critical=welsh.critical_fingerprint),
        "pl": msgspec.structs.replace(whole, critical=polish.critical_fingerprint),
    }
    write_standings(locales, load_standings(locales) | standings)
    (tmp_path / "data").mkdir()
    tags = ["en", "cy", "so", "pl"]
    with running(tmp_path / "data", locales=locales, languages=tags) as live:
        with httpx.Client(base_url=live.url) as http:
            pages = {tag: http.get(f"/{live.door}/{tag}").text for tag in tags}
    nobody, some = (
        "Nobody has checked this translation yet.",
        "Only the most important sentences of this translation have been checked.",
    )
    told = {tag: html.unescape(page) for tag, page in pages.items()}
    assert welsh.gettext(some) in told["cy"]
    assert somali.gettext(nobody) in told["so"]
    for catalogue in (polish, source_catalogue()):
        assert not any(catalogue.gettext(each) in told[catalogue.tag] for each in (nobody, some))


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
