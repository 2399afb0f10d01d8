"""Equal contents uploaded by several while their owners are erased, swept, or killed at it."""

import logging
import random
import time

import pytest

from .conftest import begun
from .lives import CONTENTS, PEOPLE, UPLOADERS

log = logging.getLogger(__name__)
KILLS = 5
SEED = random.SystemRandom().randrange(10**6)


def together(shelf, life: str) -> dict:
    """What is left after all of them."""
    shelf.wait([shelf.bear(f"{life} all {number}") for number in range(PEOPLE)])
    return shelf.verdict("all")


def test_every_owner_keeps_the_content_and_it_lies_there_once(shelf):
    assert together(shelf, "at_once") == {
        "owned": UPLOADERS * CONTENTS, "damaged": 0, "contents": CONTENTS, "aside": 0
    }  # fmt: skip
    assert len(shelf.acks()) == UPLOADERS * CONTENTS
    assert (shelf.folder / "errors").read_text() == ""


def test_what_the_last_owner_had_erased_is_gone(shelf):
    together(shelf, "at_once")
    shelf.live("forget")
    assert shelf.verdict("all") == {"owned": 0, "damaged": 0, "contents": 0, "aside": 0}


def test_sweeping_without_looking_again_takes_what_somebody_needs(shelf):
    """The control."""
    verdict = together(shelf, "careless_sweep")
    log.info("%s of %s lost", verdict["damaged"], verdict["owned"])
    assert verdict["damaged"] > 0


def test_noting_an_equal_content_without_renewing_it_loses_it(shelf):
    """The control of the other side: the sweep is right, the upload is not."""
    verdict = together(shelf, "careless_upload")
    log.info("%s of %s lost", verdict["damaged"], verdict["owned"])
    assert verdict["damaged"] > 0


def killed(shelf, chance: random.Random) -> int:
    """How many uploads were acknowledged when everybody was killed."""
    pids, until = [shelf.bear(f"at_once all {n}") for n in range(PEOPLE)], time.monotonic() + 30
    while len(shelf.acks()) < UPLOADERS * CONTENTS // 4:
        assert time.monotonic() < until, "nothing gets done"
        time.sleep(0.01)
    shelf.kill(pids, chance)
    return len(shelf.acks())


def test_killed_in_the_middle_no_acknowledged_upload_is_lost(shelf):
    chance = random.Random(SEED)
    log.info("seed %s", SEED)
    for _try in range(KILLS):
        acked = killed(shelf, chance)
        if acked < UPLOADERS * CONTENTS:
            break
        begun(shelf)  # a busy machine: they were done before the killer had his turn
    else:
        pytest.fail("killed too late to prove anything")
    shelf.live("sweeper")
    verdict = shelf.verdict("all")
    assert (verdict["damaged"], verdict["aside"]) == (0, 0)
    assert acked <= verdict["owned"] <= (UPLOADERS + 1) * CONTENTS
