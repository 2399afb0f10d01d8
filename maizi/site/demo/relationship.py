"""Relations of the demo company: evaluations that are filled in, wait, and are reviewed."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.relationship import actions
from maizi.relationship.actions import Given
from maizi.relationship.terms import Indicator

PROBLEMS = ("设备科换了科长，还没有认识；今年只联系过两次。", "采购还在分给另一家，问不出份额。")
STRATEGY = (
    "本月上门认识新科长，账期到期前一周由财务提醒。",
    "请技术部做一次节能测算，争取第二条线。",
)
HEARD = Given(Decimal(80), "年终座谈时采购和设备科都说满意")


def build_relationship(people: dict[str, User]) -> None:
    """Three of the best customers of chenmo are evaluated: one reviewed, one waiting, one begun."""
    chen, lin = (User.objects.get(pk=people[name].pk) for name in ("chenmo", "linyue"))
    last = timezone.localdate() - timedelta(days=1)
    rows = Customer.objects.filter(owner=chen, pool=None, archived_at=None, orders__isnull=False)
    for at, customer in enumerate(rows.order_by("id").distinct()[:3]):
        row = actions.begin(customer, starts_on=last - timedelta(days=364), ends_on=last, by=chen)
        if at == 2:
            return
        given = {Indicator.SATISFACTION: HEARD} if at == 0 else {}
        row = actions.fill(row, given=given, problems=PROBLEMS[at], strategy=STRATEGY[at], by=chen)
        row = actions.hand_in(row, by=chen)
        if at == 0:
            actions.review(row, is_agreed=True, opinion="同意，季末看付款有没有改善。", by=lin)
