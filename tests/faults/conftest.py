"""A company in real transactions, whose history may be forgotten when the test is over."""

import pytest

from tests.history.test_chain import without_guard
from tests.house import House


@pytest.fixture
def open_house(transactional_db):
    """The house without a transaction around it. The history refuses to be flushed as a rule."""
    yield House()
    without_guard("DELETE FROM history_historyentry", [])
