"""What customers of the demo company owe: opening balances, receipts, limits, a statement."""

import random
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.credit import actions
from maizi.credit.models import CreditAccount, OpenItem
from maizi.credit.terms import PayWay
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer

OWING, STEP = 26, 7  # every seventh customer of those with an owner
LIMITS = (50_000, 100_000, 200_000, 300_000, 500_000, 800_000)
WAYS = (PayWay.TRANSFER, PayWay.TRANSFER, PayWay.TRANSFER, PayWay.ACCEPTANCE, PayWay.WECHAT)
HELD = "三次承诺付款均未兑现，已发律师函"


@transaction.atomic
def build_receivables(people: dict[str, User]) -> None:
    """Two dozen accounts with bills of all ages, paid in part; one on hold, one written off."""
    chance, today = random.Random(20261122), timezone.localdate()
    rows = visible_customers(people["shenyan"]).filter(
        owner__isnull=False, party_type="enterprise", archived_at=None
    )
    customers = list(rows.order_by("id")[: OWING * STEP : STEP])
    for number, customer in enumerate(customers):
        _agree(customer, chance, by=people["wangxin"])
        _bills(customer, number, chance, by=people["shenyan"])
    accounts = list(CreditAccount.objects.filter(receivable_yuan__gt=0).order_by("oldest_due_on"))
    actions.hold(accounts[0], reason=HELD, by=people["wangxin"])
    _statements(accounts, today, by=people["shenyan"])
    _write_off(accounts[1], by=people["shenyan"])
    actions.remind(today=today)


def _agree(customer: Customer, chance: random.Random, *, by: User) -> None:
    agreed = actions.Agreed(Decimal(chance.choice(LIMITS)), chance.choice((15, 30, 60)), 7)
    actions.agree(customer, agreed, reason="年度授信", by=by)


def _bills(customer: Customer, number: int, chance: random.Random, *, by: User) -> None:
    """Three to five bills of the last seven months; most are paid, some late, some not at all."""
    today, terms = timezone.localdate(), customer.credit_account.terms_days
    slack = (20, 45, 75, 130, 400)[number % 5]  # days until somebody pays
    for place in range(3 + number % 3):
        on = today - timedelta(days=210 - place * 48 - chance.randrange(20))
        amount = Decimal(chance.randrange(30_000, 900_000)) / 10
        bill = f"FP{on:%y%m}{number:02d}{place}"
        actions.post_opening(customer, amount_yuan=amount, on=on, by=by, number=bill,
                             due_on=on + timedelta(days=terms))  # fmt: skip
        paid_on = on + timedelta(days=slack + chance.randrange(15))
        if paid_on < today and chance.random() < 0.85:
            _pay(customer, amount=amount, on=paid_on, chance=chance, by=by)


def _pay(customer: Customer, *, amount: Decimal, on: date, chance: random.Random, by: User) -> None:
    part = amount if chance.random() < 0.7 else (amount / 2).quantize(Decimal(100))
    actions.post_receipt(customer, amount_yuan=part, on=on, way=chance.choice(WAYS), by=by)


def _statements(accounts: list[CreditAccount], today: date, *, by: User) -> None:
    """Three for last month: one confirmed, one disputed, one not answered."""
    last = today.replace(day=1) - timedelta(days=1)
    answers = ((True, "王会计", ""), (False, "李经理", "九月有一笔 5,000 元的退货没有扣减"), None)
    for account, answer in zip(accounts[2:5], answers, strict=False):
        first = (last - timedelta(days=60)).replace(day=1)
        row = actions.make_statement(account, from_on=first, to_on=last, by=by)
        actions.send_statement(row, by=by)
        if answer:
            agrees, name, text = answer
            actions.answer_statement(row, agrees=agrees, name=name, answer=text)


def _write_off(account: CreditAccount, *, by: User) -> None:
    """A small rest nobody will pay, waiting for the director."""
    owed = OpenItem.objects.filter(account=account, is_debit=True).order_by("due_on").first()
    amount = min(owed.open_yuan, Decimal(2_000))
    reason = "对方已注销，余款确认收不回"
    actions.ask_write_off(owed.entry, amount_yuan=amount, reason=reason, by=by)
