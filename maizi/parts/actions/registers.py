"""Regions, parts in models, what was used before."""

from django.db import transaction
from django.utils import timezone

from maizi.catalog.terms import ProductSort
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Fitting, PastUse, Region

KEPT = (ProductSort.GOODS, ProductSort.PART)
MOST_PIECES = 10_000


@transaction.atomic
def save_region(row: Region, verb: str, *, by) -> Region:
    """Store a region; the caller records.

    Raises Refused for a name, unit or store that another one has.
    """
    row.name = " ".join(row.name.split())
    others = Region.objects.exclude(pk=row.pk)
    if others.filter(name=row.name).exists():
        raise Refused(N_("已经有叫“{name}”的备件区域。"), name=row.name, field="name")
    if row.is_active and others.filter(is_active=True, unit=row.unit).exists():
        raise Refused(N_("这个部门已经有备件区域。"), field="unit")
    if row.is_active and others.filter(is_active=True, warehouse=row.warehouse).exists():
        raise Refused(
            N_("“{store}”已经供别的区域：一个仓库只供一个区域，否则库存会算两遍。"),
            store=row.warehouse.name, field="warehouse",
        )  # fmt: skip
    row.save()
    return row


def check_fitting(row: Fitting) -> None:
    """Raises Refused for a part in itself, no pieces or too many, and what has no stock."""
    if row.part_id == row.model_id:
        raise Refused(N_("备件不能装在自己身上。请选择装它的机型。"), field="model")
    if row.part.sort not in KEPT:
        raise Refused(N_("“{part}”没有库存，不能作备件。"), part=row.part.name, field="part")
    if not 0 < row.pieces <= MOST_PIECES:
        raise Refused(N_("每台件数要大于 0，不超过 {most}。"), most=MOST_PIECES, field="pieces")


@transaction.atomic
def save_fitting(row: Fitting, verb: str, *, by) -> Fitting:
    """Store which part goes into which model; the caller records.

    Raises Refused like `check_fitting`, and for a second row.
    """
    check_fitting(row)
    same = Fitting.objects.filter(part=row.part, model=row.model)
    if same.exclude(pk=row.pk).exists():
        raise Refused(N_("这个机型已经登记过这个备件。请修改那一行。"), field="model")
    row.save()
    return row


@transaction.atomic
def save_past_use(row: PastUse, verb: str, *, by) -> PastUse:
    """Store what a region used in a month; the caller records.

    Raises Refused for a month that is not over and for a second row of it.
    """
    row.month = row.month.replace(day=1)
    if row.month >= timezone.localdate().replace(day=1):
        raise Refused(N_("只补录已经过完的月份；以后的用量由工单自动记。"), field="month")
    same = PastUse.objects.filter(part=row.part, region=row.region, model=row.model)
    if same.filter(month=row.month).exclude(pk=row.pk).exists():
        raise Refused(N_("这个备件、区域、机型的这个月已经登记过。"), field="month")
    row.save()
    return row
