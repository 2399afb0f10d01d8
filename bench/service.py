"""Dispatch among 2,000 engineers with 50,000 open jobs, and a board of 5,000 cards."""

import random
from datetime import timedelta
from decimal import Decimal

from .measure import Aim, Row, timed
from .pages import Browser

ENGINEERS, JOBS, CARDS, POINTS = 2_000, 50_000, 5_000, 40
STEP = 2_000
BOARD = "/service/dispatch/"
RANK_AIM = Aim(ratio=6)
BOARD_AIM = Aim(ratio=8)


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at)."""
    from maizi.service import queries
    from maizi.service.models import Ticket

    ticket = fill()
    boss = Browser("boss")
    loads = timed("每人手上几单、会不会修，裸 SQL", work=_facts, times=15, warm=2)
    cards = timed("一天的五千张卡，裸 SQL", work=_cards, times=15, warm=2)
    row = Ticket.objects.select_related("family").get(pk=ticket)
    return [
        (
            timed("给一张工单排 2,000 名工程师", work=lambda n: queries.ranked_for(row), times=15,
                  warm=2),
            loads,
            RANK_AIM,
        ),
        (timed("派工看板，五千张卡", work=lambda n: boss.get(BOARD), times=5, warm=1), cards,
         BOARD_AIM),
        (loads, None, None),
        (cards, None, None),
    ]  # fmt: skip


def _facts(_number: int) -> None:
    """What the database alone needs for a ranking."""
    from django.db.models import Count

    from maizi.service.models import Engineer, Skill, WorkOrder
    from maizi.service.models.orders import LIVE

    list(WorkOrder.objects.filter(LIVE).order_by().values_list("engineer").annotate(n=Count("pk")))
    list(Skill.objects.values_list("engineer", "valid_until"))
    list(Engineer.objects.values_list("pk", "point__latitude", "point__longitude"))


def _cards(_number: int) -> None:
    """What the database alone needs for the board."""
    from maizi.service.models import WorkOrder
    from maizi.service.models.orders import LIVE

    rows = WorkOrder.objects.filter(LIVE, since__isnull=False).order_by("since", "pk")
    list(rows.values_list("engineer", "since", "ticket__title", "ticket__state")[:CARDS])


def fill() -> int:
    """Points, engineers and open jobs, unless they are there; gives a ticket to be dispatched."""
    from maizi.accounts.models import User
    from maizi.service.models import Engineer, Ticket

    known = Ticket.objects.filter(no="GDB-0").values_list("pk", flat=True).first()
    if known:
        return known
    dice, boss = random.Random(7), User.objects.get(username="boss")
    family = _family()
    engineers = _engineers(dice, boss, family)
    for start in range(0, JOBS, STEP):
        _jobs(range(start, start + STEP), dice=dice, boss=boss, engineers=engineers)
    row = _ticket(0, boss, dice)
    row.no, row.family, row.state, row.engineer = "GDB-0", family, "triaged", None
    row.save()
    assert Engineer.objects.count() >= ENGINEERS
    return row.pk


def _family():
    from maizi.catalog.models import Category

    row = Category(name="量测机", path_name="量测机")
    row.path = f"/{row.pk}/"
    row.save()
    return row


def _engineers(dice, boss, family) -> list:
    from maizi.accounts.models import User
    from maizi.service.models import Engineer, ServicePoint, Skill

    points = ServicePoint.objects.bulk_create(
        ServicePoint(
            name=f"量测网点{at}", latitude=Decimal(f"{dice.uniform(28, 36):.5f}"),
            longitude=Decimal(f"{dice.uniform(112, 121):.5f}"),
        )
        for at in range(POINTS)
    )  # fmt: skip
    people = User.objects.bulk_create(
        User(username=f"eng{at}", name=f"工程师{at}", sort_name=f"gcs{at}", unit=boss.unit)
        for at in range(ENGINEERS)
    )
    rows = Engineer.objects.bulk_create(
        Engineer(user=one, point=dice.choice(points), most_jobs=50) for one in people
    )
    Skill.objects.bulk_create(Skill(engineer=one, category=family) for one in rows)
    return rows


def _ticket(number: int, boss, dice):
    from django.utils import timezone

    from maizi.service.models import Ticket

    return Ticket(
        no=f"GDJ{number}", title=f"停机{number}", symptom="停了", severity=dice.choice(
            ("minor", "general", "serious", "critical")), state="accepted", mode="on_site",
        received_at=timezone.now() - timedelta(hours=2), owner=boss, org_unit=boss.unit,
        latitude=Decimal(f"{dice.uniform(28, 36):.5f}"), band="near",
        longitude=Decimal(f"{dice.uniform(112, 121):.5f}"),
    )  # fmt: skip


def _jobs(numbers: range, *, dice, boss, engineers) -> None:
    """Open jobs: the first of them on today's board, the others in the weeks to come."""
    from django.utils import timezone

    from maizi.service.models import Ticket, WorkOrder

    today = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    tickets = Ticket.objects.bulk_create(_ticket(at + 1, boss, dice) for at in numbers)
    orders = []
    for at, ticket in zip(numbers, tickets, strict=True):
        day = 0 if at < CARDS else dice.randint(1, 20)
        since = today + timedelta(days=day, hours=dice.randint(0, 11))
        orders.append(WorkOrder(
            ticket=ticket, engineer=engineers[at % len(engineers)], state="accepted",
            since=since, until=since + timedelta(hours=1), asked_at=today,
        ))  # fmt: skip
    WorkOrder.objects.bulk_create(orders)
