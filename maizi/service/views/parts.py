"""What several screens of service share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from maizi.kit.http import require

from .. import access
from ..models import Ticket


def ticket_for(request, pk: int, verb: str = "") -> Ticket:
    """A ticket the person sees, and to which he may do the verb."""
    rows = access.visible_tickets(request.user).select_related(
        "customer", "product", "unit", "family", "owner__unit", "org_unit", "engineer", "point",
        "recorder", "article",
    )  # fmt: skip
    row = get_object_or_404(rows, pk=pk)
    require(not verb or access.may(request.user, verb, row))
    return row


def still(request, row: Ticket) -> str:
    """The ticket again, or the board when it is out of sight now."""
    seen = access.visible_tickets(request.user).filter(pk=row.pk).exists()
    return row.get_absolute_url() if seen else reverse("service:board")
