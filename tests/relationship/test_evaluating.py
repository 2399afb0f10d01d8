"""客户关系评估表: proposed, changed with a reason, handed in, reviewed by another (L-12)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.complaints.models import Complaint
from maizi.customers.models import ProfileValue, Standing
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kernel.texts import retold
from maizi.relationship import access, actions, queries
from maizi.relationship.actions import Given
from maizi.relationship.models import Evaluation
from maizi.relationship.terms import Band, Indicator, State
from tests.house import fresh

D = Decimal


def proposal(bond, name: str) -> queries.Proposal:
    """What the system proposes for one indicator."""
    return queries.proposals_of(bond.mine, bond.days)[Indicator(name)]


def said(found: queries.Proposal) -> str:
    return "；".join(str(one) for one in found.told)


def test_nothing_known_is_said_to_be_unknown(bond):
    """L-12: no number without a source; what nobody knows is unknown, not nought."""
    found = queries.proposals_of(bond.mine, bond.days)
    unknown = {"sales", "profit", "share", "payment", "years", "satisfaction", "complaint"}
    assert {one.value for one, told in found.items() if told.value is None} == unknown
    assert all(told.told for told in found.values())
    assert "没有下过订单" in said(found[Indicator.SALES])


def test_sales_and_profit_come_from_the_orders_of_the_period(bond):
    """Net of returns, without tax; the period before for growth; margin at cost."""
    bond.filter.cost_yuan = D(85)
    bond.filter.save()
    bond.bought(bond.mine, 200, "100")
    order = bond.bought(bond.mine, 20, "100")
    bond.bought(bond.mine, 10, "100")
    other = bond.house.customer("别家", bond.house.chen)
    bond.bought(other, 10, "5000")
    sales = proposal(bond, "sales")
    assert "本期净销售额 200.00 元，前一期 100.00 元" in said(sales)
    profit = proposal(bond, "profit")
    assert profit.value == 50 and "毛利率 15.00%" in said(profit)
    bond.came_back(order, 5, "100")
    less = proposal(bond, "sales")
    assert "本期净销售额 100.00 元" in said(less) and less.value < sales.value


def test_share_contacts_and_people(bond):
    ProfileValue.objects.create(
        customer=bond.mine, attribute="our_share", text="0.6", collected_on=bond.today,
        changed_at=timezone.now(),
    )  # fmt: skip
    assert proposal(bond, "share").value == 60
    bond.spoke(10), bond.spoke(20, "note"), bond.spoke(400)
    assert "本期联系 1 次" in said(proposal(bond, "contact"))
    alone = proposal(bond, "contact").value
    person = bond.person(decides=True)
    Standing.objects.create(contact=person, leaning="2")
    assert "认识决策人 1 位" in said(proposal(bond, "contact"))
    assert proposal(bond, "contact").value > alone


def test_complaints_count_by_what_became_of_them(bond):
    for state, satisfied in (("closed", "yes"), ("closed", "no"), ("handling", "")):
        Complaint.objects.create(
            no=f"TS{state}{satisfied}", customer=bond.mine, title="停机", words="停机",
            state=state, satisfied=satisfied, priority="p3", score=1, owner=bond.chen,
            org_unit=bond.chen.unit, received_at=bond.spoke(3).at, complainant="王",
        )  # fmt: skip
    found = proposal(bond, "complaint")
    assert "本期投诉 3 件，办结 2 件，问过 2 件、满意 1 件" in said(found)
    assert found.value == D("58.33")
    assert proposal(bond, "satisfaction").value == 50


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [(10, 20, "早于"), (40, -1, "没有过完"), (20, 1, "28 到 366"), (400, 1, "28 到 366")],
)
def test_periods_that_cannot_be_judged(bond, since, until, words):
    days = (bond.today - timedelta(since), bond.today - timedelta(until))
    with pytest.raises(Refused, match=words):
        bond.begun(days=days)


def test_one_form_at_a_time_and_none_in_a_pool(bond):
    row = bond.begun()
    assert row.no.startswith("GX") and row.marks.count() == 9
    with pytest.raises(Refused, match="没有办完"):
        bond.begun()
    bond.mine.owner, bond.mine.pool = None, bond.house.pool
    bond.mine.save()
    actions.discard(row, by=bond.chen)
    with pytest.raises(Refused, match="公海"):
        bond.begun()


def test_another_value_needs_a_reason(bond):
    """A person may set another value, with a reason; what was set stays when taken anew."""
    bond.spoke(10)
    row = bond.begun()
    given = {Indicator.SATISFACTION: Given(D(75))}
    with pytest.raises(Refused, match="写明理由"):
        actions.fill(row, given=given, problems="", strategy="", by=bond.chen)
    with pytest.raises(Refused, match="0 到 100"):
        actions.fill(row, given={Indicator.SHARE: Given(D(101), "听说")}, problems="", strategy="",
                     by=bond.chen)  # fmt: skip
    with pytest.raises(Refused, match="写明理由"):
        actions.fill(
            row, given={Indicator.CONTACT: Given(None)}, problems="", strategy="", by=bond.chen
        )
    given = {Indicator.SATISFACTION: Given(D(75), "面谈时很满意")}
    row = actions.fill(row, given=given, problems="无", strategy="照旧", by=bond.chen)
    bond.spoke(5)
    actions.refresh(row, by=bond.chen)
    marks = {mark.indicator: mark for mark in row.marks.all()}
    assert (marks["satisfaction"].value, marks["satisfaction"].proposed) == (75, None)
    assert marks["contact"].value == marks["contact"].proposed
    assert "本期联系 2 次" in retold(marks["contact"].told)


def test_who_does_not_see_profit_cannot_set_it(bond):
    """M-4: costs are hidden from chen; what he sends for profit changes nothing."""
    bond.bought(bond.mine, 10, "100")
    assert not access.sees_mark(bond.chen, "profit") and access.sees_mark(bond.lin, "profit")
    row = bond.filled(profit="99", satisfaction="70")
    assert row.marks.get(indicator="profit").value == row.marks.get(indicator="profit").proposed


def test_from_draft_to_reviewed_by_another(bond):
    """One step of review; never by who wrote it."""
    row = bond.begun(by=bond.lin)
    with pytest.raises(Refused, match="存在的问题"):
        actions.hand_in(row, by=bond.lin)
    actions.discard(row, by=bond.lin)
    row = bond.handed_in(by=bond.lin)
    assert row.state == State.ASKED and row.band in list(Band)
    boss = Todo.objects.filter(source="relationship.review", owner=bond.boss)
    assert boss.exists() and not Todo.objects.filter(owner=bond.lin).exists()
    with pytest.raises(Refused, match="不能复核自己"):
        actions.review(row, is_agreed=True, opinion="好", by=bond.lin)
    with pytest.raises(Refused, match="写复核意见"):
        actions.review(row, is_agreed=True, opinion=" ", by=bond.boss)
    for late in (actions.refresh, actions.discard, actions.hand_in):
        with pytest.raises(Refused, match="待复核"):
            late(row, by=bond.lin)
    with pytest.raises(Refused, match="待复核"):
        actions.fill(row, given={}, problems="", strategy="", by=bond.lin)
    row = actions.review(row, is_agreed=False, opinion="写具体", by=bond.boss)
    assert row.state == State.DRAFT and not boss.filter(closed_at=None).exists()
    row = actions.hand_in(row, by=bond.lin)
    row = actions.review(row, is_agreed=True, opinion="同意", by=bond.boss)
    assert (row.state, row.reviewed_by) == (State.APPROVED, bond.boss)
    assert Notice.objects.filter(event="relationship.answered", user=bond.lin).count() == 2
    with pytest.raises(Refused, match="已复核"):
        actions.review(row, is_agreed=True, opinion="再次", by=bond.boss)


def test_the_table_itself_refuses_its_writer_as_reviewer(bond):
    row = bond.begun()
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=row.pk).update(reviewed_by=bond.chen)


def test_nothing_known_is_not_handed_in(bond):
    row = bond.begun()
    given = {Indicator.CONTACT: Given(None, "不清楚"), Indicator.REFERRAL: Given(None, "不清楚")}
    row = actions.fill(row, given=given, problems="无", strategy="无", by=bond.chen)
    with pytest.raises(Refused, match="都不知道"):
        actions.hand_in(row, by=bond.chen)


def test_it_is_not_handed_in_to_people_who_do_not_see_the_customer(bond, house, monkeypatch):
    row = bond.filled(satisfaction="70")
    monkeypatch.setattr(queries, "reviewers", lambda: [fresh(house.meng), bond.chen])
    with pytest.raises(Refused, match="没有别人能复核"):
        actions.hand_in(row, by=bond.chen)
    row.refresh_from_db()
    assert row.state == State.DRAFT and not Todo.objects.filter(owner=house.meng).exists()


def test_a_constant_number_of_queries(bond):
    """However much happened."""
    bond.bought(bond.mine, 20, "100")
    bond.spoke(3)
    with CaptureQueriesContext(connection) as few:
        queries.proposals_of(bond.mine, bond.days)
    for day in range(2, 9):
        bond.bought(bond.mine, day * 10, "100")
        bond.spoke(day)
    with CaptureQueriesContext(connection) as many:
        queries.proposals_of(bond.mine, bond.days)
    assert len(many) == len(few) < 60
