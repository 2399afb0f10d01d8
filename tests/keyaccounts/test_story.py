"""From the grade to the list, the limit, the stopped order, the exception, the payment."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase
from maizi.credit import actions as credit
from maizi.credit.terms import CreditGrade, PayWay
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.kernel.errors import Refused
from maizi.keyaccounts import actions
from maizi.keyaccounts.models import KeyAccount
from maizi.keyaccounts.terms import Trigger
from maizi.sales.actions import submit_order
from maizi.sales.models import Order
from tests.house import fresh
from tests.sales.conftest import Trade

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade(house) -> Trade:
    made = Trade(house)
    actions.seed_approvals()
    made.qu = fresh(house.person("qu", "曲处长", house.nanjing, "ka_office_district"))
    made.du = fresh(house.person("du", "杜部长", house.east, "ka_department_region"))
    made.zong = fresh(house.person("zong", "宗主任", house.hq, "ka_centre_hq"))
    Customer.objects.filter(pk=made.customer.pk).update(ka_status=KaStatus.KEY)
    return made


def bought(trade, amount: str) -> None:
    """A year's trade, paid on the day it fell due."""
    due_on = trade.today - timedelta(days=20)
    bill = credit.post_opening(
        trade.customer, amount_yuan=Decimal(amount), on=due_on - timedelta(days=30),
        due_on=due_on, by=trade.fin, number="QC-1",
    )  # fmt: skip
    credit.post_receipt(
        trade.customer, amount_yuan=Decimal(amount), on=due_on, by=trade.fin,
        way=PayWay.TRANSFER, allocate_to={bill.pk: Decimal(amount)},
    )  # fmt: skip


def regraded(trade, letter: str, limit: str) -> None:
    """Another grade through district, region and headquarters."""
    terms = 0 if letter == "d" else 15
    row = actions.raise_candidate(trade.customer, trigger=Trigger.HAND, why="付款变慢", by=trade.qu)
    form = actions.Form(CreditGrade(letter), Decimal(limit), terms, "付款变慢", is_below_known=True)
    row = actions.file_change(row, form, by=trade.qu)
    case = ApprovalCase.objects.filter(object_id=row.pk).latest("pk")
    for person in (trade.du, trade.zong):
        approvals.agree(case, by=person, opinion="同意", digest=case.digest)


def waiting(row) -> ApprovalCase:
    return ApprovalCase.objects.get(object_id=row.pk, state="pending")


def test_from_the_grade_to_the_released_order(trade):
    """D-10, D-20, D-30: what passes, what is asked again, what is refused, what money releases."""
    bought(trade, "1200000")
    actions.review([trade.customer.pk], today=trade.today)
    assert KeyAccount.objects.get(customer=trade.customer).colour == "red"
    graded = credit.Graded(CreditGrade.B, Decimal(95_000))
    credit.apply_grade(trade.customer, graded, reason="评级", by=trade.officer)

    row = trade.confirmed((trade.machine, "1", "100000"), terms_days=15)
    assert row.state == "waiting" and waiting(row).payload["level"] == "sales_lead"

    regraded(trade, "c", "60000")
    row = Order.objects.get(pk=row.pk)
    assert row.state == "waiting", "judged anew by the new grade"
    assert waiting(row).payload["level"] == "hq"
    assert ApprovalCase.objects.filter(object_id=row.pk, state="withdrawn").count() == 1
    trade.decide(row, trade.boss)
    assert row.state == "confirmed" and trade.account.available_yuan == Decimal(-40_000)

    regraded(trade, "d", "0")
    row.refresh_from_db()
    assert row.state == "confirmed", "what was approved keeps its terms"
    more = trade.order((trade.filter, "1"))
    with pytest.raises(Refused, match="信用等级D不予赊销"):
        submit_order(more, by=trade.chen)
    Order.objects.filter(pk=more.pk).update(prepaid_yuan=more.amount_yuan)
    assert submit_order(Order.objects.get(pk=more.pk), by=trade.chen).state == "confirmed"
