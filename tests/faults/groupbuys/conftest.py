"""A company whose group buy is joined by many processes."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.customers.conftest import Archive
from tests.ground import HOME


@pytest.fixture(scope="session")
def standing_circle():
    made = Archive(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.groupbuys.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def gathering(standing_circle):
    """The company before anything is acknowledged."""
    standing_circle.acks_at.unlink(missing_ok=True)
    return standing_circle
