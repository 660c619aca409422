"""What whoever watches the line sees: fifty visits, all alike but for the page they opened."""

import random
import re

import pytest

from quick import go_to_check, send_at_once
from visit import PHONE
from voice.forms.model import Choosing, Many, Words
from wire import Exchange, tapped

VISITS = 50
SEED = 20261122
LETTERS = "abc def ghi ابت ثجح ሀለሐመ 你好 \n"
SCRIPTED = re.compile(r"/s/[0-9a-f]{12}/|/keys/[0-9a-f]{16}$")


@pytest.fixture(scope="module")
def tap(live):
    with tapped(live.url) as tap:
        yield tap


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


def visit(live, browser, tap, tag: str, given) -> list[Exchange]:
    since = len(tap.lines)
    with browser.new_context(viewport=PHONE, locale="en-GB") as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        go_to_check(page, f"{tap.url}/{live.door}/{tag}", given)
        send_at_once(page)
    return tap.exchanges(since)


def without_door(exchange: Exchange, door: str) -> tuple[str, str, tuple[str, ...]]:
    path = "(door)" if exchange.path.startswith(f"/{door}/") else exchange.path
    return exchange.method, path, exchange.names


def test_fifty_visits_in_every_language_look_alike_on_the_wire(live, browser, tap):
    chance = random.Random(SEED)
    tags = [each.tag for each in live.round.languages]
    lines, posts, said = set(), set(), set()
    for number in range(max(VISITS, 2 * len(tags))):
        given = made_up(live.round.form, chance)
        said.add(str(given))
        exchanges = visit(live, browser, tap, tags[number % len(tags)], given)
        lines.add(tuple(sorted(without_door(each, live.door) for each in exchanges)))
        posts |= {(each.asked, each.replied) for each in exchanges if each.method == "POST"}
    assert len(said) >= VISITS, "the visits were different"
    assert len(lines) == 1, "one request line after the other, the same in every visit"
    ((*asked,),) = lines
    assert [line[:2] for line in asked if line[0] == "POST"] == [("POST", "/send")]
    assert all(
        "?" not in path and (path in ("(door)", "/send") or SCRIPTED.search(path))
        for _, path, _ in asked
    )
    assert not {"cookie", "referer", "authorization"} & {n for *_, names in asked for n in names}
    assert len(posts) == 1, "one size there, one size back"
