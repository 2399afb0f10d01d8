"""The disk is full: a calm page, nothing half done, and work goes on when there is room (D9)."""

import json
import logging

import pytest

pytestmark = pytest.mark.once
log = logging.getLogger(__name__)


def test_a_full_disk_costs_nothing_that_was_acknowledged(archive):
    archive.live("cramped 满盘")
    answers = json.loads((archive.folder / "answers").read_text())
    verdict = json.loads((archive.folder / "verdict").read_text())
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
