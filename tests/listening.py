"""A page with recordings to listen to, in the service's own address and headers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from live import Live, running
from recorded import LONG, SHORT, record
from voice.collect.recordings import Recordings
from voice.forms.ogg_opus import read_opus, write_opus
from voice.languages.catalogue import source_catalogue
from voice.languages.registry import language
from voice.web.headers import EVERY_RESPONSE
from voice.web.static import StaticFiles
from voice.web.templates import environment

TAKES = {"contact": LONG, "good": SHORT}
LARGE = 200 * 1024

PAGE = """\
{% extends "base.html.jinja" %}
{% from "listen.html.jinja" import listen, listen_script, sign_video with context %}
{% block script %}{{ listen_script(recordings) }}{% endblock %}
{% block main %}
{{ sign_video(round.sign_video) }}
{% for question in round.form.questions %}
<section class="question" data-question="{{ question.id }}">
{{ listen(recordings, question) }}
</section>
{% endfor %}
{% endblock %}
"""


@contextmanager
def with_recordings(folder: Path) -> Iterator[Live]:
    """A service with two recordings, padded far, as beside a long one."""
    record(folder / "audio", TAKES)
    for path in folder.glob("audio/en/*.opus"):
        sound = read_opus(path.read_bytes())
        path.write_bytes(write_opus(sound, sound.stamp, LARGE))
    with running(folder) as live:
        yield live


def serve_questions(page: Page, site: Live, recordings: dict[str, str] | None = None) -> None:
    """The macros in a page of the service's own address and headers, and nothing around them."""
    if recordings is None:
        recordings = Recordings(site.folder / "audio").addresses(site.round, "en")
    room = environment(source_catalogue(), StaticFiles().at)
    html = room.from_string(PAGE).render(
        lang=language("en"), round=site.round, recordings=recordings
    )
    reply = {"body": html, "content_type": "text/html", "headers": EVERY_RESPONSE}
    page.route("**/questions", lambda route: route.fulfill(**reply))
    page.goto(f"{site.url}/questions")
