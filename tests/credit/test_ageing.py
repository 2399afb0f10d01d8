"""I-8: ages by days past due on any day, DSO, reminders."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.credit import actions, queries
from maizi.credit.models import CreditAccount
from maizi.credit.rules.ageing import (
    bucket_of,
    days_sales_outstanding,
    reminder_due,
)
from maizi.credit.terms import AgeBucket
from maizi.customers.models import Customer
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from tests.house import fresh

DUE = date(2026, 3, 1)
OFFSETS = (-3, 0, 3, 10, 30)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-5, "not_due"), (0, "not_due"), (1, "d30"), (30, "d30"), (31, "d60"), (60, "d60"),
     (61, "d90"), (90, "d90"), (91, "d180"), (180, "d180"), (181, "over"), (999, "over")],
)  # fmt: skip
def test_the_buckets_of_the_specification(days, bucket):
    assert bucket_of(DUE, DUE + timedelta(days=days)) == bucket


def test_dso_is_undefined_without_sales():
    """I-8: sales 0 → NULL (0.3)."""
    assert days_sales_outstanding(Decimal(100), Decimal(0), 365) is None
    assert days_sales_outstanding(Decimal(100), Decimal(400), 360) == Decimal(90)


@pytest.mark.parametrize(
    ("days", "step"),
    [(-4, None), (-3, -3), (-1, -3), (0, 0), (2, 0), (3, 3), (10, 10), (29, 10), (400, 30)],
)
def test_reminders_have_their_days(days, step):
    assert reminder_due(DUE, DUE + timedelta(days=days), OFFSETS) == step


@pytest.mark.django_db
class TestOnAnyDay:
    """The same through the tables."""

    def aged(self, ledger, back=0):
        found = queries.ageing(CreditAccount.objects.all(), ledger.day(-back))
        return found.get(ledger.account.pk)

    def test_yesterday_is_asked_as_it_was(self, ledger):
        ledger.bill("100", on=-100, due=-70)
        ledger.bill("40", on=-20, due=10)
        ledger.pay("30", on=-5)
        now = self.aged(ledger)
        assert now.buckets[AgeBucket.D90] == 70 and now.buckets[AgeBucket.NOT_DUE] == 40
        before = self.aged(ledger, back=10)
        assert before.buckets[AgeBucket.D60] == 100, "the receipt was not there yet"
        assert self.aged(ledger, back=80).buckets[AgeBucket.NOT_DUE] == 100
        assert self.aged(ledger, back=101) is None
        assert now.overdue_yuan == 70 and now.receivable_yuan == 110
        rows = queries.open_as_of(CreditAccount.objects.all(), ledger.day(-10))
        assert sorted(row.open_yuan for row in rows) == [40, 100]

    def test_dso_over_the_sales_of_the_days_before(self, ledger):
        ledger.bill("400", on=-10)
        ledger.pay("300")
        every = CreditAccount.objects.all()
        assert queries.days_outstanding(every, ledger.today, days=360) == 90
        assert queries.days_outstanding(every, ledger.day(-11), days=5) is None

    def test_the_owner_is_reminded_once_for_each_step(self, ledger):
        ledger.bill("100", due=3)
        paid = ledger.bill("50", on=-1, due=0)
        actions.remind(today=ledger.today)
        actions.remind(today=ledger.today)
        todos = Todo.objects.filter(source="credit.due", owner=ledger.chen)
        assert todos.count() == 2 and any("还差 3 天" in todo.title for todo in todos)
        todos.update(state="done", closed_at=timezone.now())
        actions.remind(today=ledger.today)
        assert todos.filter(state="open").count() == 0, "done for this step"
        actions.remind(today=ledger.day(3))
        assert any("已逾期 3 天" in todo.title for todo in todos.filter(state="open"))
        ledger.pay("50", allocate_to={paid.pk: Decimal(50)})
        assert actions.settle_over() == 1
        assert todos.filter(object_id=paid.pk, state="open").count() == 0

    def test_a_reminder_goes_where_the_customer_goes(self, ledger):
        ledger.bill("100", due=3)
        actions.remind(today=ledger.today)
        assert actions.settle_over() == 0
        xu = ledger.house.xu
        Customer.objects.filter(pk=ledger.customer.pk).update(owner=xu)
        assert actions.settle_over() == 1
        actions.remind(today=ledger.today)
        (left,) = Todo.objects.filter(source="credit.due", state="open")
        assert left.owner_id == xu.pk

    def test_nobody_is_reminded_four_days_ahead(self, ledger):
        ledger.bill("100", due=4)
        assert actions.remind(today=ledger.today) is None and not Todo.objects.exists()

    def test_write_off_waits_for_somebody_elses_yes(self, ledger):
        from maizi.approvals import actions as approving
        from maizi.approvals.models import ApprovalCase

        actions.seed_approvals()
        bill = ledger.bill("100", on=-90, due=-60)
        ask = {"reason": "对方注销", "by": ledger.fin}
        with pytest.raises(Refused, match=r"100\.00"):
            actions.ask_write_off(bill, amount_yuan=Decimal("100.01"), **ask)
        row = actions.ask_write_off(bill, amount_yuan=Decimal(100), **ask)
        assert ledger.sums()["receivable"] == "100.00", "nothing is posted before the yes"
        with pytest.raises(Refused):
            actions.ask_write_off(bill, amount_yuan=Decimal(1), **ask)
        case = ApprovalCase.objects.get()
        approving.agree(case, by=fresh(ledger.house.boss), digest=case.digest)
        row.refresh_from_db()
        assert row.state == "done" and row.posted.amount_yuan == -100
        assert ledger.sums()["receivable"] == "0.00"
        actions.reverse(row.posted, on=ledger.today, reason="又付款了", by=ledger.fin)
        assert ledger.sums()["receivable"] == "100.00"

    def test_a_refused_write_off_is_over(self, ledger):
        from maizi.approvals import actions as approving
        from maizi.approvals.models import ApprovalCase

        actions.seed_approvals()
        bill = ledger.bill("100", on=-90, due=-60)
        row = actions.ask_write_off(bill, amount_yuan=Decimal(5), reason="少", by=ledger.fin)
        case = ApprovalCase.objects.get()
        approving.reject(case, by=fresh(ledger.house.boss), digest=case.digest, opinion="再催")
        row.refresh_from_db()
        assert row.state == "closed" and ledger.sums()["receivable"] == "100.00"
