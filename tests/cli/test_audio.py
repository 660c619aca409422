"""`voice audio`, as somebody who has recordings made would use it."""

import re
import shutil

import msgspec

from recorded import LONG, SHORT, make_kit, record, run
from voice.forms.load import load_form
from voice.forms.messages import messages
from voice.forms.ogg_opus import read_opus
from voice.forms.recordings import Kit, aloud
from voice.shipped import shipped

SOUP = """
id = "soup"
version = 1
lang = "en"
title = "Soup"
minutes = "1 minute"
[[question]]
id = "warm"
kind = "one"
ask = "{ask}"
options = [{{ id = "yes", text = "Yes" }}, {{ id = "no", text = "No" }}]
"""


def soup(tmp_path, ask="Was the soup warm?"):
    path = tmp_path / "soup.toml"
    path.write_text(SOUP.format(ask=ask), "utf-8")
    return path


def checked(folder, *more):
    result = run("audio", "check", folder, *more)
    assert result.exit_code in (0, 1), result.exception
    return result.exit_code, result.output


def test_the_script_to_print_has_every_text_number_and_file_name(tmp_path):
    beside = make_kit(tmp_path, "pulse", "ar")

    script = (beside / "pulse.script.html").read_text("utf-8")
    kit = msgspec.json.decode((beside / "pulse.kit.json").read_bytes(), type=Kit)

    form = load_form(shipped("forms") / "pulse.toml")
    assert [each.question for each in kit.takes] == [each.id for each in form.questions]
    for number, (name, take) in enumerate(kit.names().items(), 1):
        assert f"<h3>{number}. <code>{name}</code></h3>" in script
        assert take.wording in script
        for text in take.texts:
            assert f"<p>{text}</p>" in script
    assert 'lang="ar" dir="rtl"' in script
    assert "Never a synthetic voice" in script
    assert not re.search(r"(src|href)=|<script|https?:", script)


def test_the_name_of_the_service_stands_in_the_script_and_must_be_given(tmp_path):
    kit = make_kit(tmp_path, "default", service="Riverside") / "default.kit.json"
    refused = run("audio", "kit", "default", "--language", "en", "--out", tmp_path)

    assert "Riverside" in kit.read_text("utf-8")
    assert refused.exception.slug == "words-unfilled"


def test_a_language_that_is_not_whole_gets_no_kit(tmp_path):
    result = run("audio", "kit", soup(tmp_path), "--language", "ar", "--out", tmp_path)

    assert result.exception.slug == "language-incomplete"


def test_whoever_makes_a_kit_of_unapproved_words_is_told(tmp_path):
    told = run("audio", "kit", "pulse", "--language", "ar", "--out", tmp_path).output

    assert "Nobody has approved these words yet" in told


def test_recorded_padded_and_checked_there_is_nothing_to_put_right(tmp_path):
    form = load_form(shipped("forms") / "pulse.toml")
    questions = list(aloud(form, dict(messages(form))))

    record(tmp_path, {each: LONG if each == questions[0] else SHORT for each in questions}, "pulse")

    assert checked(tmp_path) == (0, "nothing to put right\n")
    assert len({path.stat().st_size for path in tmp_path.glob("en/*.opus")}) == 1


def test_each_thing_amiss_is_told_with_its_file_and_what_to_do(tmp_path):
    beside = make_kit(tmp_path, "pulse")
    (beside / "pulse.today.opus").write_bytes(b"RIFF....WAVE")
    shutil.copy(SHORT, beside / "pulse.heard.opus")
    shutil.copy(SHORT, beside / "pulse.nowhere.opus")

    code, output = checked(tmp_path)

    assert code == 1
    assert "en/pulse.today.opus: it is not one whole Ogg Opus file\n       convert it" in output
    assert "en/pulse.heard.opus: its size tells" in output
    assert "en/pulse.nowhere.opus: no kit here asks for it" in output
    assert "it was not recorded yet" in output


def test_a_changed_sentence_makes_its_recording_stale_until_recorded_again(tmp_path):
    form, folder = soup(tmp_path), tmp_path / "audio"
    kit = ("audio", "kit", form, "--language", "en", "--out", folder)
    check = (folder, "--forms", tmp_path)
    take = folder / "en" / "soup.warm.opus"
    assert run(*kit).exit_code == 0
    shutil.copy(SHORT, take)
    assert run("audio", "pad", folder).exit_code == 0
    assert checked(*check)[0] == 0

    soup(tmp_path, "Was the soup hot?")
    old = checked(*check)
    run(*kit)
    run("audio", "pad", folder)  # it cannot make an old recording new
    still_old = checked(*check)
    shutil.copy(LONG, take)
    run("audio", "pad", folder)

    assert "soup.kit.json: the form's words have changed" in old[1]
    assert "soup.warm.opus: it says other words" in old[1]
    assert still_old[0] == 1
    assert "kit.json" not in still_old[1]
    assert checked(*check)[0] == 0


def test_a_new_kit_waits_until_takes_of_the_old_one_are_stamped(tmp_path):
    form, folder = soup(tmp_path), tmp_path / "audio"
    kit = ("audio", "kit", form, "--language", "en", "--out", folder)
    run(*kit)
    shutil.copy(SHORT, folder / "en" / "soup.warm.opus")
    soup(tmp_path, "Was the soup hot?")

    assert run(*kit).exception.slug == "takes-unstamped"
    run("audio", "pad", folder)
    assert run(*kit).exit_code == 0


def test_the_same_kit_may_be_made_again_at_any_time(tmp_path):
    beside = make_kit(tmp_path)
    before = (beside / "default.kit.json").read_bytes()
    shutil.copy(SHORT, beside / "default.contact.opus")

    make_kit(tmp_path)

    assert (beside / "default.kit.json").read_bytes() == before


def test_padding_leaves_nothing_but_sound_stamp_and_zeros(tmp_path):
    record(tmp_path, {"contact": LONG})

    padded = (tmp_path / "en" / "default.contact.opus").read_bytes()
    assert b"Somebody" not in padded
    assert read_opus(padded).pages == read_opus(LONG.read_bytes()).pages
    assert sorted(path.suffix for path in (tmp_path / "en").iterdir()) == [
        ".html",
        ".json",
        ".opus",
    ]


def test_one_bad_take_stops_padding_before_anything_is_written(tmp_path):
    beside = make_kit(tmp_path)
    shutil.copy(SHORT, beside / "default.contact.opus")
    (beside / "default.good.opus").write_bytes(b"not a recording")

    result = run("audio", "pad", tmp_path)

    assert result.exception.slug == "not-opus"
    assert "default.good.opus" in result.exception.message
    assert (beside / "default.contact.opus").read_bytes() == SHORT.read_bytes()


def test_a_folder_without_a_kit_is_told_how_to_get_one(tmp_path):
    for verb in ("pad", "check"):
        error = run("audio", verb, tmp_path).exception
        assert error.slug == "no-kit"
        assert "voice audio kit" in error.hint


def test_a_damaged_kit_is_named(tmp_path):
    beside = make_kit(tmp_path)
    (beside / "default.kit.json").write_text('{"v": 2}')

    assert run("audio", "check", tmp_path).exception.slug == "kit"
