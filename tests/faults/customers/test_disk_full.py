"""The disk is full: a calm page, nothing half done, and work goes on when there is room (D9)."""

import json
import logging
import os
import tempfile
from pathlib import Path

import pytest

from tests.faults.plant import on_sqlite
from tests.ground import HOME

from .conftest import Archive

pytestmark = pytest.mark.once
log = logging.getLogger(__name__)


@pytest.fixture
def filed(request):
    """An archive in a file, whatever database the tests run on: a server's disk is not ours."""
    if "sqlite" in os.environ.get("MAIZI_DATABASE", "sqlite"):
        yield request.getfixturevalue("archive")
        return
    folder = Path(tempfile.mkdtemp(dir=HOME))
    made = Archive(folder, "tests.faults.customers.lives", on_sqlite(folder))
    made.live("settle")
    yield made
    made.close()


def test_a_full_disk_costs_nothing_that_was_acknowledged(filed):
    filed.live("cramped 满盘")
    answers = json.loads((filed.folder / "answers").read_text())
    verdict = json.loads((filed.folder / "verdict").read_text())
    *good, (_, status, told) = answers["before"]
    log.info("full after %s customers", len(good))
    assert len(good) > 20, "too little work to prove anything"
    assert status == 500 and "Traceback" not in told and "OperationalError" not in told
    assert "刚才的操作可能没有保存" in told and "编号" in told
    assert {status for _, status, _ in answers["after"]} == {302}

    promised = len(good) + len(answers["after"])
    # The disk may fill between the commit and the answer: the page says "perhaps".
    assert promised <= len(verdict["written"]) <= promised + 1, "acknowledged and stored differ"
    assert verdict["untold"] == verdict["unfound"] == 0
    assert verdict["flaws"] == []
