"""People are counted, not mentions; ticks and suggestions stay apart."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from voice.themes.codebook_file import load_codebook
from voice.themes.counts import code, count
from voice.themes.heard import Heard, Said, Tick

CODEBOOK = load_codebook()
BRIEF = msgspec.structs.replace(
    CODEBOOK, languages=tuple(each for each in CODEBOOK.languages if each.tag in ("en", "ar"))
)
"""The same themes with the words of two languages: quick to be made ready, many times over."""


def person(number, lang="en", ticks=(), said=(), share="nobody"):
    return Heard(id=f"{number:032x}", lang=lang, ticks=ticks, said=said, share=share)


def theme(counts, name):
    return next(each for each in counts.themes if each.theme == name)


WAIT_TICK = Tick("better", "wait", ("journey.waiting",), "hard")


def test_a_tick_and_a_word_are_never_added():
    counts = count(
        (person(1, ticks=(WAIT_TICK,)), person(2, said=(Said("w", "I wait", "hard"),))), CODEBOOK
    )
    waiting = theme(counts, "journey.waiting")
    assert waiting.ticked.hard == {f"{1:032x}"}
    assert waiting.suggested.hard == {f"{2:032x}"}


def test_who_says_it_five_times_is_one_person():
    said = tuple(Said(f"q{i}", "I wait and wait", "hard") for i in range(5))
    assert (
        len(theme(count((person(1, said=said),), CODEBOOK), "journey.waiting").suggested.people)
        == 1
    )


def test_both_sides_are_mixed():
    said = (Said("good", "My worker is kind", "helped"), Said("bad", "She is rude", "hard"))
    assert theme(count((person(1, said=said),), CODEBOOK), "care.respect").suggested.mixed


def test_a_language_without_words_is_not_analysed_and_its_ticks_count():
    counts = count(
        (person(1, lang="uk", ticks=(WAIT_TICK,), said=(Said("w", "Мені важко"),)),), CODEBOOK
    )
    assert len(counts.not_analysed) == 1
    assert theme(counts, "journey.waiting").ticked.people
    assert not any(each.suggested.people for each in counts.themes)


def test_words_in_another_script_than_the_forms_are_not_guessed_at():
    counts = count((person(1, said=(Said("w", "Мені важко"),)),), CODEBOOK)
    assert len(counts.not_analysed) == 1


def test_nothing_to_say_suggests_nothing():
    counts = count((person(1, said=(Said("w", "Nothing, thank you", "hard"),)),), CODEBOOK)
    assert len(counts.nothing) == 1
    assert counts.in_words == frozenset()


def test_a_codebook_may_have_a_theme_for_nothing_to_say_that_no_report_counts():
    book = msgspec.structs.replace(BRIEF, nothing="care.respect")
    heard = person(1, said=(Said("w", "Nothing, thanks", "hard"),))
    (coded,) = code([heard], book)
    assert coded.state == "nothing"
    assert [(hit.owner, hit.start, hit.end) for hit in coded.hits] == [("care.respect", 0, 15)]
    assert theme(count((heard,), book), "care.respect").suggested.people == set()
    assert book.counting != BRIEF.counting


def test_words_that_match_nothing_are_told():
    counts = count((person(1, said=(Said("w", "blue green yellow"),)),), CODEBOOK)
    assert len(counts.unmatched) == 1


def test_only_shared_words_without_danger_may_become_quotes():
    said = (Said("w", "My worker is kind", "helped"),)
    danger = (*said, Said("x", "I am in danger"))
    counts = count(
        (
            person(1, said=said, share="panel"),
            person(2, said=said),
            person(3, said=danger, share="public"),
        ),
        CODEBOOK,
    )
    assert theme(counts, "care.respect").quotable == {f"{1:032x}"}


def test_why_names_the_codebooks_words_and_whose_they_were():
    counts = count((person(1, said=(Said("w", "They were rude", "hard"),)),), CODEBOOK)
    assert theme(counts, "care.respect").why == {"rude": frozenset({f"{1:032x}"})}


heards = st.lists(
    st.builds(
        Heard,
        id=st.integers(0, 30).map(lambda n: f"{n:032x}"),
        lang=st.sampled_from(["en", "ar", "uk", "en-GB"]),
        ticks=st.lists(st.just(WAIT_TICK), max_size=2).map(tuple),
        said=st.lists(
            st.builds(
                Said,
                question=st.sampled_from(["a", "b"]),
                text=st.one_of(
                    st.text(max_size=40), st.sampled_from(["nothing", "my worker", "سنوات"])
                ),
                side=st.sampled_from(["helped", "hard", "either"]),
            ),
            max_size=3,
        ).map(tuple),
        share=st.sampled_from(["nobody", "panel", "services", "public"]),
    ),
    max_size=12,
    unique_by=lambda heard: heard.id,
).map(tuple)


@settings(max_examples=settings.default.max_examples // 3)
@given(heards)
def test_the_order_of_answers_changes_no_count(heard):
    assert count(heard, BRIEF) == count(tuple(reversed(heard)), BRIEF)


@settings(max_examples=settings.default.max_examples // 3)
@given(heards)
def test_every_text_has_one_state_and_every_person_counts_at_most_once(heard):
    for coded in code(heard, BRIEF):
        assert (coded.state == "suggested") == bool(coded.hits)
    counts = count(heard, BRIEF)
    for each in counts.themes:
        assert each.suggested.people <= counts.in_words <= counts.answered
        assert each.quotable <= each.suggested.people
    assert not counts.nothing & counts.in_words
