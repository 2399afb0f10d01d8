"""A company with many deadlines that have passed."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME


@pytest.fixture(scope="session")
def standing_plant():
    made = Plant(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.clocks.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def plant(standing_plant):
    """The company with nothing told yet."""
    standing_plant.acks_at.unlink(missing_ok=True)
    standing_plant.live("begin")
    return standing_plant
