"""The board with twenty thousand open opportunities, beside the SQL that counts them."""

import random
from datetime import timedelta
from decimal import Decimal

from .measure import Aim, Row, timed
from .pages import Browser

OPEN = 20_000
STEP = 500
WHO = "seller9"
LIST = "/development/opportunities/?view=open"
ALL_AIM = Aim(ratio=12)
OWN_AIM = Aim(ratio=4)


def run(size: int) -> list[Row]:
    """The board of everything for who sees everything, of one's own, and a list beside it."""
    fill()
    limit = timed("按阶段计数、求和，裸 SQL", work=_count)
    boss, seller = Browser("boss"), Browser(WHO)
    board = "/development/opportunities/board/"
    return [
        (timed("看板，两万个商机，看得到全部", work=lambda n: boss.get(board)), limit, ALL_AIM),
        (
            timed("看板，只看自己负责的", work=lambda n: seller.get(f"{board}?who=me")),
            limit,
            OWN_AIM,
        ),
        (timed("商机列表，看得到全部", work=lambda n: boss.get(LIST)), limit, None),
        (limit, None, None),
    ]


def _count(_number: int) -> None:
    """What the database alone needs to count and sum by stage."""
    from django.db.models import Count, Sum

    from maizi.development.models import Opportunity

    rows = Opportunity.objects.filter(state="open").order_by().values("stage")
    list(rows.annotate(n=Count("pk"), amount=Sum("amount_yuan")))


def fill() -> None:
    """Twenty thousand open opportunities over all stages and owners, unless they are there."""
    from django.utils import timezone

    from maizi.customers.models import Customer
    from maizi.development.actions import usual_pipeline
    from maizi.development.models import Opportunity
    from maizi.kernel.ids import new_ids

    if Opportunity.objects.filter(state="open").count() >= OPEN:
        return
    stages, now, dice = list(usual_pipeline().stages.all()), timezone.now(), random.Random(4)
    customers = Customer.objects.filter(owner__isnull=False).order_by("pk")
    known = list(customers.values_list("pk", "owner", "org_unit")[:OPEN])
    for start in range(0, OPEN, STEP):
        rows = []
        for number, id_ in enumerate(new_ids(STEP), start):
            customer, owner, unit = known[number % len(known)]
            stage = dice.choice(stages)
            rows.append(Opportunity(
                id=id_, no=f"B{number}", name=f"商机{number}", customer_id=customer,
                pipeline_id=stage.pipeline_id, stage=stage, owner_id=owner, org_unit_id=unit,
                entered_at=now - timedelta(days=dice.randrange(60)),
                amount_yuan=Decimal(dice.randrange(1_000, 500_000)),
                next_on=(now + timedelta(days=dice.randrange(-9, 20))).date(),
            ))  # fmt: skip
        Opportunity.objects.bulk_create(rows)
