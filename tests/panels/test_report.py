"""The report: one inert file that tells no more than the limits let through."""

import random
import re
from functools import cache
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.disclosure.cells import Sides
from voice.disclosure.limits import Hidden, Screen, Shown
from voice.panels.cards import make_cards
from voice.panels.report import WAYS, ReportInput, make_report
from voice.themes.codebook_file import load_codebook
from voice.themes.counts import count
from voice.themes.heard import Heard, Said, Tick

CODEBOOK = load_codebook()
THEMES = [
    "care.respect",
    "housing.safe",
    "support.worker",
    "journey.waiting",
    "journey.clarity",
    "health.mind",
    "rights.legal",
    "rights.money",
    "people.interpreter",
]
SAID = [
    "My support worker is kind",
    "I wait for months",
    "Nothing, thank you",
    "انتظرت سنوات",
    "Мені важко",
    "I am in danger",
]


def answers(number, seed=1):
    draw = random.Random(seed)
    return tuple(
        Heard(
            id=f"{draw.getrandbits(128):032x}",
            lang="en",
            ticks=tuple(
                Tick("better", theme, (theme,), draw.choice(["helped", "hard"]))
                for theme in draw.sample(THEMES, 3)
            ),
            said=(Said("change", draw.choice(SAID), "hard"),),
            share=draw.choice(["nobody", "panel", "public"]),
        )
        for _ in range(number)
    )


def given_round(heard, **changes):
    people = [each.id for each in heard]
    half = len(people) // 2
    fields = {
        "service": "Northside service",
        "form_title": "Share your views",
        "practice": False,
        "asked": ("2026-W40", "2026-W47"),
        "next_reading": "2026-W49",
        "safety_checked": True,
        "counts": count(heard, CODEBOOK),
        "codebook": CODEBOOK,
        "screen": Screen(noise_key=b"s" * 32),
        "ways": {"self": frozenset(people[:half]), "paper": frozenset(people[half:])},
        "set_apart": 1,
        "withdrawn": 2,
    }
    return ReportInput(**(fields | changes))


def report(number, **changes):
    return make_report(given_round(answers(number), **changes))


def words_of(html):
    """What a person reads: no style, no tags."""
    body = html[html.index("<body>") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.mark.parametrize("number", [3, 8, 20, 40])
def test_it_is_made_for_any_size_of_round_and_the_same_each_time(number):
    assert report(number) == report(number)


@pytest.mark.parametrize("number", [0, 1, 4])
def test_under_five_there_are_no_counts_and_no_blank_page(number):
    html = report(number)
    text = words_of(html)
    assert "Fewer than 5 people so far." in text
    assert "Next reading: the week of 30 November 2026." in text
    assert "Safety check: done." in text
    assert "While you wait" in text
    assert 'class="card"' not in html
    assert not any(theme.name in html for theme in CODEBOOK.themes)
    assert "on paper" not in text


def test_a_safety_check_that_is_not_done_is_said():
    for number in (2, 20):
        assert "Safety check: not done yet." in words_of(report(number, safety_checked=False))
        assert "Safety check: done." in words_of(report(number))


def test_every_size_of_round_speaks_without_big_claims():
    for number in (3, 8, 40):
        text = words_of(report(number))
        assert not re.search(r"anonym|(nobody|no one) (can|could)|!", text, re.IGNORECASE)


def test_a_practice_round_says_so():
    assert "Practice round." in words_of(report(8, practice=True))
    assert "Practice round." not in words_of(report(8))


def test_practice_is_read_when_you_like_and_no_week_of_answers_is_claimed():
    text = words_of(report(8, practice=True))
    assert "Asked since the week of 28 September 2026. Next reading: when you like." in text
    assert "Next reading: when you like." in words_of(report(2, practice=True, next_reading=""))
    for number in (2, 8):
        assert "Answers from" not in words_of(report(number))


def test_a_round_that_is_over_says_when_it_asked():
    text = words_of(report(8, next_reading=""))
    assert "Asked from the week of 28 September 2026 to the week of 16 November 2026." in text
    assert "This round is over." in text
    assert "Next reading" not in text


def of_sides(**sizes):
    """Answers that name one theme on one side, both or none, and as many about nothing at all."""
    sides = [side for side, size in sizes.items() for _ in range(size)]
    named = {"helped": ["helped"], "hard": ["hard"], "mixed": ["helped", "hard"], "unsaid": [""]}
    ticks = [
        tuple(Tick("q", "o", ("care.respect",), side or "either") for side in named[each])
        for each in sides
    ]
    ticks += [()] * len(sides)
    return tuple(Heard(id=f"{i:032x}", lang="en", ticks=each) for i, each in enumerate(ticks))


def test_a_bar_is_drawn_and_explained_where_two_parts_may_be_shown():
    html = make_report(given_round(of_sides(helped=30, mixed=20, hard=15)))
    parts = re.findall(r'<span class="(\w+) s\d+"><b>(\w+) (\d+)</b></span>', html)
    assert [(side, word) for side, word, _ in parts] == [
        ("helped", "helped"),
        ("mixed", "mixed"),
        ("hard", "hard"),
    ]
    shown = re.search(r"<strong>About (\d+)</strong> of", html)
    assert shown
    assert int(shown[1]) == sum(int(about) for _, _, about in parts)
    assert "A bar shows who" in words_of(html)


def test_where_no_bar_may_be_drawn_none_is_spoken_of():
    text = words_of(make_report(given_round(of_sides(hard=40))))
    assert "bar" not in re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({"hard": 40}, "Mostly hard"),
        ({"helped": 40}, "Mostly good"),
        ({"helped": 30, "hard": 30}, "Mixed"),
    ],
)
def test_the_word_on_a_card_is_explained(sizes, said):
    text = words_of(make_report(given_round(of_sides(**sizes))))
    assert f"“{said}”:" in text
    unsaid = {"Mostly hard", "Mostly good", "Mixed"} - {said}
    assert not any(other in text for other in unsaid)


