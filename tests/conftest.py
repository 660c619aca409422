"""What every test shares: how many examples a property is tried with."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from live import Live, running
from voice.languages.registry import LANGUAGES

settings.register_profile(
    "voice",
    max_examples=int(os.environ.get("TEST_EXAMPLES", "60")),
    deadline=None,  # never a timed test: these run on busy machines
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("voice")


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One running service for the whole session, with a default and a pulse round."""
    with running(tmp_path_factory.mktemp("live")) as service:
        yield service


@pytest.fixture(scope="session")
def browser_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of browser/ with exactly the packages of its lock, the official age among them.

    Where npm is missing, or can fetch nothing, a test is skipped; in CI it fails.
    """
    reason = "npm and node are not installed"
    if shutil.which("npm") and shutil.which("node"):
        folder = tmp_path_factory.mktemp("browser")
        source = Path(__file__).parents[1] / "browser"
        for name in ("package.json", "package-lock.json", "build.mjs"):
            shutil.copy(source / name, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if not done.returncode:
            return folder
        reason = f"npm could not fetch the packages: {done.stderr}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A running service whose default and pulse rounds are offered in every language of ours."""
    tags = [each.tag for each in LANGUAGES]
    with running(tmp_path_factory.mktemp("everywhere"), languages=tags) as service:
        yield service
