"""What several screens of group buying share."""

from django.shortcuts import get_object_or_404

from maizi.kit.http import require

from .. import access
from ..models import GroupBuy, GroupBuyPlan, Registration


def activity_for(request, pk: int, verb: str = "view") -> GroupBuy:
    """An activity the person sees and may do this to."""
    rows = access.visible_group_buys(request.user).select_related(
        "product", "owner", "org_unit", "request"
    )
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row))
    return row


def registration_of(request, pk: int) -> Registration:
    """A registration the person sees."""
    rows = access.visible_registrations(request.user).select_related("activity", "customer")
    return get_object_or_404(rows, pk=pk)


def plan_for(request, pk: int, verb: str = "view") -> GroupBuyPlan:
    """A plan the person sees and may do this to."""
    rows = access.visible_plans(request.user).select_related("customer", "owner")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_plan(request.user, verb, row))
    return row
