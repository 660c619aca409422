"""`check_language`: what must or should change in the words of one language, each with its line."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from voice.themes.codebook import Codebook, Contrast, Language, Term
from voice.themes.coding import Matcher, spelling_of
from voice.themes.normalise import sentence_ends, tidy, words
from voice.themes.remark import Remark
from voice.themes.sides import Silence
from voice.themes.speech import Speech
from voice.themes.tree import WORD, Pattern, pieces

LEAST_CONTRASTS = 2
LEAST_STEM = 2
"""Letters before a `*`, in any script."""
LATIN_STEM = 3


class Lines(msgspec.Struct, frozen=True):
    """The text of a file of terms, to find where something stands in it."""

    text: str

    def of(self, section: str, term: str = "") -> int:
        """The line of a theme or flag, or of a term of it; 0 where it is not found."""
        begin = max(self.text.find(f'[{kind}."{section}"]') for kind in ("theme", "flag"))
        if begin < 0:
            return 0
        end = self.text.find("\n[", begin + 1)
        place = self.text.find(f'"{term}"', begin, end if end > 0 else None) if term else begin
        return self.text.count("\n", 0, max(place, begin)) + 1


class _Place(msgspec.Struct, frozen=True):
    """Where remarks are about: the file, a theme or flag, and a term of it."""

    file: str
    lines: Lines
    theme: str = ""
    term: str = ""

    def must(self, message: str, hint: str) -> Remark:
        return self._remark("must", message, hint)

    def look(self, message: str, hint: str) -> Remark:
        return self._remark("look", message, hint)

    def _remark(self, level: str, message: str, hint: str) -> Remark:
        line = self.lines.of(self.theme, self.term) if self.theme else 0
        data = {
            "level": level,
            "file": self.file,
            "line": line,
            "theme": self.theme,
            "term": self.term,
            "message": message,
            "hint": hint,
        }
        return msgspec.convert(data, Remark)


def check_language(
    codebook: Codebook, language: Language, speech: Speech, file: str, text: str
) -> Iterator[Remark]:
    """Remarks on the words of a language of this codebook; `text` is the file they stand in."""
    top = _Place(file, Lines(text))
    if language.draft and not language.note:
        yield top.must(
            "it is a draft without a note",
            "write in `note` what the reader of this language should look at first",
        )
    silence = Silence(speech)
    for section, terms in _sections(language):
        place = msgspec.structs.replace(top, theme=section)
        yield from _check_section(place, terms, language, speech)
        for term in terms:
            if term.kind == "word" and silence.says_nothing(tidy(term.text)):
                yield msgspec.structs.replace(place, term=term.text).must(
                    "it is a way of saying that there is nothing to say",
                    "take it out, or write a longer phrase",
                )
    yield from _shared(top, language)
    yield from _check_coverage(top, codebook, language)
    yield from _check_contrasts(top, codebook, language, speech)


def _sections(language: Language) -> Iterator[tuple[str, tuple[Term, ...]]]:
    for theme, meant in language.themes.items():
        yield theme, meant.terms
    for flag, cues in language.flags.items():
        yield flag, cues.terms


def _check_section(
    top: _Place, terms: tuple[Term, ...], language: Language, speech: Speech
) -> Iterator[Remark]:
    seen: set[tuple[str, ...]] = set()
    for term in terms:
        place = msgspec.structs.replace(top, term=term.text)
        key = tuple(spelling_of(language).of(piece)[0] for piece in pieces(term.text))
        if key in seen:
            yield place.look("it stands here twice", "take one of them out")
        seen.add(key)
        yield from _check_shape(place, term.text, speech)
        yield from _check_near(place, term)
        if key and not _finds_itself(term, language, speech):
            yield place.must(
                "it does not find itself", "write it as people would, without other signs"
            )


def _check_shape(place: _Place, term: str, speech: Speech) -> Iterator[Remark]:
    if not pieces(term):
        yield place.must("there is no word in it", "write a word, a `prefix*` or a phrase")
    if sentence_ends(tidy(term)):
        yield place.must(
            "it reaches over the end of a sentence, so it is never found",
            "take the full stop or question mark out",
        )
    if term != tidy(term).strip():
        yield place.must(
            "it has signs that are not seen, or spaces around it", "type it anew, by hand"
        )
    for piece, following in pairwise([*term.split(), ""]):
        if "*" in piece.removesuffix("*"):
            yield place.must("a `*` stands inside a word", "a `*` may only end a word")
        stem = piece.removesuffix("*")
        least = LATIN_STEM if speech.script == "Latin" else LEAST_STEM
        if piece.endswith("*") and not following and len(stem) < least and len(term.split()) == 1:
            yield place.must(
                f"words of any kind begin with “{stem}”",
                f"write at least {least} letters before the `*`, or the whole words",
            )


def _check_near(place: _Place, term: Term) -> Iterator[Remark]:
    for near in term.not_near:
        if len(words(tidy(near))) != 1 and not WORD.fullmatch(near):
            yield place.must(
                f"`not_near` has “{near}”, which is not one word", "write single words there"
            )


def _finds_itself(term: Term, language: Language, speech: Speech) -> bool:
    """Whether the term, written out, is found by itself alone."""
    pattern = Pattern("", term.text, frozenset(), spelling_of(language))
    said = tidy(" ".join(piece.removesuffix("*") for piece in pieces(term.text)))
    return bool(Matcher([pattern], speech.negations).hits(said))


def _shared(top: _Place, language: Language) -> Iterator[Remark]:
    owners: dict[tuple[str, ...], list[str]] = {}
    written: dict[tuple[str, ...], str] = {}
    for theme, meant in language.themes.items():
        for term in meant.terms:
            key = tuple(pieces(term.text.casefold()))
            owners.setdefault(key, []).append(theme)
            written[key] = term.text
    for key, themes in owners.items():
        if len(set(themes)) > 1:
            place = msgspec.structs.replace(top, theme=themes[-1], term=written[key])
            yield place.look(
                f"it also stands under {', '.join(sorted(set(themes) - {themes[-1]}))}",
                "both themes are suggested; give one of them a longer phrase if that is wrong",
            )


def _check_coverage(top: _Place, codebook: Codebook, language: Language) -> Iterator[Remark]:
    without = [
        t.id
        for t in codebook.active
        if not language.themes.get(t.id) or not language.themes[t.id].terms
    ]
    if without:
        yield top.look(
            f"{len(without)} of {len(codebook.active)} themes have no terms: {', '.join(without)}",
            "what is said of them in this language is never suggested",
        )
    grave = [f.id for f in codebook.flags if f.queue == "safeguarding"]
    if missing := [flag for flag in grave if flag not in language.flags]:
        yield top.must(
            f"there are no words for {', '.join(missing)}",
            "write the words by which a person may say it; a reader must see them first",
        )


def _check_contrasts(
    top: _Place, codebook: Codebook, language: Language, speech: Speech
) -> Iterator[Remark]:
    if len(language.contrasts) < LEAST_CONTRASTS:
        yield top.must(
            f"it has {len(language.contrasts)} contrasts; {LEAST_CONTRASTS} are the least",
            "write `[[contrast]]` with `theme`, `plain` (“She was kind”) and `negated` "
            "(“She was not kind”)",
        )
    matcher = Matcher.of_themes(codebook, speech)
    for contrast in language.contrasts:
        place = msgspec.structs.replace(top, theme=contrast.theme)
        yield from _check_contrast(place, contrast, matcher)


def _check_contrast(place: _Place, contrast: Contrast, matcher: Matcher) -> Iterator[Remark]:
    plain, negated = (
        [hit for hit in matcher.hits(tidy(text)) if hit.owner == contrast.theme]
        for text in (contrast.plain, contrast.negated)
    )
    for said, hits in ((contrast.plain, plain), (contrast.negated, negated)):
        if not hits:
            yield place.must(f"no term finds it in “{said}”", "add the term, or change the example")
    sure = {hit.term for hit in plain if not hit.negated}
    if plain and not sure:
        yield place.must(f"“{contrast.plain}” is taken for a “not”", "write it without a “not”")
    if sure & {hit.term for hit in negated if not hit.negated}:
        yield place.must(
            f"the “not” in “{contrast.negated}” is not seen",
            "its word must be among the negations of the language, near enough to the term; "
            "see `not_after` in docs/spec/codebook.md",
        )
