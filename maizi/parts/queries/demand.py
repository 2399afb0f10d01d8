"""What the plan in force asks purchasing for (F-60, I-5)."""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.kernel.texts import N_
from maizi.purchasing.access import Ask, Demand
from maizi.purchasing.terms import DemandSort

from ..access import may
from ..models import PartPlan, PlanLine
from ..terms import PlanState


def in_force() -> PartPlan | None:
    """The plan that holds now. One query."""
    return PartPlan.objects.filter(state=PlanState.IN_FORCE).select_related("owner").first()


def buyers(today: date) -> list[User]:
    """Who makes orders and reads plans of spare parts. Two queries, and some for each of them."""
    return [one for one in holders("purchase", "add", today=today) if may(one, "view")]


def asks(ids: Collection[int] | None = None) -> Iterator[Ask]:
    """The levels of all regions of each part: purchasing takes off what there is and is coming.

    One query.
    """
    lines = PlanLine.objects.filter(plan__state=PlanState.IN_FORCE, level__gt=0)
    if ids is not None:
        lines = lines.filter(part__in=ids)
    for part, level in lines.order_by().values_list("part").annotate(Sum("level")):
        yield Ask(part, DemandSort.SPARE, Decimal(level))


DEMAND = Demand("parts", N_("备件计划"), asks)
