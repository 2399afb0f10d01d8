"""What a plan in force lacks, asked of purchasing (F-60, I-5)."""

from django.db import transaction

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.purchasing.actions import Pick, take_suggestions
from maizi.purchasing.models import PurchaseRequest
from maizi.purchasing.queries import suggestions
from maizi.purchasing.terms import DemandSort

from ..models import PartPlan, PlanLine
from .planning import locked

MOST = 200


@transaction.atomic
def request_parts(row: PartPlan, *, by) -> PurchaseRequest:
    """A draft request for what is missing after stock and what is coming, most wanted first.

    Raises Refused for a plan that is not in force, and when nothing is missing.
    """
    row = locked(row, "request")
    ids = set(PlanLine.objects.filter(plan=row, level__gt=0).values_list("part", flat=True))
    wanted = [one for one in suggestions(ids) if DemandSort.SPARE in one.reasons]
    wanted.sort(key=lambda one: (-one.quantity, one.product.pk))
    picks = [Pick(one.product, one.quantity, one.supplier) for one in wanted[:MOST]]
    if not picks:
        raise Refused(N_("现在不缺备件：库存加在途已经够这一阶段的水平。"))
    made, _left_out = take_suggestions(picks, by=by, as_request=True)
    return made[0]
