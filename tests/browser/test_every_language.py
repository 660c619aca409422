"""Every language on a small phone: both short forms, script on and off, and what the desk reads."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from browser.conftest import fresh
from quick import FILL, answer_at_once
from visit import PHONE
from voice.desk.opening import OpenedAnswer, open_many, opener_for
from voice.forms.round import fingerprint
from voice.languages.registry import LANGUAGES

TAGS = [each.tag for each in LANGUAGES]
AT_ONCE = 6
GIVEN = {
    "default": {"contact": "now", "overall": "good", "better": ["home", "waiting"]},
    "pulse": {"today": "good", "heard": "little"},
}
BOX = {"default": "good", "pulse": "one"}


def words_in(live, form: str, tag: str) -> str:
    """Something that a person could write in this language: a sentence of the page."""
    return live.rounds[form].offered(tag).words["promise.skip"]


def given_in(live, form: str, tag: str) -> dict[str, str | list[str]]:
    return GIVEN[form] | {BOX[form]: words_in(live, form, tag), "words": "panel"}


def at_once(browser, script: bool) -> Iterator[tuple[list[str], list]]:
    """A few languages at a time, each with a phone of its own."""
    for first in range(0, len(TAGS), AT_ONCE):
        tags = TAGS[first : first + AT_ONCE]
        with ExitStack() as stack:
            contexts = [fresh(browser, viewport=PHONE, java_script_enabled=script) for _ in tags]
            pages = [stack.enter_context(each).new_page() for each in contexts]
            for page in pages:
                page.set_default_timeout(60_000)
            yield tags, pages


def envelopes(live) -> set[bytes]:
    with closing(sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True)) as database:
        return {row[0] for row in database.execute("SELECT envelope FROM submissions")}


def read_at_the_desk(live, form: str, sent: set[bytes]) -> dict[str, OpenedAnswer]:
    """What the desk makes of these envelopes, by language."""
    opener = opener_for(live.rounds[form], tuple(each.text for each in live.identities[:1]))
    opened = open_many(opener, [(str(place), each) for place, each in enumerate(sent)])
    assert all(isinstance(each, OpenedAnswer) for each in opened)
    assert len({each.inside.lang for each in opened}) == len(opened)
    return {each.inside.lang: each for each in opened}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("form", ["pulse", "default"])
def test_a_form_is_completed_in_every_language_and_the_desk_reads_it(
    everywhere, browser, form, script
):
    live, before = everywhere, envelopes(everywhere)
    door = {"pulse": live.pulse_door, "default": live.door}[form]
    for tags, pages in at_once(browser, script):
        for tag, page in zip(tags, pages, strict=True):
            page.goto(f"{live.url}/{door}/{tag}", wait_until="commit")
        for tag, page in zip(tags, pages, strict=True):
            if script:
                answer_at_once(page, given_in(live, form, tag))
                page.evaluate("document.querySelector('#send').click()")
            else:
                page.locator("#send").wait_for()
                page.evaluate(FILL, given_in(live, form, tag))
                page.click("#send", no_wait_after=True)
        for page in pages:
            page.locator("#thanks").wait_for() if script else page.wait_for_url("**/next/*")
    read = read_at_the_desk(live, form, envelopes(live) - before)
    assert sorted(read) == sorted(TAGS)
    for tag, answer in read.items():
        offered = live.rounds[form].offered(tag)
        assert answer.inside.words == fingerprint(offered.words), tag
        assert answer.inside.sealed_by == ("phone" if script else "server"), tag
        assert answer.answers[BOX[form]] == words_in(live, form, tag), tag
        assert answer.consents == {"words": "panel"}, tag
