"""Rules of the person's pages that show in what is served; the others are in tests/browser.

Each test is named after its rule. Where the design decided otherwise, the test says what holds.
"""

import logging
import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from listening import TAKES, with_recordings
from sending import frame_of, sealed
from voice.cli.doors import new_slug
from voice.forms.grade import grade, sentences, words
from voice.forms.lint import lint
from voice.forms.load import load_forms, read_form
from voice.forms.messages import messages
from voice.forms.model import Many, Note, Permission, Words
from voice.shipped import shipped

TESTS = Path(__file__).parents[1]
STATIC = TESTS.parent / "src/voice/web/static"
FORMS = load_forms(shipped("forms"))
SCRIPTS = {p.name: p.read_text("utf-8") for p in STATIC.glob("js/*.mjs")}
PAGES = ["/", "/{door}", "/{door}/en", "/{door}/ar", "/{pulse}/en", "/{near}/en", "/help/en"]
PAGES += ["/next/en", "/withdraw/en", "/withdraw/en/again", "/nothing-here"]
YES_NO = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]


class Page(HTMLParser):
    """A served page: its elements with their attributes, and the words that can be read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._within = tag
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        if self._within not in ("script", "style"):
            self.said.append(data)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.said))

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.elements if tag in tags]


@pytest.fixture(scope="module")
def pages(live) -> dict[str, Page]:
    """Every page a person may see, by its path."""
    doors = {"door": live.door, "pulse": live.pulse_door, "near": live.doors["nearby"]}
    return {path: Page(httpx.get(live.url + path.format(**doors)).text) for path in PAGES}


def slugs(question: str) -> set[str]:
    """What the lint refuses in a form that asks `question` fourth, so on no first screen."""
    rows = [("Was it hot?", f"q{place}") for place in range(3)] + [(question, "tried")]
    asked = [{"id": name, "kind": "one", "ask": ask, "options": YES_NO} for ask, name in rows]
    head = {"id": "tea", "version": 1, "lang": "en", "title": "Tea", "minutes": "1 minute"}
    found = lint(read_form({**head, "question": asked}, "tea.toml"))
    assert all(each.hint for each in found), "it says what to do instead"
    return {each.slug for each in found if each.level == "refuse"}


def test_every_rule_has_a_test_named_after_it():
    named = {
        rule.upper()
        for path in TESTS.rglob("test_rules*.py")
        for rule in re.findall(r"^def test_([ul]\d+)_", path.read_text("utf-8"), re.MULTILINE)
    }
    assert named == {f"U{n}" for n in range(1, 23)} | {f"L{n}" for n in range(1, 13)}


def test_u4_the_start_page_says_what_it_is_before_anything_is_asked(pages):
    # How many questions there are stands on the first of them: it depends on what is answered.
    start = pages["/{door}/en"].words.split("Do you get help from")[0]
    for said in (
        "It takes 5 to 10 minutes",
        "We do not ask who you are",
        "You can skip any question. You can stop at any time.",
        "Only the Northside feedback team can open them",
        "It can take one month",
        "We will not ask what happened to you",
    ):
        assert said in start


def test_u6_not_knowing_and_not_saying_are_real_answers():
    for form in FORMS.values():
        for question in form.questions:
            if not isinstance(question, Note | Words | Permission | Many):
                quiet = {option.id for option in question.options if option.quiet}
                assert quiet & {"unknown", "unsaid"}, f"{form.id}.{question.id}"


def test_u7_what_is_easy_and_good_comes_first_and_the_end_is_a_choice():
    asked = FORMS["default"].questions
    order = [each.id for each in asked]
    assert order.index("overall") < order.index("good") < order.index("respect")
    hard = [each.id for each in asked if each.side == "hard"]
    assert hard == ["better", "change"]
    assert order.index("better") > order.index("interp")
    for form in FORMS.values():
        last = form.questions[-1]
        assert isinstance(last, Permission) or last.role == "present", form.id


def test_u8_it_says_what_is_asked_and_warns_of_nothing(pages):
    assert "We ask about the help you get. We will not ask what happened" in (
        pages["/{door}/en"].words
    )
    for path, page in pages.items():
        told = re.search(r"\b(trigger\w*|warning|upsetting|distress\w*)\b", page.words, re.I)
        assert not told, path


def test_u10_get_help_now_comes_before_any_answer_box(pages):
    for path, page in pages.items():
        links = [attrs.get("class") for tag, attrs in page.elements if tag in ("a", "textarea")]
        assert links[0] == "help", path


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_u12_it_reads_plainly(form):
    for place, text in messages(form):
        if place.endswith(".ask"):
            assert len(words(text)) <= 12, text
        assert all(len(words(each)) <= 18 for each in sentences(text)), text
    assert grade(text for place, text in messages(form) if place.endswith((".ask", ".hint"))) <= 4


def test_u13_no_word_judges_or_comes_from_an_office(pages):
    unkind = (
        "victim perpetrator case disclosure allegation compliance mandatory submit invalid failed"
        " error"
    )
    pattern = re.compile(rf"\b({'|'.join(unkind.split())})s?\b", re.IGNORECASE)
    for path, page in pages.items():
        assert not pattern.search(page.words), path
    for form in FORMS.values():
        assert not [text for _, text in messages(form) if pattern.search(text)]


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("What happened to you?", "incident"),
        ("What is your nationality?", "identifying"),
        ("What is your date of birth?", "identifying"),
        ("What type of exploitation was it?", "identifying"),
        ("Can you give the exact date?", "identifying"),
        ("What is your address?", "identifying"),
    ],
)
def test_u14_what_must_not_be_asked_is_refused(question, slug):
    assert slug in slugs(question)


@pytest.mark.parametrize(
    "question", ["How old are you?", "What is your religion?", "What is your ethnic group?"]
)
def test_u17_equality_questions_are_off(question):
    # A page of their own, stored apart, does not exist; so no form may ask them at all.
    assert "identifying" in slugs(question)
    assert all(lint(form) == [] for form in FORMS.values())


def test_u19_listen_is_a_recording_of_ours_and_never_starts_by_itself(pages, tmp_path):
    assert all(not page.all("audio", "video", "source") for page in pages.values())
    with with_recordings(tmp_path) as live:
        heard = Page(httpx.get(f"{live.url}/{live.door}/en").text).all("audio")
    assert len(heard) == len(TAKES)
    for audio in heard:
        assert re.match(r"/(?!/)", audio["src"])
        assert audio["preload"] == "none"
        assert "autoplay" not in audio


def test_u20_the_page_never_listens(pages, live):
    microphone = re.compile(r"SpeechRecognition|speechSynthesis|getUserMedia|MediaRecorder")
    assert not [name for name, text in SCRIPTS.items() if microphone.search(text)]
    assert "microphone=()" in httpx.get(f"{live.url}/{live.door}/en").headers["permissions-policy"]
    assert "the maker of the keyboard may hear you" in pages["/{door}/en"].words


def test_u21_pictures_are_ours_beside_words_and_off_until_asked_for(pages):
    page = pages["/{door}/en"]
    drawn = [attrs["data-picture"] for _, attrs in page.elements if "data-picture" in attrs]
    assert drawn
    assert all((STATIC / "pictures" / f"{name}.svg").exists() for name in drawn)
    assert not page.all("img")
    assert not re.search(r"<label[^>]*data-picture[^>]*><input[^>]*><span></span>", page.html)


def test_l2_nothing_fills_itself_in(pages):
    for path, page in pages.items():
        for form in page.all("form"):
            assert form["autocomplete"] == "off", path
        for field in page.all("input", "textarea"):
            assert not re.search(r"mail|phone|tel|address|user|(^|_)name", field.get("name", ""))
            if field.get("type", "text") == "text":
                assert field["autocomplete"] == "off", path


def test_l3_no_box_is_spell_checked(pages):
    boxes = [
        field
        for page in pages.values()
        for field in page.all("input", "textarea")
        if field.get("type", "text") == "text"
    ]
    assert len(boxes) > 6
    assert {box["spellcheck"] for box in boxes} == {"false"}
    assert {box["autocorrect"] for box in boxes} == {"off"}


def test_l5_nothing_is_kept_on_the_phone(live, pages):
    # The hidden field takes the place of a form token: no cookie means nothing to forge.
    keeps = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker")
    assert not [name for name, text in SCRIPTS.items() if keeps.search(text)]
    for path in ("/", f"/{live.door}", f"/{live.door}/en", "/leave", "/next/en"):
        assert "set-cookie" not in httpx.get(live.url + path).headers


def test_l6_every_page_has_the_same_neutral_title(pages):
    for path, page in pages.items():
        titles = re.findall(r"<title>(.*?)</title>", page.html)
        assert titles == (["مشاركة رأيك"] if path.endswith("/ar") else ["Share your views"]), path
        icons = [each for each in page.all("link") if each["rel"] == "icon"]
        assert [each["href"].rsplit("/", 1)[1] for each in icons] == ["icon.svg"]
        assert not [each for each in page.all("link") if each["rel"] == "manifest"]


def test_l7_addresses_are_short_and_tell_nothing(pages):
    assert re.fullmatch(r"[a-z2-7]{8}", new_slug())
    telling = re.compile(r"surviv|slave|nrm|traffick|victim|refuge|abuse|safeguard", re.I)
    for path, page in pages.items():
        assert not telling.search(path)
        for attrs in page.all("a", "link", "script", "form"):
            address = attrs.get("href") or attrs.get("src") or attrs.get("action") or ""
            assert not telling.search(address), address


def test_l8_no_preview_no_index_no_referrer_no_third_party(live, pages):
    for path, page in pages.items():
        metas = page.all("meta")
        assert not [each for each in metas if each.get("property", "").startswith("og:")], path
        named = {each["name"]: each["content"] for each in metas if "name" in each}
        assert named["robots"].startswith("noindex,nofollow")
        assert named["referrer"] == "no-referrer"
        for attrs in page.all("script", "link", "img", "iframe"):
            assert re.match(r"/(?!/)|$", attrs.get("src", attrs.get("href", ""))), path
    policy = httpx.get(f"{live.url}/{live.door}/en").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")


def test_l9_nobody_is_ever_written_to(pages):
    reaches = re.compile(r"Notification|PushManager|mailto:|showNotification|sms:")
    assert not [name for name, text in SCRIPTS.items() if reaches.search(text)]
    for path, page in pages.items():
        assert not {"email", "tel"} & {each.get("type") for each in page.all("input")}, path
        assert "mailto:" not in page.html


def test_l10_no_address_no_browser_and_no_exact_time_is_kept(live, http, caplog):
    caplog.set_level(logging.INFO)
    told = {"user-agent": "kestrel-phone-77", "x-forwarded-for": "203.0.113.77"}
    assert http.post("/send", content=frame_of(live, sealed(live, "a lamp")), headers=told)
    plain = {"sealed_by": "server", "good": "a lamp"}
    assert http.post(f"/{live.door}/en", data=plain, headers=told).status_code == 303
    for path in live.folder.rglob("*"):
        held = path.read_bytes() if path.is_file() else b""
        assert b"kestrel-phone" not in held, path
        assert b"203.0.113.77" not in held, path
    assert "kestrel" not in caplog.text
    assert "203.0.113.77" not in caplog.text
    with closing(sqlite3.connect(f"file:{live.folder}/voice.db?mode=ro", uri=True)) as database:
        columns = {row[1] for row in database.execute("PRAGMA table_info(submissions)")}
        weeks = {row[0] for row in database.execute("SELECT week FROM submissions")}
    assert columns == {"key", "round", "week", "release", "envelope"}
    assert all(re.fullmatch(r"\d{4}-W\d\d", week) for week in weeks)
