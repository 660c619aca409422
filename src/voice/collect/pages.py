"""The pages a person sees, rendered once for each round, language and mode, and kept as bytes."""

import base64
import gzip
from collections.abc import Callable, Iterator, Mapping

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from voice.collect.handover import handover_for
from voice.collect.words import script_words
from voice.forms.answers import MAX_WORDS_BYTES
from voice.forms.inside import Mode
from voice.forms.messages import sections
from voice.forms.model import Form, Many, Words
from voice.forms.pictures import load_pictures
from voice.forms.promises import promises_on
from voice.forms.round_file import RoundFile, fingerprint
from voice.languages.catalogue import Catalogue, behind
from voice.languages.registry import language
from voice.web.static import StaticFiles
from voice.web.templates import environment

SOURCE = "en"


class Page(msgspec.Struct, frozen=True):
    """A page as it goes out, plain and packed."""

    plain: bytes
    packed: bytes


class Pages:
    """Renders and keeps pages. One object for a running service; a restart empties it."""

    def __init__(
        self,
        catalogues: Mapping[str, Catalogue],
        static: StaticFiles,
        salt: bytes,
        recordings: Callable[[RoundFile, str], Mapping[str, str]],
    ) -> None:
        self._recordings = recordings
        self._pictures = load_pictures()
        self._catalogues = catalogues
        self._environments: dict[str, Environment] = {
            tag: environment(catalogue, static.at, behind(tag, catalogues))
            for tag, catalogue in catalogues.items()
        }
        self._salt = base64.b64encode(salt).decode()
        self._kept: dict[tuple[str, ...], Page] = {}

    def spoken(self) -> list[str]:
        """Languages in which the interface itself is whole, the source language first."""
        return sorted(self._environments, key=lambda tag: (tag != SOURCE, tag))

    def landing(self, round_file: RoundFile, tag: str, door: str) -> Page:
        """The choice of language. Not kept: it holds the door's address."""
        return self._render(
            "landing.html.jinja",
            tag,
            round=round_file,
            door=f"/{door}",
            offered=sorted(
                (language(each.tag) for each in round_file.languages),
                key=lambda each: each.tag != tag,  # the phone's own first
            ),
        )

    def form(self, round_file: RoundFile, tag: str, mode: Mode, paused: bool) -> Page:
        """Start, questions, check, send and thanks in one page; or the words of a paused door."""
        key = ("form", round_file.id, tag, mode, str(paused))
        if key not in self._kept:
            make = self._paused if paused else self._form
            self._kept[key] = make(round_file, tag, mode)
        return self._kept[key]

    def plain_page(self, name: str, tag: str, round_file: RoundFile | None = None) -> Page:
        """`thanks`, `help` and `withdraw` pages; the last in three states."""
        key = (name, tag, round_file.id if round_file else "")
        if key not in self._kept:
            template, _, state = name.partition(":")
            say = script_words(self._catalogues[tag])
            self._kept[key] = self._render(
                f"{template}.html.jinja",
                tag,
                round=round_file or {"helplines": ()},  # 999 is always there
                answered=state == "answered",
                again=state == "again",
                data=_for_script({"salt": self._salt, "say": say}),
            )
        return self._kept[key]

    def notice(self, tag: str, name: str) -> Page:
        """A page for what went wrong, which never says so in those words."""
        key = ("notice", tag, name)
        if key not in self._kept:
            title, *lines = notices(self._catalogues[tag])[name]
            self._kept[key] = self._render("notice.html.jinja", tag, title=title, lines=lines)
        return self._kept[key]

    def _paused(self, round_file: RoundFile, tag: str, mode: Mode) -> Page:
        title, *lines = notices(self._catalogues[tag])["paused"]
        return self._render("notice.html.jinja", tag, title=title, lines=lines)

    def _form(self, round_file: RoundFile, tag: str, mode: Mode) -> Page:
        offered = round_file.offered(tag)
        assert offered is not None  # noqa: S101  the caller looked
        lang = language(tag)
        boxes = sum(isinstance(question, Words) for question in round_file.form.questions)
        data = {
            "id": round_file.id,
            "form": fingerprint(round_file.form),
            "words": fingerprint(offered.words),
            "lang": tag,
            "mode": mode,
            "keys": f"/keys/{round_file.id}",
            "salt": self._salt,
            "digits": lang.digit_characters,
            "wordsBytes": MAX_WORDS_BYTES,
            "questions": list(_for_twin(round_file.form)),
            "say": script_words(self._catalogues[tag]),
        }
        return self._render(
            "form.html.jinja",
            tag,
            round=round_file,
            form=round_file.form,
            offered=offered,
            words=offered.words,
            start_lines=_start_lines(round_file, mode),
            handover=handover_for(mode, self._catalogues[tag]),
            parts=sections(round_file.form),
            opens_part=_opens_part(round_file.form),
            recordings=self._recordings(round_file, tag),
            pictures=self._pictures,
            beside_words=[f"promise.{each}" for each in promises_on(round_file, "words")],
            # A UTF-16 unit takes at most three bytes, so full boxes always fit.
            box_characters=MAX_WORDS_BYTES // 3 // max(boxes, 1) // 8 * 8,
            data=_for_script(data),
        )

    def _render(self, name: str, tag: str, **values: object) -> Page:
        template = self._environments[tag].get_template(name)
        plain = template.render(lang=language(tag), **values).encode()
        return Page(plain=plain, packed=gzip.compress(plain, 9, mtime=0))


