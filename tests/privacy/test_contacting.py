"""May we reach this person? (N-1, N-3, J-10 ②③, T-J3)"""

from datetime import UTC, datetime, timedelta

import pytest

from maizi.privacy.rules import Aim, Block, Leave, ask_again_at, decide_contact
from maizi.privacy.terms import Way

pytestmark = pytest.mark.once
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
DAY = timedelta(days=1)
MARKETING = Aim("marketing", needs_consent=True)
SERVICE = Aim("service", needs_consent=False)


def ruling(aim, way=Way.CALL, leaves=(), blocks=(), now=NOON):
    return decide_contact(aim, way=way, leaves=leaves, blocks=blocks, now=now)


@pytest.mark.parametrize("leaves, code", [
    ([], "silent"),
    ([Leave(NOON - DAY, True)], ""),
    ([Leave(NOON - DAY, False)], "refused"),
    ([Leave(NOON - 2 * DAY, True, withdrawn_at=NOON - DAY)], "refused"),
    ([Leave(NOON - 2 * DAY, True, withdrawn_at=NOON + DAY)], ""),
    ([Leave(NOON - 3 * DAY, False), Leave(NOON - DAY, True)], ""),
    ([Leave(NOON - 3 * DAY, True), Leave(NOON - DAY, False)], "refused"),
    ([Leave(NOON - DAY, True, ways=frozenset(["mail"]))], "silent"),
    ([Leave(NOON - DAY, True, ways=frozenset(["call"]))], ""),
    ([Leave(NOON + DAY, True)], "silent"),
])  # fmt: skip
def test_the_last_answer_counts_and_silence_is_no(leaves, code):
    assert ruling(MARKETING, leaves=leaves).code == code


def test_a_yes_and_a_no_at_one_moment_are_a_no():
    both = [Leave(NOON - DAY, True), Leave(NOON - DAY, False)]
    assert ruling(MARKETING, leaves=both).code == "refused"


def test_what_the_contract_needs_asks_for_no_consent():
    assert ruling(SERVICE).is_allowed


@pytest.mark.parametrize("block, aim, way, code", [
    (Block(NOON), MARKETING, Way.CALL, "blocked"),
    (Block(NOON), MARKETING, Way.MAIL, "blocked"),
    (Block(NOON, way="sms"), MARKETING, Way.SMS, "blocked"),
    (Block(NOON, way="sms"), MARKETING, Way.CALL, ""),
    (Block(NOON, purpose="care"), MARKETING, Way.CALL, ""),
    (Block(NOON), SERVICE, Way.CALL, ""),  # T-J3: an agreed callback for a complaint
    (Block(NOON, purpose="service"), SERVICE, Way.CALL, "blocked"),
    (Block(NOON, is_total=True), SERVICE, Way.POST, "stopped"),
    (Block(NOON + DAY), MARKETING, Way.CALL, ""),
])  # fmt: skip
def test_a_wish_not_to_be_reached(block, aim, way, code):
    yes = [Leave(NOON - 2 * DAY, True)]
    assert ruling(aim, way, leaves=yes, blocks=[block]).code == code


def test_a_purpose_nobody_registered_reaches_nobody():
    assert ruling(None).code == "purpose"
    assert ruling(Aim("old", needs_consent=False, is_active=False)).code == "purpose"


def test_after_a_no_nobody_asks_for_180_days():
    no = [Leave(NOON, False)]
    assert ask_again_at(leaves=no, blocks=[], quiet_days=180) == NOON + 180 * DAY
    withdrawn = [Leave(NOON - DAY, True, withdrawn_at=NOON)]
    assert ask_again_at(leaves=withdrawn, blocks=[], quiet_days=180) == NOON + 180 * DAY
    assert ask_again_at(leaves=[], blocks=[Block(NOON)], quiet_days=30) == NOON + 30 * DAY
    assert ask_again_at(leaves=[Leave(NOON, True)], blocks=[], quiet_days=180) is None
