"""What several screens of complaints share."""

from django.shortcuts import get_object_or_404

from maizi.kit.http import require

from .. import access
from ..models import Complaint


def complaint_for(request, pk: int, verb: str = "") -> Complaint:
    """A complaint the person sees, and to which he may do the verb."""
    rows = access.visible_complaints(request.user).select_related(
        "customer", "product", "owner__unit", "org_unit", "about_person", "recorder", "door",
        "main_unit", "main_cause", "improvement",
    )  # fmt: skip
    row = get_object_or_404(rows, pk=pk)
    require(not verb or access.may(request.user, verb, row))
    return row
