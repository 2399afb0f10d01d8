"""A company whose files are uploaded, erased and swept by many processes."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.customers.conftest import Archive
from tests.ground import HOME


@pytest.fixture(scope="session")
def standing_shelf():
    made = Archive(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.files.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def shelf(standing_shelf):
    """Old contents, each with one owner, and nothing acknowledged."""
    begun(standing_shelf)
    return standing_shelf


def begun(shelf: Archive) -> None:
    """As every test finds it."""
    shelf.acks_at.unlink(missing_ok=True)
    shelf.live("begin")
