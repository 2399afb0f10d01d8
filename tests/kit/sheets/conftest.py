"""What the tests of sheets share: the real files, and a way to open what a test has written."""

from pathlib import Path

import pytest

from maizi.kit.sheets.open import open_sheet

SHARED = Path(__file__).parents[4] / "shared" / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files, which lies beside the repository."""
    if not (SHARED / "README.md").is_file():
        pytest.fail(f"The real files are not there: {SHARED}. They lie beside the repository.")
    return SHARED


@pytest.fixture
def opened(tmp_path):
    """opened(b"…", name="a.csv") is the sheet of these bytes."""

    def open_bytes(content: bytes, *, name: str = "客户.csv", **choices):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return open_sheet(path, name=name, **choices)

    return open_bytes
