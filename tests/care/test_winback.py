"""Lost customers, and how many come back (C-80)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.care import actions, queries
from maizi.care.actions.holdings import WIN_BACKS
from maizi.care.events import CustomerWonBack
from maizi.care.models import StageSpell, WinBack
from maizi.care.rules.winback import Case, check_given_up, is_recovered, lost_value, outcome_of
from maizi.care.terms import LossCause, Trigger, WinBackState
from maizi.customers.terms import Lifecycle
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.sales.models import Order
from tests.house import fresh

DAY = date(2026, 6, 30)


def test_what_was_lost_is_the_mean_of_the_year_before():  # C-80
    orders = [(DAY, Decimal(600)), (DAY - timedelta(364), Decimal(600)),
              (DAY - timedelta(365), Decimal(9000))]  # fmt: skip
    assert lost_value(orders) == 100
    assert lost_value([]) == 0


@pytest.mark.parametrize(("days", "back"), [(0, True), (180, True), (181, False), (-1, False)])
def test_back_within_half_a_year(days, back):  # C-80
    assert is_recovered(DAY, DAY + timedelta(days)) is back
    assert not is_recovered(DAY, None)


def test_rate_of_winning_back():  # C-80
    won = Case(DAY, WinBackState.WON, Decimal(100), Decimal(20), DAY + timedelta(9))
    lost = Case(DAY, WinBackState.FAILED, Decimal(900), Decimal(5))
    found = outcome_of([won, lost])
    assert (found.opened, found.recovered, found.rate) == (2, 1, Decimal("0.5"))
    assert (found.recovered_yuan, found.cost_yuan) == (100, 25)
    assert outcome_of([]).rate is None


def test_nobody_is_given_up_without_a_cause():  # C-80
    with pytest.raises(Refused, match="原因"):
        check_given_up(LossCause.UNKNOWN, "算了")
    with pytest.raises(Refused, match="为什么"):
        check_given_up(LossCause.PRICE, " ")


@pytest.fixture
def lost(keeping):
    """A customer that stopped buying after the first night."""
    keeping.order(100, net_yuan=2400)
    keeping.night()
    Order.objects.update(ordered_on=keeping.today - timedelta(200))
    keeping.night()
    return keeping


@pytest.mark.django_db
def test_who_is_lost_is_to_be_won_back_and_is(lost):  # C-80, C-4
    row = WinBack.objects.get()
    assert (row.trigger, row.owner, row.lost_yuan) == ("lost", lost.chen, 200)
    assert Todo.objects.get(source="care.winback").state == "open"
    StageSpell.objects.filter(until=None).update(since=timezone.now() - timedelta(days=2))
    lost.order(0)
    actions.restage([lost.customer.pk])
    row.refresh_from_db()
    assert (row.state, row.ordered_on) == ("won", lost.today)
    assert Todo.objects.get(source="care.winback").state == "done"
    year = {"since": lost.today - timedelta(9), "until": lost.today}
    assert queries.outcome_between(lost.boss, **year).rate == 1
    assert queries.largest_lost(lost.boss, **year) == []


@pytest.mark.django_db
def test_who_complained_is_won_back_by_his_next_order(keeping):  # C-80
    """He never stopped buying: no stage tells of it, and what he ordered before is no answer."""
    keeping.order(40)
    keeping.order(0)
    keeping.night()
    row = actions.open_case(keeping.customer, trigger=Trigger.COMPLAINT,
                            today=keeping.today - timedelta(5))  # fmt: skip
    Order.objects.filter(ordered_on=keeping.today).update(ordered_on=keeping.today - timedelta(5))
    keeping.night()
    row.refresh_from_db()
    assert row.state == "open", "the order of the same day may have come before the complaint"
    keeping.order(2)
    actions.restage([keeping.customer.pk])
    row.refresh_from_db()
    assert (row.state, row.ordered_on) == ("won", keeping.today - timedelta(2))
    assert Todo.objects.get(source="care.winback").state == "done"


@pytest.mark.django_db
def test_a_stage_set_by_hand_wins_nobody_back(lost):  # C-80
    row = WinBack.objects.get()
    with recording() as heard:
        actions.set_stage(lost.customer, Lifecycle.CLIENT, by=lost.lin, reason="口头说还会买")
    row.refresh_from_db()
    assert row.state == "open" and CustomerWonBack(lost.customer.pk) not in heard
    lost.order(0)
    actions.restage([lost.customer.pk])
    row.refresh_from_db()
    assert row.state == "won", "a real order does"


@pytest.mark.django_db
def test_the_first_night_opens_no_cases(keeping):  # C-80
    keeping.order(400)
    keeping.night()
    assert keeping.stage() == "inactive" and not WinBack.objects.exists()
    actions.begin_case(keeping.customer, by=keeping.chen)
    with pytest.raises(Refused, match="已经在挽回中"):
        actions.begin_case(keeping.customer, by=keeping.chen)
    with pytest.raises(Refused, match="联系其负责人"):
        actions.begin_case(keeping.customer, by=fresh(keeping.house.meng))
    assert actions.open_case(keeping.customer, trigger=Trigger.COMPLAINT) is None


@pytest.mark.django_db
def test_an_open_case_changes_hands_with_the_rest(lost, house):  # C-70, C-80
    row = WinBack.objects.get()
    (held,) = WIN_BACKS.held(lost.chen)
    assert (held.id, held.url, WIN_BACKS.count(lost.chen)) == (row.pk, row.get_absolute_url(), 1)
    xu = fresh(house.xu)
    given = {"giver": lost.chen, "taker": xu, "by": lost.lin, "reason": "离职交接"}
    assert WIN_BACKS.give([row.pk], **given) == {}
    row.refresh_from_db()
    assert (row.owner, row.org_unit, WIN_BACKS.count(lost.chen)) == (xu, xu.unit, 0)
    WinBack.objects.update(state=WinBackState.WON)
    assert WIN_BACKS.count(xu) == 0


@pytest.mark.django_db
def test_screens_of_winning_back(lost, house, client):  # C-80
    row = WinBack.objects.get()
    client.force_login(house.lin)
    assert lost.customer.name in client.get(reverse("care:winback_list")).content.decode()
    refused = client.post(reverse("care:give_up", args=[row.pk]), {"outcome": "算了"})
    assert refused.status_code == 422 and "流失的原因" in refused.content.decode()
    client.post(reverse("care:winback_edit", args=[row.pk]),
                {"cause": "price", "offer": "以旧换新", "cost_yuan": "800"})  # fmt: skip
    row.refresh_from_db()
    assert (row.cause, row.cost_yuan) == ("price", 800)
    assert lost.customer.name in client.get(reverse("care:lost")).content.decode()
    client.post(reverse("care:give_up", args=[row.pk]), {"outcome": "对手低三成"})
    row.refresh_from_db()
    assert row.state == "failed"
    assert client.get(row.get_absolute_url()).status_code == 200
    with pytest.raises(Refused, match="已经结束"):
        actions.give_up(row, outcome="再来", by=lost.lin)
    client.post(reverse("care:begin", args=[lost.customer.pk]))
    assert WinBack.objects.filter(state="open").exists()
