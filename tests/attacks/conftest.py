"""A client of the session's service that keeps nothing, and another site."""

from collections.abc import Iterator

import httpx
import pytest

from browser.conftest import static_site
from live import Live

__all__ = ["http", "static_site"]


@pytest.fixture
def http(live: Live) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live.url, timeout=20) as client:
        yield client
