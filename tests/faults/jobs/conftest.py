"""Books for orders and what is posted of them."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME


@pytest.fixture(scope="module")
def standing():
    made = Plant(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.jobs.lives")
    made.ask("CREATE TABLE ordered (number bigint)")
    made.ask("CREATE TABLE posted (number bigint, batch integer, line integer)")
    yield made
    made.close()


@pytest.fixture
def plant(standing):
    """The plant with empty books."""
    for table in ("ordered", "posted", "jobs_job"):
        standing.ask(f"DELETE FROM {table}")
    standing.acks_at.unlink(missing_ok=True)
    return standing