def notices(speaks: Catalogue) -> dict[str, tuple[str, ...]]:
    """Title and lines of each notice. They never blame, and never name a code."""
    _ = speaks.gettext
    return {
        "not_here": (
            _("There is nothing at this address"),
            _("Please look at the card or the link again, or ask the person who gave it to you."),
        ),
        "paused": (
            _("We are not reading answers now"),
            _("So we do not ask you to write. Please come back another day."),
        ),
        "closed": (
            _("These questions are closed"),
            _("We did not keep what you sent, because nobody would read it."),
        ),
        "too_much": (
            _("This was more than we can carry"),
            _("Go back, make your words a little shorter, and send again."),
        ),
        "try_again": (
            _("It did not send yet"),
            _("Go back to the page with your answers and try again in a moment."),
        ),
    }


def _opens_part(form: Form) -> dict[str, str]:
    """Question id → context of the part's words, for the first question of each part."""
    return {context.split(".")[1]: context for _, context in sections(form)}


def _start_lines(round_file: RoundFile, mode: Mode) -> list[str]:
    """Contexts of the start page's sentences, in the order in which they are read."""
    own = [f"{round_file.form.id}.start.{place}" for place in range(len(round_file.form.start))]
    # Who writes for the person does see the answers: the page does not say otherwise.
    untrue = {"worker_apart"} if mode == "writing" else set()
    told = [each for each in promises_on(round_file, "start") if each not in untrue]
    return own + [f"promise.{each}" for each in told]


def _for_twin(form: Form) -> Iterator[Mapping[str, object]]:
    """What `questions.mjs` needs of each question; its words are in the page already."""
    deciding = {asked for each in form.questions for when in each.show_if for asked in when}
    for question in form.questions:
        options = getattr(question, "options", ()) if question.id in deciding else ()
        told = {
            "id": question.id,
            "kind": question.__struct_config__.tag,
            "role": question.role,
            "section": question.section,
            "show_if": question.show_if,
            "options": [each.id for each in options],
            "max": question.max if isinstance(question, Many) else None,
        }
        yield {name: value for name, value in told.items() if value}


def _for_script(data: object) -> Markup:
    """JSON that is safe inside a script element: no `<` can end it."""
    return Markup(msgspec.json.encode(data).decode().replace("<", "\\u003c"))  # noqa: S704
