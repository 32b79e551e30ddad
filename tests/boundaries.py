"""The boundaries as they are drawn, for tests of geo."""

import json

import pytest

from geo.outline import BOUNDARIES


@pytest.fixture(scope="session")
def features():
    """The shapes of the 98 with their properties."""
    return json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
