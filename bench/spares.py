"""A plan for 10,000 spare parts in 30 regions: the reckoning beside the library's own quantile, the
whole plan beside the bare insert of its lines; forecasts beside what others published."""

import random
from datetime import timedelta
from decimal import Decimal

from .measure import Aim, Row, timed

PARTS, REGIONS, MODELS, FITTINGS, MONTHS = 10_000, 30, 40, 2, 36
RECKON_AIM, PLAN_AIM = Aim(ratio=1.5), Aim(ratio=5)
PUBLISHED = "公布：SES .897、ETS .925、ARIMA .926、TBATS .998、最好的网络 .746（什么也不预测也是）"


class _Enough(Exception):
    """Ends a transaction whose rows nobody needs."""


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the aim)."""
    import numpy as np
    from scipy.stats import poisson

    from maizi.parts.rules.intermittent import choose
    from maizi.parts.rules.reckoning import reckon

    dice = np.random.default_rng(60)
    seats, fleet = _seats(), dice.integers(0, 400, (MODELS, REGIONS))
    history, apart = np.zeros((PARTS, REGIONS)), [False] * PARTS
    asked = {"fleet": fleet, "history": history, "by_history": apart, "service_level": 0.95}
    found = reckon(seats, **asked)
    told = f"{PARTS:,} 种 × {REGIONS} 个区域"
    both = np.vstack([found.demand.T, found.demand.sum(axis=1)]).T
    ours = timed(
        "备件计划：需求、水平、合库",
        work=lambda n: reckon(seats, **asked), times=5, warm=1,
        note=told,
    )  # fmt: skip
    library = timed("同样的需求，scipy.stats 的分位数", work=lambda n: poisson.ppf(0.95, both),
                    times=5, warm=1)  # fmt: skip
    assert (found.level == poisson.ppf(0.95, found.demand)).all()
    series = dice.poisson(dice.uniform(0.02, 1, (PARTS, 1)), (PARTS, MONTHS)).astype(float)
    tried = timed(f"四种办法回测并挑选，{PARTS:,} × {MONTHS} 个月", work=lambda n: choose(series),
                  times=5, warm=1, note=_accuracy())  # fmt: skip
    summed = timed("同样的序列，每月累计", work=lambda n: series.cumsum(axis=1), times=9, warm=2)
    whole, bare = _whole_plan()
    return [
        (ours, library, RECKON_AIM), (tried, summed, None), (whole, bare, PLAN_AIM),
        (library, None, None), (bare, None, None),
    ]  # fmt: skip


def _seats() -> list:
    from maizi.parts.rules.failing import Seat

    dice = random.Random(60)
    return [
        Seat(part, model, dice.choice((1, 1, 2, 4)), dice.uniform(0.0005, 0.02))
        for part in range(PARTS) for model in dice.sample(range(MODELS), FITTINGS)
    ]  # fmt: skip


def _accuracy() -> str:
    """Ours on the car parts, beside the published; says so where the data are not there."""
    import numpy as np

    from maizi.parts.rules import intermittent
    from tests.reference import test_parts as reference

    if not reference.PLACE.exists():
        return "没有 shared/data/parts/carparts.csv，没有量准确度"
    found = reference.series()
    known, came = found[:, : -reference.AHEAD], found[:, -reference.AHEAD :]
    ways = {m.label: way(known)[:, -1] for m, way in intermittent.WAYS.items()}
    ways["回测挑选"] = np.array([one.monthly for one in intermittent.choose(known)])
    told = [f"{name} {reference.scaled(way, known, came)[0]:.3f}" for name, way in ways.items()]
    return f"汽车配件 MASE：{'、'.join(told)}；{PUBLISHED}"


def _whole_plan():
    """compute_plan with everything it reads and writes, and its lines alone; nothing is kept."""
    from django.db import connection, transaction
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.parts import actions, queries
    from maizi.parts.models import PartPlan, PlanLine

    boss = User.objects.get(username="boss")
    try:
        with transaction.atomic():
            _fill(boss)
            today = timezone.localdate()
            row = PartPlan(name="bench", since_on=today, until_on=today + timedelta(181),
                           **queries.usual_values())  # fmt: skip
            actions.save_plan(row, "create", by=boss)
            row.fleet.update(start=200)
            whole = timed("整个计划：读、算、写", work=lambda n: actions.compute_plan(row, by=boss),
                          times=1, warm=0, note=f"{PARTS * REGIONS:,} 行")  # fmt: skip
            columns = ["id", "plan_id", "part_id", "region_id", "demand", "level"]
            lines = list(PlanLine.objects.filter(plan=row).values_list(*columns))
            PlanLine.objects.filter(plan=row).delete()
            sql = (f"INSERT INTO parts_planline ({', '.join(columns)}) "
                   f"VALUES ({', '.join(['%s'] * len(columns))})")  # fmt: skip

            def insert(_: int) -> None:
                with connection.cursor() as cursor:
                    cursor.executemany(sql, lines)

            bare = timed("只插入这些行，裸 SQL", work=insert, times=1, warm=0,
                         note=f"{len(lines):,} 行")  # fmt: skip
            raise _Enough
    except _Enough:
        return whole, bare


def _fill(boss) -> None:
    """Products, fittings, regions with their units and stores."""
    from maizi.accounts.models import OrgUnit
    from maizi.catalog.models import Product
    from maizi.kernel.ids import new_ids
    from maizi.parts.models import Fitting, PartPlan, Region
    from maizi.stock.models import Warehouse

    dice, ids = random.Random(60), new_ids(PARTS + MODELS)
    Region.objects.update(is_active=False)
    Fitting.objects.all().delete()
    PartPlan.objects.filter(state="in_force").update(state="ended")
    goods = [
        Product(id=id_, no=f"SPARE{n}", name=f"备件{n}", sort_name=f"备件{n}", name_key=f"备件{n}",
                sort="part" if n < PARTS else "goods")
        for n, id_ in enumerate(ids)
    ]  # fmt: skip
    Product.objects.bulk_create(goods, batch_size=1_000)
    models = ids[PARTS:]
    Fitting.objects.bulk_create(
        [Fitting(part_id=part, model_id=model, probability=Decimal("0.004"))
         for part in ids[:PARTS] for model in dice.sample(models, FITTINGS)],
        batch_size=2_000,
    )  # fmt: skip
    top = OrgUnit.objects.order_by("path").first()
    for n in range(REGIONS):
        unit = OrgUnit(name=f"BENCH{n}", parent=top)
        unit.path = f"{top.path}{unit.pk}/"
        unit.save()
        store = Warehouse.objects.create(code=f"SPB{n}", name=f"备件仓{n}")
        Region.objects.create(name=f"BENCH{n}", unit=unit, warehouse=store)
