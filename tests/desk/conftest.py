"""The company whose numbers analyses count, for boards."""

import pytest

from tests.insight.conftest import Numbers


@pytest.fixture
def numbers(house) -> Numbers:
    return Numbers(house)
