"""Who has had no dealings for 36 months goes: listed, judged, cleared (A-40, PIPL 19)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.privacy import actions
from maizi.privacy.models import RetentionCase
from maizi.privacy.terms import Verdict
from tests.house import fresh
from tests.privacy.conftest import NAME

YEARS = timedelta(days=4 * 365)


@pytest.fixture
def listed(case):
    """张三丰, last spoken to four years ago, on the list."""
    Customer.objects.filter(pk=case.row.pk).update(last_contact_at=timezone.now() - YEARS)
    assert actions.list_idle(now=timezone.now()) == 1
    assert actions.list_idle(now=timezone.now()) == 0
    return RetentionCase.objects.get()


def judged(case, row, verdict=Verdict.CLEAR, **given):
    return actions.decide_case(row, verdict=verdict, by=fresh(case.officer), **given)


def test_who_is_spoken_to_or_planned_for_is_not_listed(case):
    assert actions.list_idle(now=timezone.now()) == 0
    Customer.objects.filter(pk=case.row.pk).update(
        last_contact_at=timezone.now() - YEARS, next_contact_on=timezone.localdate()
    )
    assert actions.list_idle(now=timezone.now()) == 0


def test_cleared_after_the_days_in_which_it_can_be_undone(case, listed):
    row = judged(case, listed)
    now = timezone.now()
    assert not actions.clear_one(now=now)
    assert actions.clear_one(now=now + timedelta(days=31))
    assert not actions.clear_one(now=now + timedelta(days=31))
    row.refresh_from_db()
    assert row.verdict == Verdict.DONE and NAME not in row.title
    assert Customer.objects.get(pk=case.row.pk).name.startswith("已匿名")
    with pytest.raises(Refused, match="不能恢复"):
        actions.take_back(row, by=case.officer)


def test_a_verdict_is_taken_back(case, listed):
    judged(case, listed)
    row = actions.take_back(listed, by=case.officer)
    assert (row.verdict, row.due_on) == (Verdict.WAITING, None)
    assert not actions.clear_one(now=timezone.now() + YEARS)


def test_who_came_back_is_judged_anew(case, listed):
    judged(case, listed)
    now = timezone.now()
    Customer.objects.filter(pk=case.row.pk).update(last_contact_at=now)
    assert actions.clear_one(now=now + timedelta(days=31))
    listed.refresh_from_db()
    assert listed.verdict == Verdict.WAITING
    assert Customer.objects.get(pk=case.row.pk).name == NAME


def test_keeping_needs_a_reason_and_ends(case, listed):
    with pytest.raises(Refused, match="为什么"):
        judged(case, listed, Verdict.KEEP)
    with pytest.raises(Refused, match="两年"):
        judged(case, listed, Verdict.KEEP, reason="质保未到期",
               until=timezone.localdate() + YEARS)  # fmt: skip
    judged(case, listed, Verdict.KEEP, reason="质保未到期")
    actions.list_idle(now=timezone.now() + timedelta(days=400))
    listed.refresh_from_db()
    assert listed.verdict == Verdict.WAITING


def test_what_is_held_is_not_cleared(case, listed):
    hold = actions.hold_back(case.row, reason="诉讼中", by=fresh(case.officer))
    with pytest.raises(Refused, match="诉讼中"):
        judged(case, listed)
    actions.lift_hold(hold, by=case.officer)
    assert judged(case, listed).verdict == Verdict.CLEAR
