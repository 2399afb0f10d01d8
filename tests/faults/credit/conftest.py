"""A company whose ledger is written by many processes."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.customers.conftest import Archive
from tests.ground import HOME


@pytest.fixture(scope="session")
def standing_till():
    made = Archive(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.credit.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def till(standing_till):
    """The till before anything is acknowledged."""
    standing_till.acks_at.unlink(missing_ok=True)
    return standing_till
