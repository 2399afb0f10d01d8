"""Plans, quotes before the need is confirmed, agreements after a win (A-11, B-10, B-12)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.clocks.actions import advance
from maizi.clocks.queries import open_clock
from maizi.customers.models import Customer
from maizi.development import actions as development
from maizi.development.events import OpportunityClosed
from maizi.development.models import Agreement, Opportunity
from maizi.development.pages import AGREEMENTS
from maizi.development.terms import DealState
from maizi.fields.actions import change_parameter
from maizi.groupbuys import access, actions
from maizi.groupbuys.models import AgreementDue, GroupBuyPlan, OutreachRecord
from maizi.groupbuys.pages import OUTREACH
from maizi.groupbuys.terms import PlanState
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kit.pages import save
from maizi.sales import actions as sales

TODAY = timezone.localdate


def step(plan, sort):
    return plan.tasks.get(sort=sort)


def lenient(circle):
    change_parameter("gb.min_completeness", given=["0"], by=circle.boss, reason="测试")


def test_nobody_leaves_collection_with_half_a_file(circle):
    """A-11: 80 % by default."""
    plan = circle.plan()
    with pytest.raises(Refused, match="%"):
        actions.move_plan(plan, to=PlanState.ANALYSING, by=circle.chen)
    lenient(circle)
    assert actions.move_plan(plan, to=PlanState.ANALYSING, by=circle.chen).state == "analysing"


def test_no_quote_before_the_need_is_confirmed(circle):
    """B-10, strategy 1 step 4: the refusal names the plan and what to do."""
    plan = circle.plan()
    quote = circle.quote((circle.filter, "10"))
    quote = sales.submit_quote(quote, by=circle.chen)
    with pytest.raises(Refused, match="还没有确认真有需求.*先不要报价"):
        sales.send_quote(quote, by=circle.chen)
    need = step(plan, "need")
    actions.finish_step(need, by=circle.chen, note="还在观望", is_yes=False)
    with pytest.raises(Refused, match="先不要报价"):
        sales.send_quote(quote, by=circle.chen)
    actions.finish_step(need, by=circle.chen, note="中秋福利 200 份", is_yes=True)
    assert sales.send_quote(quote, by=circle.chen).state == "sent"
    other = sales.start_quote(circle.customers[0], by=circle.chen)
    circle.add(other, (circle.filter, "1"))
    other = sales.submit_quote(other, by=circle.chen)
    assert sales.send_quote(other, by=circle.chen).state == "sent"


def test_steps_are_to_dos_and_say_what_was_done(circle):
    """B-10: steps as plan tasks."""
    plan = circle.plan()
    assert plan.tasks.count() == 12
    one = actions.plan_step(step(plan, "structure"), due_on=TODAY(), by=circle.chen)
    assert Todo.objects.filter(source=access.STEP_SOURCE, owner=circle.chen, state="open").exists()
    with pytest.raises(Refused, match="早于今天"):
        actions.plan_step(one, due_on=TODAY() - timedelta(1), by=circle.chen)
    with pytest.raises(Refused, match="做了什么"):
        actions.finish_step(one, by=circle.chen, note=" ")
    with pytest.raises(Refused, match="晚于今天"):
        actions.finish_step(one, by=circle.chen, note="画了图", on=TODAY() + timedelta(1))
    actions.finish_step(one, by=circle.chen, note="画了组织结构图")
    assert not Todo.objects.filter(source=access.STEP_SOURCE, state="open").exists()


def test_one_open_plan_for_a_customer(circle):
    plan = circle.plan()
    with pytest.raises(Refused, match="已经有一份"):
        circle.plan()
    actions.move_plan(plan, to=PlanState.LOST, by=circle.chen, reason="改用直采")
    with pytest.raises(Refused, match="已经结束"):
        actions.finish_step(step(plan, "need"), by=circle.chen, note="晚了")
    with pytest.raises(Refused, match="已经结束"):
        save_again(GroupBuyPlan.objects.get(pk=plan.pk), circle)
    assert circle.plan().pk != plan.pk


def save_again(plan, circle):
    actions.save_plan(plan, "change", by=circle.chen)


def test_a_won_plan_and_the_summary(circle):
    """B-10: the analysis before the strategy; B-12 after the win."""
    lenient(circle)
    plan = actions.move_plan(circle.plan(), to=PlanState.ANALYSING, by=circle.chen)
    with pytest.raises(Refused, match="汇总与分析"):
        actions.move_plan(plan, to=PlanState.DEVELOPING, by=circle.chen)
    plan = actions.move_plan(plan, to=PlanState.DEVELOPING, by=circle.chen, summary="工会管福利")
    actions.move_plan(plan, to=PlanState.WON, by=circle.chen)
    due = AgreementDue.objects.get()
    assert due.customer == circle.customer and due.due_on == TODAY() + timedelta(15)


def test_outreach_is_written_down(circle):
    """B-10, strategies 2 and 3: medium, cost, leads."""
    values = {"sort": "media", "name": "行业周刊", "cost_yuan": Decimal(8000), "leads": 4}
    row = OutreachRecord(**values)
    save(OUTREACH, row=row, verb="create", by=circle.chen)
    assert row.owner == circle.chen
    late = OutreachRecord(**values, on=TODAY() + timedelta(1))
    with pytest.raises(Refused, match="不会有线索"):
        save(OUTREACH, row=late, verb="create", by=circle.chen)


def won(circle, name="空压机改造") -> Opportunity:
    row = Opportunity(name=name, customer=circle.customer)
    development.save_opportunity(row, "create", by=circle.chen)
    Opportunity.objects.filter(pk=row.pk).update(state="won", closed_at=timezone.now())
    publish(OpportunityClosed(row.pk, DealState.WON.value))
    return row


def test_an_agreement_is_owed_after_a_win(circle):
    """B-12: due within 15 days; overdue it escalates; done when one is recorded."""
    development.usual_pipeline(by=circle.boss)
    row = won(circle)
    due = AgreementDue.objects.get()
    assert (due.opportunity, due.owner, due.due_on) == (
        row, circle.chen, TODAY() + timedelta(15),
    )  # fmt: skip
    won(circle, "第二次")
    assert AgreementDue.objects.count() == 1
    todo = Todo.objects.get(source=access.AGREEMENT_SOURCE)
    assert todo.owner == circle.chen and todo.due_on == due.due_on and todo.state == "open"
    circle.chen.superior = circle.lin
    circle.chen.save()
    advance(now=timezone.now() + timedelta(days=17))
    late = Notice.objects.filter(event="groupbuys.late")
    assert {n.user_id for n in late} == {circle.chen.pk, circle.lin.pk}
    made = Agreement(
        name="年度协议", customer=Customer.objects.get(pk=circle.customer.pk), scope="滤芯",
        starts_on=TODAY(), ends_on=TODAY() + timedelta(365),
    )  # fmt: skip
    save(AGREEMENTS, row=made, verb="create", by=circle.chen)
    due.refresh_from_db()
    todo.refresh_from_db()
    assert due.agreement == made and due.done_at and todo.state == "done"
    assert open_clock(due, access.AGREEMENT_SOURCE) is None
    won(circle, "第三次")
    assert AgreementDue.objects.count() == 1


def test_a_fulfilled_group_buy_asks_for_agreements_too(circle):
    """B-12."""
    row = circle.running(threshold_value=Decimal(20))
    circle.join(row, 1, 20)
    row.refresh_from_db()
    row = actions.start_ordering(row, by=circle.lin)
    order = sales.submit_order(row.registrations.get().order, by=circle.chen)
    circle.ship(order)
    due = AgreementDue.objects.get()
    assert due.activity == row and due.customer == circle.customers[0]
