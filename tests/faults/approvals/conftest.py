"""A company whose requests are decided by many processes."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.customers.conftest import Archive
from tests.ground import HOME


@pytest.fixture(scope="session")
def standing_office():
    made = Archive(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.approvals.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def office(standing_office):
    """The office before anything is acknowledged."""
    standing_office.acks_at.unlink(missing_ok=True)
    return standing_office
