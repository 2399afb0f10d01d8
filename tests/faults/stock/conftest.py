"""A stock room that many processes write at the same time, or until they are killed."""

import json
import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME


class Stockroom(Plant):
    """A plant with goods in it, and what its books say."""

    def acks(self) -> list[list[str]]:
        """What the processes noted, word by word."""
        text = self.acks_at.read_text() if self.acks_at.exists() else ""
        return [line.split() for line in text.splitlines()]

    def verdict(self, name: str) -> dict:
        """What the books say, read by a process of their own."""
        self.live(f"judge {name}")
        return json.loads((self.folder / "verdict").read_text())


@pytest.fixture(scope="session")
def standing_room():
    made = Stockroom(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.stock.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def room(standing_room):
    """The room before anything is acknowledged, with a shelf of its own."""
    standing_room.acks_at.unlink(missing_ok=True)
    return standing_room
