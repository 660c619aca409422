"""A real service over real HTTP, with a clock that a test can set."""

import datetime
from collections.abc import Iterator

import httpx
import pytest

from live import Live


@pytest.fixture
def http(live: Live) -> Iterator[httpx.Client]:
    """A client of the session's service that keeps nothing."""
    with httpx.Client(base_url=live.url, timeout=20) as client:
        yield client


@pytest.fixture
def monday() -> datetime.datetime:
    """A Monday at the release's hour, in UTC."""
    return datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
