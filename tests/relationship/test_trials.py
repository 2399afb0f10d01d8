"""Trial users, and how long jobs take by loyalty class (C-95)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.care.models import ReturnPlan
from maizi.care.terms import LoyaltyClass
from maizi.complaints.models import Complaint
from maizi.customers.actions import Wish, merge
from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.relationship import actions, queries
from maizi.relationship.models import TrialUser
from maizi.relationship.rules.trials import Handled
from maizi.service.models import Ticket
from tests.house import fresh
from tests.relationship.conftest import signed


def trying(bond, customer: Customer | None = None, by=None, **values) -> TrialUser:
    told = {"reason": "用得深，肯提意见", "since": bond.today - timedelta(20)} | values
    return actions.begin_trial(TrialUser(**told), customer or bond.mine, by=by or bond.chen)


def test_on_the_list_and_off_again(bond):
    row = trying(bond, tries="变频一体机")
    assert queries.trial_of(bond.chen, bond.mine) == row
    with pytest.raises(Refused, match="已经是试销对象"):
        trying(bond)
    with pytest.raises(Refused, match="开始那天和今天之间"):
        actions.end_trial(row, on=bond.today - timedelta(21), heard="", by=bond.chen)
    row = actions.end_trial(row, on=bond.today, heard="噪声再小一点", by=bond.chen)
    assert row.heard == "噪声再小一点" and queries.trial_of(bond.chen, bond.mine) is None
    with pytest.raises(Refused, match="已经不是"):
        actions.end_trial(row, on=bond.today, heard="", by=bond.chen)
    trying(bond)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialUser.objects.filter(pk=row.pk).update(until=None)


def test_what_cannot_be_tried(bond):
    for wrong, words in (
        ({"reason": " "}, "写明为什么选"),
        ({"since": bond.today + timedelta(1)}, "晚于今天"),
        ({"by": fresh(bond.house.meng)}, "请联系其负责人"),
        ({"by": fresh(bond.house.service)}, "请联系其负责人"),
    ):
        with pytest.raises(Refused, match=words):
            trying(bond, **wrong)


def test_of_two_trials_one_stays_when_customers_merge(bond):
    """A-12."""
    other = bond.house.customer("南京同创电子", bond.house.chen)
    row, _gone = trying(bond), trying(bond, other)
    merge(Wish([bond.mine.pk, other.pk], bond.mine.pk), by=fresh(bond.house.boss))
    assert TrialUser.objects.get() == row


def ended(bond, customer: Customer, hours: int, state: str = "closed") -> None:
    at, count = timezone.now() - timedelta(days=3), Ticket.objects.count()
    told = {"customer": customer, "title": "停机", "received_at": at, "owner": bond.chen,
            "ended_at": at + timedelta(hours=hours), "org_unit": bond.chen.unit}  # fmt: skip
    Ticket.objects.create(no=f"GD{count}", state=state, recorder=bond.chen, **told)
    state = "withdrawn" if state == "cancelled" else state
    Complaint.objects.create(no=f"TS{count}", state=state, words="停机", priority="p3", score=1,
                             complainant="王", **told)  # fmt: skip


def loyal(bond, customer: Customer, loyalty: str) -> Customer:
    ReturnPlan.objects.create(
        customer=customer, value_class="a", loyalty_score=50, loyalty_class=loyalty,
        interval_days=15, routine_on=bond.today, due_on=bond.today,
    )  # fmt: skip
    return customer


def test_handling_times_by_loyalty_class(bond):
    """C-2, C-95: mean and number; cancelled ones left out, unknown classes by themselves."""
    high = loyal(bond, bond.mine, "high")
    low = loyal(bond, bond.house.customer("低", bond.house.chen), "low")
    plain = bond.house.customer("没有等级", bond.house.chen)
    theirs = loyal(bond, bond.house.customer("别区", bond.house.meng), "high")
    for customer, hours in ((high, 2), (high, 5), (low, 30), (plain, 7)):
        ended(bond, customer, hours)
    ended(bond, high, 50, "cancelled")
    boss, days = fresh(bond.house.boss), (bond.today - timedelta(30), bond.today)
    found = {one.loyalty: one for one in queries.handling_times(boss, *days)}
    assert list(found) == [*LoyaltyClass, None]
    for name in ("tickets", "complaints"):
        told = {loyalty: getattr(one, name) for loyalty, one in found.items()}
        assert (told[LoyaltyClass.HIGH].count, told[LoyaltyClass.HIGH].hours) == (2, Decimal("3.5"))
        assert told[LoyaltyClass.LOW].hours == 30 and told[None].hours == 7
        assert told[LoyaltyClass.FAIR] == Handled(0, None)
        assert told[LoyaltyClass.FAIR].hours is None
    assert found[None].tickets.is_thin(2) and not found[LoyaltyClass.HIGH].tickets.is_thin(2)
    meng = fresh(bond.house.meng)
    assert all(one.tickets.count == 0 for one in queries.handling_times(meng, *days))
    before = [bond.today - timedelta(60), bond.today - timedelta(30)]
    assert all(one.tickets.count == 0 for one in queries.handling_times(boss, *before))
    assert theirs


def test_screens_of_trial_users(bond):
    chen = signed(bond.chen)
    tab = reverse("customers:tab", args=[bond.mine.pk, "relationship-partner"])
    new = reverse("relationship:trial_new", args=[bond.mine.pk])
    assert new in chen.get(tab).content.decode()
    told = {"reason": "", "since": bond.today.isoformat(), "tries": "变频机"}
    refused = chen.post(new, told)
    assert refused.status_code == 422 and "变频机" in refused.content.decode()
    assert chen.post(new, told | {"reason": "肯提意见"})["Location"] == tab
    row = TrialUser.objects.get()
    assert "变频机" in chen.get(tab).content.decode()
    other = bond.house.customer("没有试的", bond.house.chen)
    customers = reverse("customers:customer_list")
    shown = chen.get(customers, {"f": "trial-user.yes", "bare": "1"}).content.decode()
    assert bond.mine.name in shown and other.name not in shown
    shown = chen.get(customers, {"f": "trial-user.no", "bare": "1"}).content.decode()
    assert bond.mine.name not in shown and other.name in shown
    place = reverse("relationship:trialuser_list")
    assert bond.mine.name in chen.get(place).content.decode()
    end = reverse("relationship:trial_end", args=[row.pk])
    assert signed(fresh(bond.house.meng)).get(end).status_code == 404
    chen.post(end, {"on": bond.today.isoformat(), "heard": "再安静些"})
    assert chen.get(end).status_code == 403
    assert bond.mine.name not in chen.get(place, {"bare": "1", "f": "until.empty"}).content.decode()
    ended(bond, loyal(bond, bond.mine, "high"), 4)
    effects = chen.get(reverse("relationship:effects")).content.decode()
    assert "4.0 小时" in effects and "样本少" in effects
    service = signed(fresh(bond.house.service))
    assert service.get(reverse("relationship:effects")).status_code == 403


def test_a_constant_number_of_queries(bond):
    def asked(number: int) -> int:
        for at in range(number):
            customer = bond.house.customer(f"甲{number}{at}", bond.house.chen)
            ended(bond, loyal(bond, customer, "fair"), at)
        with CaptureQueriesContext(connection) as found:
            queries.handling_times(bond.chen, bond.today - timedelta(30), bond.today)
        return len(found)

    asked(1)
    assert asked(1) == asked(6) == 2
