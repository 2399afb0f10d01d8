"""A trading house that many processes sell from at the same time."""

import json
import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME


class Office(Plant):
    """A plant with quotes and orders in it, and what its books say."""

    def words(self) -> list[str]:
        """What the processes noted, one word each."""
        text = self.acks_at.read_text() if self.acks_at.exists() else ""
        return text.split()

    def verdict(self, no: str) -> dict:
        """What the books say of one document, read by a process of its own."""
        self.live(f"judge {no}")
        return json.loads((self.folder / "verdict").read_text())

    def race(self, life: str, no: str, count: int) -> list[str]:
        """So many processes lead this life with one document; what they noted."""
        self.acks_at.unlink(missing_ok=True)
        self.wait([self.bear(f"{life} {no} {number}") for number in range(count)])
        return self.words()


@pytest.fixture(scope="session")
def standing_office():
    made = Office(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.sales.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def office(standing_office):
    return standing_office


@pytest.fixture
def market():
    """An office of its own, whose sellers are killed."""
    made = Office(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.sales.killed")
    made.live("settle")
    yield made
    made.close()
