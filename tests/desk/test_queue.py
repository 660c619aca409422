"""What a reader sees first, and that nothing stands beside the words that points at a person."""

from desk.given import DESK, LEAD, bundle, drafted, inside, sealed, signed
from voice.cli.desk_read import lines
from voice.desk.queue import queue_of
from voice.desk.reading import read
from voice.themes.codebook_file import load_codebook

DRAFT = drafted()
ROUND = signed(DRAFT)
CALM = "The bus to the office is slow."
KIND = "She is kind, she listens to me and she explains the letters."
URGENT = "Please come, he is here and he said he will kill me tonight."
WITH_NUMBER = "Please ask Marigold about 07700 900123."


def queue(*texts: str, **changed: object):
    envelopes = [sealed(inside(DRAFT, answers={"one": text}, **changed)) for text in texts]
    reading = read([bundle(ROUND, envelopes)], (LEAD,), {DESK.public})
    return queue_of(reading, load_codebook())


def test_words_that_may_speak_of_danger_come_first_with_the_reason():
    answers = queue(CALM, KIND, URGENT).answers
    assert answers[0].texts[0].text == URGENT
    assert answers[0].first
    assert not any(answer.first for answer in answers[1:])


def test_even_one_answer_is_read():
    assert len(queue(CALM).answers) == 1


def test_the_rest_is_not_in_the_order_of_arrival_but_by_how_hard_it_sounds():
    there = [answer.texts[0].text for answer in queue(KIND, "Everything is bad here.").answers]
    back = [answer.texts[0].text for answer in queue("Everything is bad here.", KIND).answers]
    assert there == back
    assert there[-1] == KIND


def test_what_may_point_at_a_person_is_named_beside_the_words():
    ((answer,),) = [queue(WITH_NUMBER).answers]
    assert "phone" in answer.texts[0].risks
    assert "Marigold" in answer.texts[0].risks


def test_no_door_language_or_mode_stands_beside_the_words():
    text = "\n".join(lines(queue(CALM, mode="writing", door="quietdoo")))
    for outside in ("writing", "quietdoo", "self", "en-GB"):
        assert outside not in text


def test_what_was_set_apart_is_still_shown_for_safety():
    envelope = sealed(inside(DRAFT, form_fingerprint="0" * 16, answers={"one": URGENT}))
    reading = read([bundle(ROUND, [envelope])], (LEAD,), {DESK.public})
    assert reading.answers == ()
    text = "\n".join(lines(queue_of(reading, load_codebook())))
    assert URGENT in text


def test_words_cannot_steer_the_readers_screen():
    text = "\n".join(lines(queue("a\u202eb \x1b[2J c\u0085d")))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\u0085" not in text


def test_phrases_that_come_again_in_unknown_words_are_proposed():
    said = [f"The purple kettle number {word}." for word in ("one", "two", "three", "four", "five")]
    labels = {label.words for label in queue(*said).labels}
    assert any("kettle" in label for label in labels)
