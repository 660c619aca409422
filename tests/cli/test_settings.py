from pathlib import Path

import pytest

from voice.errors import OperatorMustFix
from voice.settings import load_settings, settings_page


def write(folder, text):
    path = folder / "voice.toml"
    path.write_text(text)
    return path


def refused(path, environ=None):
    with pytest.raises(OperatorMustFix) as caught:
        load_settings(path, environ or {})
    return caught.value


def test_an_empty_file_means_the_documented_defaults_beside_it(tmp_path):
    settings = load_settings(write(tmp_path, ""), {})

    assert settings.data == tmp_path / "data"
    assert settings.secrets == tmp_path / "secrets"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_the_environment_wins_over_the_file(tmp_path):
    path = write(tmp_path, 'port = 9000\nsite = "https://say.northside.example"')

    settings = load_settings(path, {"VOICE_PORT": "9001", "PATH": "/bin"})

    assert settings.port == 9001
    assert settings.site == "https://say.northside.example"


def test_folders_are_taken_from_the_folder_of_the_file(tmp_path):
    settings = load_settings(write(tmp_path, 'data = "/srv/voice"\nsecrets = "../keep"'), {})

    assert settings.data == Path("/srv/voice")
    assert settings.secrets == tmp_path / "../keep"


def test_where_the_settings_lie_is_not_a_setting(tmp_path):
    assert load_settings(write(tmp_path, ""), {"VOICE_CONFIG": "elsewhere"}).port == 8000


@pytest.mark.parametrize(
    ("text", "environ", "near"),
    [
        ("prot = 1", {}, "did you mean port?"),
        ('secret = "x"', {}, "did you mean secrets?"),
        ("", {"VOICE_HSOT": "0.0.0.0"}, "did you mean VOICE_HOST?"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_right_one(tmp_path, text, environ, near):
    error = refused(write(tmp_path, text), environ)

    assert error.slug == "unknown-setting"
    assert error.hint == near


def test_a_name_near_to_none_gets_the_list_of_all(tmp_path):
    error = refused(write(tmp_path, "zzzzzz = 1"))

    assert "data, secrets, site" in error.hint


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("port = 0", "$.port"),
        ('port = "many"', "$.port"),
        ('site = "say.northside.example"', "$.site"),
        ('site = "https://say.northside.example/"', "$.site"),
        ("data = 3", "$.data"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(tmp_path, text, where):
    error = refused(write(tmp_path, text))

    assert error.slug == "setting-value"
    assert where in error.message


def test_a_missing_file_says_how_to_make_one(tmp_path):
    error = refused(tmp_path / "voice.toml")

    assert error.slug == "no-settings"
    assert "voice init" in error.hint


def test_a_file_that_is_not_toml_says_where(tmp_path):
    error = refused(write(tmp_path, "port = ?"))

    assert error.slug == "settings-toml"
    assert "line 1" in error.message


def test_the_page_of_settings_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "settings.md"

    assert page.read_text("utf-8") == settings_page()
