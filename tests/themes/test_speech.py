"""What the program knows of how people speak, language by language."""

from voice.themes.speech import load_speech, nearest

SPEECH = load_speech()


def test_a_regional_tag_finds_its_language_and_others_find_none():
    assert nearest("en-GB", SPEECH).tag == "en"
    assert nearest("en-GB-x-easyread", SPEECH).tag == "en"
    assert nearest("xx", SPEECH) is None


def test_what_no_speaker_has_read_is_a_draft():
    assert SPEECH["ar"].draft
    assert not SPEECH["en"].draft
