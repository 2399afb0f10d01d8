"""Riddles of public forms: each opens its own form, once (E-10, B-11, F-33)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.complaints.access import PUBLIC_FORM as COMPLAIN
from maizi.groupbuys.access import PUBLIC_FORM as JOIN
from maizi.jobs.actions import enqueue
from maizi.kernel import riddles
from maizi.kernel.errors import Refused
from maizi.privacy import actions
from maizi.privacy.models import SpentRiddle
from tests.jobs.conftest import work_off

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def solve(form, address="10.0.0.1", *, by_hand=False) -> actions.Solved:
    riddle = actions.new_riddle(form, now=NOW - timedelta(seconds=30))
    if by_hand:
        return actions.Solved(riddle.text, address, total=str(sum(riddles.sum_of(riddle))))
    answer = next(str(n) for n in range(10**7) if riddles.is_solved(riddle, str(n)))
    return actions.Solved(riddle.text, address, solution=answer)


def test_a_riddle_opens_its_own_form_once(house):
    solved = solve(COMPLAIN)
    with pytest.raises(Refused, match="安全校验"):
        actions.spend_riddle(JOIN, solved, now=NOW)
    actions.spend_riddle(COMPLAIN, solved, now=NOW)
    with pytest.raises(Refused, match="已经提交过"):
        actions.spend_riddle(COMPLAIN, solved, now=NOW)
    assert SpentRiddle.objects.get().form == "complaints"


def test_each_form_has_its_own_measure(house):
    """Five complaints a day from one place; group buys and other places are not touched."""
    for _time in range(5):
        actions.spend_riddle(COMPLAIN, solve(COMPLAIN), now=NOW)
    with pytest.raises(Refused, match="次数已满"):
        actions.spend_riddle(COMPLAIN, solve(COMPLAIN), now=NOW)
    actions.spend_riddle(COMPLAIN, solve(COMPLAIN, "10.0.0.2"), now=NOW)
    actions.spend_riddle(JOIN, solve(JOIN), now=NOW)
    assert not SpentRiddle.objects.filter(print__contains="10.0").exists()


def test_a_sum_does_only_where_it_is_asked(house):
    with pytest.raises(Refused, match="安全校验"):
        actions.spend_riddle(COMPLAIN, solve(COMPLAIN, by_hand=True), now=NOW)
    for _time in range(3):
        actions.spend_riddle(JOIN, solve(JOIN, by_hand=True), now=NOW)
    with pytest.raises(Refused, match="次数已满"):
        actions.spend_riddle(JOIN, solve(JOIN, by_hand=True), now=NOW)


def test_the_night_forgets_them(house):
    actions.spend_riddle(JOIN, solve(JOIN), now=NOW)
    SpentRiddle.objects.update(at=NOW - timedelta(days=2))
    actions.spend_riddle(JOIN, solve(JOIN), now=NOW)
    enqueue("privacy.expire", by=None)
    work_off()
    assert SpentRiddle.objects.count() == 1
