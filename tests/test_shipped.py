"""Forms and words come with the wheel, and with a checkout, and are the same."""

import subprocess
import sys
import zipfile
from pathlib import Path

from voice.shipped import shipped

TOP = Path(__file__).parents[1]


def test_a_checkout_finds_its_own_forms_and_words():
    assert shipped("forms") == TOP / "forms"
    assert shipped("locales") == TOP / "locales"


def test_the_wheel_holds_all_that_a_service_needs_and_works_from_there(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    for folder in ("forms", "locales"):
        ours = {path.relative_to(TOP) for path in (TOP / folder).rglob("*") if path.is_file()}
        theirs = {
            path.relative_to(installed / "voice" / "_shipped")
            for path in (installed / "voice" / "_shipped" / folder).rglob("*")
            if path.is_file()
        }
        assert theirs == ours
    script = "from voice.shipped import shipped; from voice.forms.load import load_forms;"
    script += "print(shipped('forms'), *load_forms(shipped('forms')))"
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert str(installed) in said
    assert "default" in said
    assert "pulse" in said
