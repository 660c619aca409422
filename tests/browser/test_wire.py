"""What whoever watches the line sees: fifty visits, all alike but for the page they opened."""

import random
import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from quick import answer_at_once
from visit import PHONE
from voice.forms.model import Choosing, Many, Words
from wire import Exchange, tapped

VISITS = 50
AT_ONCE = 5
SEED = 20261122
LETTERS = "abc def ghi ابت ثجح ሀለሐመ 你好 \n"
SCRIPTED = re.compile(r"/s/[0-9a-f]{12}/|/keys/[0-9a-f]{16}$")


@pytest.fixture(scope="module")
def taps(everywhere):
    """One tap for each of the visits that run at the same time."""
    with ExitStack() as stack:
        yield [stack.enter_context(tapped(everywhere.url)) for _ in range(AT_ONCE)]


def made_up(form, chance: random.Random) -> dict[str, str | list[str]]:
    """A visit like no other: any options, any words, anything skipped."""
    given: dict[str, str | list[str]] = {}
    for question in form.questions:
        if chance.random() < 0.3:
            continue
        if isinstance(question, Many):
            ids = [each.id for each in question.options]
            given[question.id] = chance.sample(ids, chance.randint(1, len(ids)))
        elif isinstance(question, Choosing):
            given[question.id] = chance.choice(question.options).id
        elif isinstance(question, Words):
            given[question.id] = "".join(chance.choices(LETTERS, k=chance.randint(1, 1500)))
    return given


def visits(live, browser, taps, planned) -> Iterator[list[Exchange]]:
    """What passed in each of the planned visits (language, answers), which run side by side."""
    since = [len(tap.lines) for tap in taps]
    with ExitStack() as stack:
        contexts = [browser.new_context(viewport=PHONE, locale="en-GB") for _ in planned]
        opened = [stack.enter_context(each).new_page() for each in contexts]
        for page, tap, (tag, _) in zip(opened, taps, planned, strict=False):
            page.set_default_timeout(30_000)
            page.goto(f"{tap.url}/{live.door}/{tag}", wait_until="commit")
        for page, (_, given) in zip(opened, planned, strict=True):
            answer_at_once(page, given)
            page.evaluate("document.querySelector('#send').click()")
        for page in opened:
            page.locator("#thanks").wait_for()
    for tap, start, _ in zip(taps, since, planned, strict=False):
        yield tap.exchanges(start)


def without_door(exchange: Exchange, door: str) -> tuple[str, str, tuple[str, ...]]:
    path = "(door)" if exchange.path.startswith(f"/{door}/") else exchange.path
    return exchange.method, path, exchange.names


def test_fifty_visits_in_every_language_look_alike_on_the_wire(everywhere, browser, taps):
    live = everywhere
    chance = random.Random(SEED)
    tags = [each.tag for each in live.round.languages]
    planned = [
        (tags[number % len(tags)], made_up(live.round.form, chance)) for number in range(VISITS)
    ]
    assert {tag for tag, _ in planned} == set(tags)
    assert len({str(given) for _, given in planned}) == VISITS, "the visits are different"
    lines, posts = set(), set()
    for first in range(0, VISITS, AT_ONCE):
        for exchanges in visits(live, browser, taps, planned[first : first + AT_ONCE]):
            lines.add(tuple(sorted(without_door(each, live.door) for each in exchanges)))
            posts |= {(each.asked, each.replied) for each in exchanges if each.method == "POST"}
    assert len(lines) == 1, "one request line after the other, the same in every visit"
    ((*asked,),) = lines
    assert [line[:2] for line in asked if line[0] == "POST"] == [("POST", "/send")]
    assert all(
        "?" not in path and (path in ("(door)", "/send") or SCRIPTED.search(path))
        for _, path, _ in asked
    )
    assert not {"cookie", "referer", "authorization"} & {n for *_, names in asked for n in names}
    assert len(posts) == 1, "one size there, one size back"
