"""A company whose customers are claimed and written by many processes."""

import json
import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME


class Archive(Plant):
    """A plant with a company in it, and what its books say."""

    def acks(self) -> list[list[str]]:
        """What the processes noted, word by word."""
        text = self.acks_at.read_text() if self.acks_at.exists() else ""
        return [line.split() for line in text.splitlines()]

    def verdict(self, label: str) -> dict:
        """What the books say, read by a process of their own."""
        self.live(f"judge {label}")
        return json.loads((self.folder / "verdict").read_text())


@pytest.fixture(scope="session")
def standing_archive():
    made = Archive(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.customers.lives")
    made.live("settle")
    yield made
    made.close()


@pytest.fixture
def archive(standing_archive):
    """The archive before anything is acknowledged."""
    standing_archive.acks_at.unlink(missing_ok=True)
    return standing_archive
