"""Which words a recording stands for, and what is amiss in a folder of them."""

from pathlib import Path

import msgspec
import pytest

from voice.forms.load import load_forms
from voice.forms.messages import messages
from voice.forms.ogg_opus import MAX_RECORDING_BYTES
from voice.forms.recordings import Heard, aloud, look, make_kit, wording

FORMS = load_forms(Path(__file__).parents[2] / "forms")
PULSE = FORMS["pulse"]
WORDS = dict(messages(PULSE))
KIT = make_kit(PULSE, "en", "", WORDS)
NOW = {"pulse": {each.question: each.wording for each in KIT.takes}}
FIRST = KIT.takes[0]
NAME = f"pulse.{FIRST.question}.opus"
GOOD = {name: Heard(size=9216, stamp=take.wording) for name, take in KIT.names().items()}


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_the_kit_has_every_text_that_a_question_shows_in_reading_order(form):
    words = dict(messages(form))
    for question, take in zip(form.questions, make_kit(form, "en", "", words).takes, strict=True):
        options = [each.text for each in getattr(question, "options", ())]
        shown = [question.ask, *([question.hint] if question.hint else []), *options]
        assert (take.question, list(take.texts)) == (question.id, shown)


def test_the_fingerprint_changes_with_any_text_and_with_their_order():
    for question, texts in aloud(PULSE, WORDS).items():
        for place, text in enumerate(texts):
            other = [*texts[:place], text + ".", *texts[place + 1 :]]
            assert wording(other) != wording(texts), question
        assert len(texts) == 1 or wording(texts[::-1]) != wording(texts)
        assert wording(texts) == wording(list(texts))
        assert len(wording(texts)) == 16


def test_words_of_other_questions_do_not_make_a_recording_stale():
    context = f"pulse.{KIT.takes[1].question}.ask"
    changed = make_kit(PULSE, "en", "", WORDS | {context: "Other words"})

    assert changed.takes[0] == FIRST
    assert changed.takes[1].wording != KIT.takes[1].wording


def slugs(files, now=NOW, kits=(KIT,)):
    return [(each.file, each.slug) for each in look(kits, now, files)]


def test_a_whole_set_has_no_findings():
    assert slugs(GOOD) == []


@pytest.mark.parametrize(
    ("heard", "slug"),
    [
        (Heard(size=9216, stamp=None), "wrong-kind"),
        (Heard(size=9216, stamp=""), "not-padded"),
        (Heard(size=9216, stamp="f" * 16), "stale"),
        (Heard(size=MAX_RECORDING_BYTES + 1, stamp=None), "too-big"),
        (Heard(size=MAX_RECORDING_BYTES + 1, stamp=""), "too-big"),
        (Heard(size=10240, stamp=FIRST.wording), "uneven"),
    ],
)
def test_one_thing_amiss_is_one_finding_that_names_the_file(heard, slug):
    assert slugs(GOOD | {NAME: heard}) == [(NAME, slug)]


def test_what_is_not_there_is_missing():
    assert slugs({name: each for name, each in GOOD.items() if name != NAME}) == [(NAME, "missing")]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("pulse.nothing.opus", "unknown"),
        ("other.today.opus", "unknown"),
        ("notes.txt", "unknown"),
        (f"pulse.{FIRST.question}.wav", "wrong-kind"),
    ],
)
def test_a_file_that_nobody_asked_for_is_named(name, slug):
    assert slugs(GOOD | {name: Heard(size=9216, stamp="")}) == [(name, slug)]


def test_a_form_whose_words_changed_makes_kit_and_recording_old():
    now = {"pulse": NOW["pulse"] | {FIRST.question: "e" * 16}}

    assert slugs(GOOD, now) == [("pulse.kit.json", "kit-old"), (NAME, "stale")]


def test_a_form_that_is_gone_makes_all_of_it_old():
    found = slugs(GOOD, {})

    assert found[0] == ("pulse.kit.json", "kit-old")
    assert {slug for _, slug in found[1:]} == {"stale"}


def test_two_forms_in_one_folder_may_differ_in_size():
    other = msgspec.structs.replace(KIT, form="supper")
    files = GOOD | {name: Heard(size=7168, stamp=t.wording) for name, t in other.names().items()}

    assert slugs(files, NOW | {"supper": NOW["pulse"]}, (KIT, other)) == []


def test_every_finding_says_what_to_do():
    files = {NAME: Heard(size=1, stamp=None), "notes.txt": Heard(size=1, stamp=None)}
    for each in look((KIT,), {}, files):
        assert each.message
        assert each.hint
