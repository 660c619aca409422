"""The lint: what a form must not ask, hard words, and permissions that do not hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.forms.grade import grade, sentences, syllables
from voice.forms.lint import lint
from voice.forms.load import read_form

YES_NO = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
BOX = {"id": "box", "kind": "text", "ask": "What is good?"}


def permission(**changes):
    ids = ("nobody", "panel", "services", "public")
    whole = {
        "id": "words",
        "kind": "permission",
        "ask": "Who may see your words?",
        "show_if": [{"box": "answered"}],
        "options": [{"id": each, "text": f"Let {each}"} for each in ids],
    }
    return whole | changes


def form(*questions, **changes):
    whole = {
        "id": "tea",
        "version": 1,
        "lang": "en",
        "title": "Tea time",
        "minutes": "1 minute",
        "question": list(questions) or [ask("Was the tea hot?")],
    }
    return read_form(whole | changes, "tea.toml")


def ask(text, **changes):
    return {"id": "hot", "kind": "one", "ask": text, "options": YES_NO} | changes


def later(text):
    """The question as the fourth, so that it is on no first screen."""
    before = [ask("Was it hot?", id=f"first_{place}") for place in range(3)]
    return form(*before, ask(text))


def slugs(tried, level="refuse"):
    return {each.slug for each in lint(tried) if each.level == level}


def test_a_plain_form_has_no_findings():
    assert lint(form()) == []
    assert lint(form(BOX, permission())) == []


@pytest.mark.parametrize(
    "text",
    [
        "What happened to you?",
        "Who hurt you?",
        "Were you forced to work?",
        "Can you tell us your story?",
        "Do you still fear your trafficker?",
        "How did you get to the UK?",
    ],
)
def test_nothing_asks_what_was_done_to_the_person(text):
    assert "incident" in slugs(later(text))


@pytest.mark.parametrize(
    "text",
    [
        "What is your name?",
        "What is your phone number?",
        "How old are you?",
        "Which country are you from?",
        "What is your nationality?",
        "What is your date of birth?",
        "Which hostel do you live in?",
        "What is your email?",
        "What is the name of your worker?",
    ],
)
def test_nothing_asks_who_the_person_is(text):
    assert "identifying" in slugs(later(text))


def test_an_option_cannot_ask_what_a_question_may_not():
    options = [{"id": "a", "text": "Give your phone number"}, YES_NO[1]]
    assert "identifying" in slugs(form(ask("Can we help?", options=options)))


def test_words_may_say_what_is_not_asked():
    start = ["We will not ask what happened to you."]
    hint = "Please do not write your name"
    assert lint(form(BOX | {"hint": hint}, permission(), start=start)) == []


@pytest.mark.parametrize("text", ["Is the NRM slow?", "Are you a survivor?", "Is asylum hard?"])
def test_words_that_out_someone_stay_off_the_first_screens(text):
    assert slugs(form(ask(text))) == {"outing"}
    assert slugs(later(text)) == set()
    assert "outing" in slugs(form(title=text))
    assert "outing" in slugs(form(start=[text]))


def test_any_part_may_be_chosen_alone_so_its_first_questions_are_first_screens():
    parts = [ask("Was it hot?", id=f"q{n}", section=f"Part {n // 4}") for n in range(8)]
    outing = {"ask": "Is asylum hard?"}
    assert "outing" in slugs(form(*parts[:4], parts[4] | outing, *parts[5:]))
    assert slugs(form(*parts[:7], parts[7] | outing)) == set()
    named = [each | {"section": "Asylum"} for each in parts[4:]]
    assert slugs(form(*parts[:4], *named)) == {"outing"}


@pytest.mark.parametrize("word", ["victim", "submit", "error", "case", "mandatory", "disclosure"])
def test_words_that_judge_or_frighten_are_refused_wherever_they_stand(word):
    assert "forbidden-word" in slugs(form(title=f"My {word}"))
    assert "forbidden-word" in slugs(form(ask(f"Is the {word} hot?")))


def test_in_case_is_not_a_case():
    assert slugs(form(ask("Do you have tea in case you are cold?"))) == set()


def test_a_hard_word_is_refused_with_a_plain_one():
    found = [each for each in lint(form(ask("Is the accommodation hot?")))]
    assert ("hard-word", "say: home") in {(each.slug, each.hint) for each in found}


@pytest.mark.parametrize(
    "text",
    [
        "This is anonymous.",
        "Nobody can see it.",
        "It is 100% safe.",
        "Your worker will not see this.",
        "It is confidential.",
    ],
)
def test_a_form_cannot_promise_what_nobody_attests(text):
    assert "claim" in slugs(form(start=[text]))


def test_long_sentences_are_refused_and_long_questions_are_warned_of():
    long = "We ask you how the tea is here so that we can make it good for you and all."
    assert "long-sentence" in slugs(form(start=[long + " "[:0] + long.replace(".", " too.")]))
    question = "Is the tea that you get here in the day as hot as it can be now?"
    assert "long-question" in slugs(form(ask(question)), "warn")
    assert "long-question" not in slugs(form(ask(question)))


def test_words_that_are_hard_all_together_are_refused():
    hard = "Organisational communication continually necessitates considerable understanding."
    assert "grade" in slugs(form(start=[hard]))


def test_markup_and_links_are_refused_in_any_language():
    assert "markup" in slugs(form(title="<b>Tea</b>"))
    assert "markup" in slugs(form(title="Tea: https://tea.example", lang="ar"))


def test_english_rules_are_for_english():
    assert slugs(form(ask("What is your name, victim?"), lang="ar")) == set()


def test_a_form_that_asks_for_words_asks_who_may_see_them():
    assert "no-permission" in slugs(form(BOX))


def test_a_permission_must_show_whenever_words_were_given():
    other = BOX | {"id": "other"}
    assert slugs(form(BOX, other, permission())) == {"permission-hidden"}
    both = permission(show_if=[{"box": "answered"}, {"other": "answered"}])
    assert slugs(form(BOX, other, both)) == set()
    narrow = permission(show_if=[{"box": "answered", "other": "answered"}])
    assert slugs(form(BOX, other, narrow)) == {"permission-hidden"}
    assert slugs(form(BOX, other, permission(show_if=[]))) == set()
    early = permission(show_if=[])
    assert slugs(form(early, BOX)) == {"permission-early"}


def test_a_permission_belongs_to_no_part_that_a_person_may_leave_out():
    assert slugs(form(BOX, permission(section="Words"))) == {"permission-hidden"}


@pytest.mark.parametrize(
    "ids", [("public", "nobody"), ("panel", "services"), ("nobody", "friends"), ("nobody",) * 2]
)
def test_a_permission_has_our_options_the_most_private_first(ids):
    options = [{"id": each, "text": "May be"} for each in ids]
    if len(set(ids)) == len(ids):
        assert slugs(form(BOX, permission(options=options))) == {"permission-options"}


def test_fewer_permissions_in_order_are_fine():
    options = [{"id": each, "text": "May be"} for each in ("nobody", "panel")]
    assert slugs(form(BOX, permission(options=options))) == set()


def test_two_permissions_or_two_of_a_role_are_refused():
    again = permission(id="again")
    assert "permission-twice" in slugs(form(BOX, permission(), again))
    twice = [ask("Was it hot?", role="overall"), ask("Was it sweet?", id="b", role="overall")]
    assert "role-twice" in slugs(form(*twice))


def test_a_form_whose_own_ids_leave_no_room_for_words_is_refused():
    options = [{"id": f"option_with_a_very_long_name_{n:02}", "text": "Yes"} for n in range(90)]
    rows = {"kind": "many", "options": options}
    assert "too-big" in slugs(form(ask("Was it hot?") | rows, ask("Or cold?", id="b") | rows))


def test_syllables_of_words_that_forms_use():
    counted = {
        "help": 1, "people": 2, "service": 2, "interpreter": 4, "answered": 2, "like": 1,
        "table": 2, "language": 2, "waited": 2, "asked": 1, "don't": 1, "places": 2, "safe": 1,
    }  # fmt: skip
    wrong = {word: syllables(word) for word, n in counted.items() if syllables(word) != n}
    assert len(wrong) <= 1, wrong


def test_the_grade_tells_plain_from_hard():
    assert grade(["How is the help?", "Do you feel safe where you live?"]) < 3
    assert grade(["Organisational communication necessitates understanding."]) > 15
    assert grade([]) == grade(["…", ""]) == 0.0


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_has_a_grade_and_its_sentences_are_never_empty(texts):
    assert isinstance(grade(texts), float)
    assert all(each.strip() for text in texts for each in sentences(text))