def test_words_of_the_codebook_stand_in_quotes_and_look_whole():
    heard = tuple(
        Heard(id=f"{i:032x}", lang="en", said=(Said("w", "The doctor and the dentist", "hard"),))
        for i in range(20)
    )
    html = make_report(given_round(heard))
    text = words_of(html)
    assert re.search(
        r"Words like “ ?doctor ?” \([a-z0-9 ]+ people\) · “ ?dentist ?” \([a-z0-9 ]+ people\)", text
    )
    assert "…" not in text
    assert "They are not counts" not in text


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (["self"], "People answered on their own. Each other way was used by too few"),
        (["self", "paper"], "these ways: on their own; on paper. Each other way"),
        (list(WAYS), "on the phone; on paper. What is not"),
    ],
)
def test_how_the_answers_came_is_a_sentence(used, said):
    heard = answers(120)
    ids = [each.id for each in heard]
    ways = {way: frozenset(ids[n * 20 : n * 20 + 20]) for n, way in enumerate(used)}
    assert said in words_of(make_report(given_round(heard, ways=ways)))


def test_a_row_that_is_shown_speaks_for_the_hints_under_it():
    heard = tuple(
        Heard(id=f"{i:032x}", lang="en", said=(Said("w", "I wait for months", "hard"),))
        for i in range(40)
    )
    counts, screen = count(heard, CODEBOOK), Screen(noise_key=b"s" * 32)
    first = make_cards(counts, CODEBOOK, screen, {}).hints[0].theme
    other = next(theme.id for theme in CODEBOOK.themes if theme.id != first)
    hidden = make_cards(counts, CODEBOOK, screen, {"care.culture": (first,)})
    assert first in [hint.theme for hint in hidden.hints]
    shown = make_cards(counts, CODEBOOK, screen, {first: (first, other)})
    assert first not in [hint.theme for hint in shown.hints]


def test_a_round_of_twenty_shows_themes_and_says_what_is_not_shown():
    html = report(20)
    text = words_of(html)
    cards = html.count('class="card"')
    assert cards >= 3
    assert "not shown: nobody raised them, or too few people did" in text
    assert "Five answers are not five people." in text
    assert "Suggested by words, not added to the ticks:" in text


def test_the_only_numbers_of_people_are_multiples_of_five_from_ten_on():
    for number in (5, 8, 13, 20, 40, 90):
        text = words_of(report(number))
        about = [int(each) for each in re.findall(r"[Aa]bout (\d+)", text)]
        explained = {5, 8, 20}
        for each in about:
            assert (each >= 10 and each % 5 == 0) or each in explained


def test_no_id_and_no_persons_words_are_in_it():
    heard = answers(40)
    html = make_report(given_round(heard))
    assert not any(each.id in html for each in heard)
    assert not any(said.text in html for each in heard for said in each.said)


def test_the_language_people_wrote_in_is_not_told_beside_a_theme():
    heard = tuple(
        Heard(id=f"{i:032x}", lang="ar", said=(Said("w", "انتظرت سنوات", "hard"),))
        for i in range(20)
    )
    html = make_report(given_round(heard))
    assert "Waiting and delays" in html
    assert not re.search(r"[\u0600-\u06ff]", html)


