"""The night over every customer beside the SQL that reads the same rows; a day full of promises."""

import random
import resource
from datetime import timedelta
from decimal import Decimal

from .measure import Aim, Row, timed
from .pages import Browser

PROMISES = 5_000
STEP = 2_000
ORDERS_EACH = 3
WHO = "seller9"
NIGHT_AIM, QUIET_AIM = Aim(ratio=70), Aim(ratio=30)


def run(size: int) -> list[Row]:
    """The first night, a night in which nothing changes, and 今日 with 5,000 open promises."""
    fill()
    forget()
    first = timed("每晚：发展阶段与回访计划，从头算起", work=_night, times=1, warm=0)
    before = _memory()
    quiet = timed("每晚：没有变化的一夜", work=_night, times=3, warm=1)
    quiet = quiet.noted(f"{size} 个客户，多用内存 {_memory() - before} MB")
    read = timed("裸 SQL：读出同样的客户、订单、联系、历程", work=_read, times=3, warm=1)
    promise()
    seller = Browser(WHO)
    due = timed("裸 SQL：一个人到期的约定", work=_due)
    day = timed("今日，五千个到期的约定", work=lambda n: seller.get("/"), times=20)
    return [(first, read, NIGHT_AIM), (quiet, read, QUIET_AIM), (day, due, None)]


def _night(_number: int) -> None:
    """What `care.night` does, without the job around it."""
    from django.db import transaction
    from django.utils import timezone

    from maizi.care import actions, queries
    from maizi.care.queries.night import next_ids

    today, now, place = timezone.localdate(), timezone.now(), 0
    cuts = queries.cuts_on(today)
    while ids := next_ids(place):
        with transaction.atomic():
            known = actions.hold(ids, today=today)
            actions.move_along(known, now=now)
            actions.plan_visits(known, cuts=cuts, today=today)
        place = ids[-1]


def _read(_number: int) -> None:
    """Every row that the night needs, in plain order, without a thought."""
    from django.db import connection

    wanted = (
        "SELECT id, name, lifecycle, owner_id, ka_status, created_at FROM customers_customer",
        "SELECT customer_id, ordered_on, net_yuan, state FROM sales_order ORDER BY 1, 2",
        "SELECT customer_id, max(at) FROM customers_activity WHERE channel <> 'note' GROUP BY 1",
        "SELECT * FROM care_stagespell WHERE until IS NULL",
        "SELECT * FROM care_returnplan",
    )
    with connection.cursor() as cursor:
        for sql in wanted:
            cursor.execute(sql)
            while cursor.fetchmany(STEP):
                pass


def forget() -> None:
    """As on the day of installation."""
    from maizi.care.models import ReturnPlan, StageSpell

    ReturnPlan.objects.all().delete()
    StageSpell.objects.all().delete()


def _due(_number: int) -> None:
    from django.utils import timezone

    from maizi.customers.models import Customer

    rows = Customer.objects.filter(
        owner__username=WHO, next_contact_on__lte=timezone.localdate()
    ).order_by("next_contact_on", "id")  # fmt: skip
    list(rows.values_list("pk", "name", "next_contact_on")[:60])


def _memory() -> int:
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def promise() -> None:
    """Five thousand contacts promised for today, all of one seller."""
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.customers.models import Customer

    seller, today = User.objects.get(username=WHO), timezone.localdate()
    ids = list(Customer.objects.order_by("pk").values_list("pk", flat=True)[:PROMISES])
    Customer.objects.filter(pk__in=ids).update(
        owner=seller, org_unit=seller.unit, pool=None, next_contact_on=today
    )


def fill() -> None:
    """Three completed orders for each customer, unless they are there."""
    from django.utils import timezone

    from maizi.customers.models import Customer
    from maizi.kernel.ids import new_ids
    from maizi.sales.models import Order

    if Order.objects.filter(no__startswith="CARE").exists():
        return
    today, now, dice, place = timezone.localdate(), timezone.now(), random.Random(8), 0
    rows = Customer.objects.filter(owner__isnull=False).order_by("pk")
    while known := list(rows.filter(pk__gt=place).values_list("pk", "owner", "org_unit")[:STEP]):
        place, made = known[-1][0], []
        ids = iter(new_ids(len(known) * ORDERS_EACH))
        for pk, owner, unit in known:
            for _ in range(ORDERS_EACH):
                id_ = next(ids)
                made.append(Order(
                    id=id_, no=f"CARE{id_}", customer_id=pk, owner_id=owner, org_unit_id=unit,
                    created_by_id=owner, state="completed", confirmed_at=now, created_at=now,
                    ordered_on=today - timedelta(days=dice.randrange(700)),
                    net_yuan=Decimal(dice.randrange(100, 90_000)),
                ))  # fmt: skip
        Order.objects.bulk_create(made)
