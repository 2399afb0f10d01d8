"""The nightly re-rating of every customer of the ground, ten ledger entries each, and bare SQL.

`--size 100000` gives a hundred thousand customers with a million entries. A night without news is
measured, and one in which every tenth grade has expired: reviews, to-dos, notices, history.
"""

import resource
from datetime import timedelta
from decimal import Decimal

from .measure import Aim, Row, timed

BILLS = 5  # of each customer; as many receipts: a hundred thousand customers have a million entries
STEP = 2_000
NIGHT, BUSY = Aim(ratio=15), Aim(ratio=40)
MEGABYTE = 1024
RATED = (
    " JOIN credit_creditaccount a ON a.id = r.account_id"
    " JOIN rating_standing s ON s.customer_id = a.customer_id"
)
STANDINGS = (
    "SELECT id, customer_id, card_id, grade, until_on, fixed_points, fixed_weight,"
    " statement_end, live_score, live_grade, overdue_days FROM rating_standing"
)
BOOKED = (
    'SELECT r.id, r.account_id, r.due_on, r.amount_yuan, r."on" FROM credit_entry r'
    f"{RATED} WHERE r.amount_yuan > 0"
)
SETTLED = (
    'SELECT r.debit_id, r."on", r.amount_yuan, c.kind FROM credit_allocation r'
    f" JOIN credit_entry c ON c.id = r.credit_id{RATED}"
)


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at)."""
    from maizi.rating.models import Review

    count = _fill()
    _forget()
    _night(0)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    night = timed(f"夜间重算 {count:,} 个客户的评级", work=_night, times=2, warm=0)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // MEGABYTE
    bare = timed("读同样的行，裸 SQL", work=_bare, times=3, warm=1)
    busy = timed(f"同一夜，{_expire():,} 个客户要复评", work=_night, times=1, warm=0)
    raised = Review.objects.count()
    _forget()
    return [
        (night.noted(f"内存增加 {grown} MB"), bare, NIGHT),
        (busy.noted(f"提出 {raised:,} 件复评"), bare, BUSY), (bare, None, None),
    ]  # fmt: skip


def _expire() -> int:
    """Let every tenth grade have run out; how many."""
    from django.utils import timezone

    from maizi.rating.models import Standing

    ids = list(Standing.objects.order_by("pk").values_list("pk", flat=True))[::10]
    for start in range(0, len(ids), STEP):
        part = Standing.objects.filter(pk__in=ids[start : start + STEP])
        part.update(until_on=timezone.localdate() - timedelta(1))
    return len(ids)


def _forget() -> None:
    """The ground as it was before."""
    from django.utils import timezone

    from maizi.inbox.models import Delivery, Notice, Todo
    from maizi.rating.models import Review, Standing

    Delivery.objects.filter(event="rating.review").delete()
    Notice.objects.filter(event="rating.review").delete()
    Todo.objects.filter(source="rating.review").delete()
    Review.objects.all().delete()
    Standing.objects.update(until_on=timezone.localdate() + timedelta(170))


def _night(_number: int) -> None:
    """As the nightly task does it, slice by slice."""
    from maizi.rating.actions.nightly import laid_down, remeasure

    laid, after = laid_down(), 0
    while after is not None:
        after = remeasure(laid, after=after)


def _bare(_number: int) -> None:
    """The same rows, fetched and thrown away."""
    from django.db import connection

    for sql in (STANDINGS, BOOKED, SETTLED):
        with connection.cursor() as cursor:
            cursor.execute(sql)
            while cursor.fetchmany(STEP):
                pass


def _fill() -> int:
    """A ledger and a standing for every customer that has none yet; kept."""
    from django.db import connection

    from maizi.customers.models import Customer
    from maizi.rating import actions
    from maizi.rating.models import Scorecard, Standing

    actions.seed_cards()
    card = Scorecard.objects.get(name="5C 评分卡", state="active")
    rows = Customer.objects.filter(credit_standing=None, owner__isnull=False)
    while part := list(rows.order_by("pk").select_related("owner")[:STEP]):
        _ledgers(part)
        _standings(part, card)
    with connection.cursor() as cursor:  # as every night
        cursor.execute("ANALYZE")
    return Standing.objects.count()


def _ledgers(customers: list) -> None:
    """Five bills a month apart, each paid on its day or some days late."""
    from django.utils import timezone

    from maizi.credit.models import Allocation, CreditAccount, Entry

    today, now = timezone.localdate(), timezone.now()
    there = set(CreditAccount.objects.filter(customer__in=customers).values_list("customer_id"))
    accounts = [CreditAccount(customer=c) for c in customers if (c.pk,) not in there]
    CreditAccount.objects.bulk_create(accounts)
    bills, receipts, pairs = [], [], []
    for place, account in enumerate(accounts):
        for n in range(BILLS):
            on = today - timedelta(days=90 + 60 * n)
            late = (place + n) % 9 - 5
            bill = Entry(account=account, kind="invoice", on=on, due_on=on + timedelta(30), at=now,
                         amount_yuan=Decimal(1000 + n))  # fmt: skip
            paid = Entry(account=account, kind="receipt", on=bill.due_on + timedelta(late), at=now,
                         due_on=bill.due_on, amount_yuan=-bill.amount_yuan)  # fmt: skip
            bills.append(bill)
            receipts.append(paid)
            pairs.append(Allocation(account=account, debit=bill, credit=paid, on=paid.on, at=now,
                                    amount_yuan=bill.amount_yuan))  # fmt: skip
    for model, rows in ((Entry, bills), (Entry, receipts), (Allocation, pairs)):
        model.objects.bulk_create(rows, batch_size=STEP)


def _standings(customers: list, card) -> None:
    """Everybody rated B by an evaluation of his own."""
    from django.utils import timezone

    from maizi.rating.models import Evaluation, Standing

    now = timezone.now()
    until = timezone.localdate() + timedelta(170)
    made = [
        Evaluation(no=f"B{c.pk}", customer=c, card=card, by=c.owner, at=now, state="approved",
                   score=78, grade="b", approved_on=now.date())
        for c in customers
    ]  # fmt: skip
    Evaluation.objects.bulk_create(made, batch_size=STEP)
    Standing.objects.bulk_create([
        Standing(customer=row.customer, evaluation=row, card=card, grade="b", score=78,
                 until_on=until, fixed_points=6400, fixed_weight=85)
        for row in made
    ], batch_size=STEP)  # fmt: skip