def test_words_about_danger_never_wait_as_quotes():
    heard = tuple(
        Heard(
            id=f"{i:032x}",
            lang="en",
            ticks=(Tick("q", "o", ("care.respect",), "hard"),) if i < 30 else (),
            said=(Said("w", "They were rude and I am in danger", "hard"),),
            share="public",
        )
        for i in range(45)
    )
    cards = make_cards(count(heard, CODEBOOK), CODEBOOK, Screen(noise_key=b"s" * 32), {})
    card = next(card for card in cards.cards if card.theme == "care.respect")
    assert card.quotes == Hidden("few")


def test_cards_are_ordered_by_what_is_shown():
    for seed in range(6):
        heard = answers(60, seed)
        screen = Screen(noise_key=bytes([seed] * 32))
        cards = make_cards(count(heard, CODEBOOK), CODEBOOK, screen, {})
        shown = [
            card.people.about or (999 if card.people.people == "many" else 0)
            for card in cards.cards
        ]
        assert shown == sorted(shown, reverse=True)


def test_marked_answers_are_left_out():
    heard = answers(12)
    marked = frozenset(each.id for each in heard[:9])
    html = make_report(given_round(heard, screen=Screen(noise_key=b"s" * 32, burst=marked)))
    assert "Fewer than 5 people so far." in html
    assert "Some answers look as if one hand sent many." in html
    assert "one hand" not in report(12)


class Page(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_it_loads_nothing_and_runs_nothing():
    page = Page(report(40))
    assert not {tag for tag, _ in page.tags} & {
        "script",
        "img",
        "link",
        "iframe",
        "a",
        "form",
        "object",
    }
    for _, attributes in page.tags:
        assert not any(
            name in {"src", "href", "style"} or name.startswith("on") for name in attributes
        )
    policy = next(
        attributes["content"]
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    html = next(attributes for tag, attributes in page.tags if tag == "html")
    assert html["translate"] == "no"
    assert {"name": "robots", "content": "noindex, nofollow"} in [a for _, a in page.tags]


POISON = [
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "\u202eevil\u202c",
    "../../etc/passwd",
    "{{ 1234 * 5678 }}{% for x in y %}",
    "a" + "\u0301" * 30_000,
]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
def test_poison_is_inert_wherever_it_stands(poison):
    heard = tuple(
        msgspec.structs.replace(each, said=(Said("w", poison + " I wait", "hard"),))
        for each in answers(20)
    )
    first, *rest = CODEBOOK.themes
    named = msgspec.structs.replace(first, name=poison, meaning=poison)
    codebook = msgspec.structs.replace(CODEBOOK, themes=(named, *rest))
    heard = tuple(
        msgspec.structs.replace(each, ticks=(Tick("q", "o", (first.id,), "hard"),) if n else ())
        for n, each in enumerate(heard)
    )
    html = make_report(
        given_round(
            heard,
            service=poison,
            form_title=poison,
            counts=count(heard, codebook),
            codebook=codebook,
        )
    )
    plain = [tag for tag, _ in Page(report(20)).tags if tag in {"script", "img", "style"}]
    assert [tag for tag, _ in Page(html).tags if tag in {"script", "img", "style"}] == plain
    assert "\u202e" not in html
    assert "7006652" not in words_of(html)
    assert len(html) < 60_000


sizes = st.integers(0, 30)


@cache
def unsaid(size):
    return count(tuple(Heard(id=f"{i:032x}", lang="en") for i in range(size)), CODEBOOK)


@settings(max_examples=settings.default.max_examples * 2 // 3)
@given(
    st.sampled_from((5, 7, 8, 9, 15, 19, 20, 60)),  # about the limits, and far from them
    st.lists(st.tuples(sizes, sizes, sizes), min_size=1, max_size=6),
    st.binary(min_size=16, max_size=16),
)
def test_a_card_never_shows_a_theme_of_fewer_than_three_people(size, themes, key):
    people = [f"{i:032x}" for i in range(size)]
    counts = unsaid(size)
    made = []
    for theme, (helped, mixed, hard) in zip(counts.themes, themes, strict=False):
        cut = (helped, helped + mixed, helped + mixed + hard)
        sides = Sides(
            helped=frozenset(people[: cut[0]]),
            mixed=frozenset(people[cut[0] : cut[1]]),
            hard=frozenset(people[cut[1] : cut[2]]),
        )
        made.append(msgspec.structs.replace(theme, ticked=sides))
    counts = msgspec.structs.replace(counts, themes=(*made, *counts.themes[len(made) :]))
    true = {theme.theme: len(theme.ticked.people) for theme in counts.themes}
    cards = make_cards(counts, CODEBOOK, Screen(noise_key=key), {})
    for card in cards.cards:
        assert true[card.theme] >= 3
        assert isinstance(card.people, Shown)
    assert cards.not_shown == cards.listed - len(cards.cards) - len(cards.hints)
