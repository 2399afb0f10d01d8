"""A company in a database of its own, into which a file is brought."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME


@pytest.fixture(scope="module")
def standing():
    made = Plant(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.imports.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def plant(standing):
    """The plant without work left over from another test."""
    standing.ask("UPDATE kit_importrun SET job_id = NULL")
    standing.ask("DELETE FROM jobs_job")
    return standing
