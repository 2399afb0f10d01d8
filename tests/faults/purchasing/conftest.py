"""A yard where many processes receive, pay and are killed."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME


class Gate(Plant):
    """A plant with a supplier and open orders, and what its books say."""

    def acks(self) -> list[list[str]]:
        """What the processes noted, word by word."""
        text = self.acks_at.read_text() if self.acks_at.exists() else ""
        return [line.split() for line in text.splitlines()]


@pytest.fixture(scope="session")
def standing_gate():
    made = Gate(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.purchasing.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def gate(standing_gate):
    """The gate before anything is acknowledged."""
    standing_gate.acks_at.unlink(missing_ok=True)
    return standing_gate
