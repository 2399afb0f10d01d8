"""The trading house of selling, with targets for its people."""

import pytest

from maizi.targets import actions
from tests.sales.conftest import Trade


@pytest.fixture
def trade(house) -> Trade:
    actions.seed_approvals()
    return Trade(house)
