"""A language is offered only where the page says everything in it."""

import shutil

import httpx

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
