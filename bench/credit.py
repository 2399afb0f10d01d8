"""Ages of a hundred thousand open entries, on any day; sixteen writers who hold credit, and who
submit orders on which credit decides."""

from datetime import timedelta
from decimal import Decimal

from .measure import Aim, Row, timed
from .racing import WRITERS, race
from .selling import fill_shelves

ACCOUNTS, OPEN, PAID = 2_000, 50, 10  # of each account: open, and paid long ago
TURNS, ORDERS = 20, 5
SINCE = 300


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at)."""
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.credit import queries
    from maizi.credit.models import CreditAccount

    _fill()
    today = timezone.localdate()
    every, past = CreditAccount.objects.all(), today - timedelta(days=100)
    now_bare = timed(
        "十万笔未结的账龄，今天，裸 SQL", work=_bare(*_open_sql(today)), times=15, warm=2
    )
    past_bare = timed(
        "十万笔未结的账龄，100 天前，裸 SQL", work=_bare(*_past_sql(past)), times=8, warm=1
    )
    now = timed(
        "十万笔未结的账龄，今天", work=lambda n: queries.ageing(every, today), times=15, warm=2
    )
    then = timed("十万笔未结的账龄，100 天前", work=lambda n: queries.ageing(every, past),
                 times=8, warm=1)  # fmt: skip
    held = race("bench.reserving", "action", TURNS, f"占用额度，{WRITERS} 个写入者")
    _grade(today)
    graded = race("bench.reserving", "graded", TURNS, f"占用额度，有信用等级，{WRITERS} 个写入者")
    bare = race("bench.reserving", "bare", TURNS, f"锁、改、插一行，裸 SQL，{WRITERS} 个写入者")
    one_bare = race("bench.reserving", "same", TURNS, "锁、改、插一行，裸 SQL，都抢一个账户")
    boss = User.objects.get(username="boss")
    fill_shelves(boss)
    _trade_before(boss, today)
    _grade(today, "b", 30)
    order = race("bench.deciding", "apart", ORDERS, f"确认订单，信用判断放行，{WRITERS} 个写入者")
    one = race("bench.deciding", "same", ORDERS, f"同一个客户的订单，{WRITERS} 个写入者")
    return [
        (now, now_bare, 2.0),
        (then, past_bare, 2.0),
        (now_bare, None, None),
        (past_bare, None, None),
        (held, bare, Aim()),
        (graded, bare, Aim()),
        (order, bare, Aim()),
        (one, one_bare, Aim()),
        (bare, None, None),
        (one_bare, None, None),
    ]


def _grade(today, grade: str = "c", terms_days: int = 15) -> None:
    """Give every account a grade that decides: first trades, terms, the watch of grade C."""
    from maizi.credit.models import CreditAccount

    until = today + timedelta(days=365)
    CreditAccount.objects.update(grade=grade, terms_days=terms_days, grade_until_on=until)


def _trade_before(boss, today) -> None:
    """Let whoever orders have been billed and have paid: a first trade waits for a director."""
    from maizi.credit import actions
    from maizi.credit.queries import has_traded
    from maizi.credit.terms import PayWay
    from maizi.kernel.ids import new_id
    from maizi.kernel.sources import Source

    from .deciding import graded

    for account in graded()[:WRITERS]:
        if has_traded(account):
            continue
        source, before = Source("bench.invoice", new_id(), f"B{new_id()}"), today - timedelta(50)
        actions.post_invoice(
            account.customer, source=source, amount_yuan=Decimal(100), on=before,
            due_on=before + timedelta(30), number=source.number, by=boss,
        )  # fmt: skip
        actions.post_receipt(account.customer, amount_yuan=Decimal(100), on=before,
                             way=PayWay.TRANSFER, by=boss)  # fmt: skip


def _bare(sql: str, values: list):
    """A function that runs a statement and fetches what it gives, nothing else."""
    from django.db import connection

    def ask(_number):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return ask


CASES = (
    "CASE WHEN due_on >= %s THEN 0 WHEN due_on >= %s THEN 1 WHEN due_on >= %s THEN 2"
    " WHEN due_on >= %s THEN 3 WHEN due_on >= %s THEN 4 ELSE 5 END"
)


def _days(on) -> list[str]:
    return [(on - timedelta(days=days)).isoformat() for days in (0, 30, 60, 90, 180)]


def _open_sql(on) -> tuple[str, list]:
    sql = f"SELECT account_id, {CASES} b, is_debit, SUM(open_yuan) FROM credit_openitem"
    return f"{sql} GROUP BY 1, 2, 3", _days(on)


def _past_sql(on) -> tuple[str, list]:
    """What each entry had open, summed by account and bucket: one statement."""
    sql = (
        f"SELECT account_id, {CASES} b, amount_yuan > 0 d,"
        " SUM(amount_yuan - COALESCE(p.paid, 0)) FROM credit_entry e LEFT JOIN ("
        "  SELECT id, SUM(paid) paid FROM ("
        '   SELECT debit_id id, amount_yuan paid FROM credit_allocation WHERE "on" <= %s'
        '   UNION ALL SELECT credit_id, -amount_yuan FROM credit_allocation WHERE "on" <= %s) q'
        '  GROUP BY id) p ON p.id = e.id WHERE e."on" <= %s GROUP BY 1, 2, 3'
    )
    return sql, [*_days(on), on.isoformat(), on.isoformat(), on.isoformat()]


def _fill() -> None:
    """Accounts with open and paid entries of the last three hundred days; kept."""
    from django.utils import timezone

    from maizi.credit.models import Allocation, CreditAccount, Entry, OpenItem
    from maizi.customers.models import Customer

    if OpenItem.objects.count() >= ACCOUNTS * OPEN:
        return
    today, now = timezone.localdate(), timezone.now()
    ids = Customer.objects.order_by("id").values_list("pk", flat=True)[:ACCOUNTS]
    accounts = [CreditAccount(customer_id=pk, limit_yuan=10**9, available_yuan=10**9) for pk in ids]
    CreditAccount.objects.bulk_create(accounts, batch_size=500)
    for account in accounts:
        entries, opened, pairs = [], [], []
        for n in range(OPEN + 2 * PAID):
            is_receipt = n >= OPEN + PAID
            on = today - timedelta(days=n * 7919 % SINCE)
            amount = Decimal(1000 + n % PAID) if n >= OPEN else Decimal(100 + n)
            entry = Entry(
                account=account, kind="receipt" if is_receipt else "invoice", on=on, at=now,
                amount_yuan=-amount if is_receipt else amount, due_on=on + timedelta(days=30),
            )  # fmt: skip
            entries.append(entry)
            if n < OPEN:
                opened.append(OpenItem(entry=entry, account=account, is_debit=True,
                                      due_on=entry.due_on, open_yuan=amount))  # fmt: skip
            elif is_receipt:
                bill = entries[n - PAID]
                pairs.append(Allocation(account=account, debit=bill, credit=entry, at=now,
                                        amount_yuan=amount, on=max(bill.on, on)))  # fmt: skip
        Entry.objects.bulk_create(entries)
        OpenItem.objects.bulk_create(opened)
        Allocation.objects.bulk_create(pairs)
