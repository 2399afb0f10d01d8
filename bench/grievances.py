"""Twenty thousand complaints, a thousand of them open: board, list, analysis beside bare SQL."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from .measure import Aim, Row, timed
from .pages import Browser

ALL, OPEN = 20_000, 1_000
DAYS = 730
STEP = 1_000
BOARD, LIST = "/complaints/board/", "/complaints/?view=open"
BOARD_AIM = Aim(ratio=40)
YEAR_AIM = Aim(ratio=12)
MOST_QUERIES = 45


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at)."""
    from django.utils import timezone

    fill()
    boss, today = Browser("boss"), timezone.localdate()
    year = f"/complaints/analysis/?since={today - timedelta(days=364)}&until={today}"
    queue = timed("每个阶段的数目和最急的四十件，裸 SQL", work=_queue)
    counted = timed("一年投诉的数目、五种分布、每月数目，裸 SQL", work=_year, times=15, warm=2)
    rows = [
        (timed("投诉看板，一千件未结", work=lambda n: boss.get(BOARD)), queue, BOARD_AIM),
        (timed("投诉列表，一千件未结", work=lambda n: boss.get(LIST)), queue, None),
        (
            timed("投诉分析，一年", work=lambda n: boss.get(year), times=15, warm=2),
            counted,
            YEAR_AIM,
        ),
        (queue, None, None),
        (counted, None, None),
    ]
    for name, address in (("看板", BOARD), ("列表", LIST), ("分析", year)):
        asked = _asked(boss, address)
        print(f"{name}：{asked} 条查询", flush=True)
        if asked > MOST_QUERIES:
            raise SystemExit(f"{name} asks {asked} queries, more than {MOST_QUERIES}")
    return rows


def _asked(browser: Browser, address: str) -> int:
    """How many queries a page asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        browser.get(address)
    return len(found)


def _queue(_number: int) -> None:
    """What the database alone needs for the board."""
    from django.db.models import Count

    from maizi.complaints.models import Complaint
    from maizi.complaints.queries.queue import COLUMNS, MOST_CARDS
    from maizi.complaints.terms import ENDED

    rows = Complaint.objects.exclude(state__in=ENDED)
    list(rows.order_by().values_list("state").annotate(n=Count("pk")))
    for states in COLUMNS:
        here = rows.filter(state__in=states).order_by("priority", "received_at", "id")
        list(here.values_list("pk", "title", "priority", "customer__name")[:MOST_CARDS])


def _year(_number: int) -> None:
    """What the database alone needs for the analysis of a year."""
    from django.db.models import Count
    from django.utils import timezone

    from maizi.complaints.models import Complaint
    from maizi.complaints.queries import DIMENSIONS

    rows = Complaint.objects.filter(received_at__gte=timezone.now() - timedelta(days=365))
    rows = rows.order_by()
    rows.count()
    for name in DIMENSIONS:
        list(rows.values_list(name).annotate(n=Count("pk")))
    list(rows.values_list("main_cause", "main_unit").annotate(n=Count("pk")))
    list(rows.values_list("received_at", "ended_at"))


def fill() -> None:
    """Two years of complaints with the clocks of those still open, unless they are there."""
    from django.utils import timezone

    from maizi.accounts.models import OrgUnit, User
    from maizi.complaints.models import Cause, Complaint
    from maizi.customers.models import Customer

    if Complaint.objects.count() >= ALL:
        return
    boss, now, dice = User.objects.get(username="boss"), timezone.now(), random.Random(5)
    units = list(OrgUnit.objects.all())
    causes = [
        Cause.objects.get_or_create(name=f"原因{n}", defaults={"sort": "man"})[0] for n in range(20)
    ]
    customers = list(Customer.objects.order_by("pk").values_list("pk", flat=True)[:5_000])
    ground = Ground(now, dice, boss, units, causes, customers)
    for start in range(0, ALL, STEP):
        rows = [_one(number, ground) for number in range(start, start + STEP)]
        Complaint.objects.bulk_create(rows)
        _clocks([row for row in rows if row.ended_at is None])


class Ground(NamedTuple):
    """What complaints are made of."""

    now: datetime
    dice: random.Random
    boss: object
    units: list
    causes: list
    customers: list[int]


def _one(number: int, ground: Ground):
    from maizi.complaints.models import Complaint
    from maizi.complaints.terms import Category, State
    from maizi.kernel.ids import new_ids

    now, dice, boss, units, causes, customers = ground
    is_open = number >= ALL - OPEN
    at = now - timedelta(days=dice.uniform(0, 20 if is_open else DAYS))
    states = (State.RECEIVED, State.INVESTIGATING, State.PROPOSED, State.EXECUTING)
    return Complaint(
        id=next(iter(new_ids(1))), no=f"TS{number}", title=f"投诉{number}", words="停机了",
        channel="phone", category=dice.choice(list(Category)), harm="inconvenience",
        customer_id=dice.choice(customers), owner=boss, org_unit=dice.choice(units),
        recorder=boss, received_at=at, priority=dice.choice(("p1", "p2", "p3", "p3")),
        province=dice.choice(("江苏省", "浙江省", "河南省")), score=Decimal(30),
        state=dice.choice(states) if is_open else State.CLOSED,
        validity="pending" if is_open else "upheld",
        main_unit=None if is_open else dice.choice(units),
        main_cause=None if is_open else dice.choice(causes),
        ended_at=None if is_open else at + timedelta(hours=dice.uniform(8, 120)),
        satisfied="" if is_open else dice.choice(("yes", "yes", "no")),
    )  # fmt: skip


def _clocks(rows) -> None:
    """The clocks of open complaints, as their course starts them."""
    from maizi.accounts.models import User
    from maizi.complaints.actions.clocking import start_course

    boss = User.objects.get(username="boss")
    for row in rows:
        start_course(row, by=boss)
