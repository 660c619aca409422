"""What every test shares: how many examples a property is tried with."""

import os
from collections.abc import Iterator

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
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A running service whose default and pulse rounds are offered in every language of ours."""
    tags = [each.tag for each in LANGUAGES]
    with running(tmp_path_factory.mktemp("everywhere"), languages=tags) as service:
        yield service
