"""What several screens of complaints share."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from maizi.kit.http import require

from .. import access
from ..models import Complaint

# Not "no-referrer": browsers then send `Origin: null` with forms, and Django refuses them.
SAFE = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def complaint_for(request, pk: int, verb: str = "") -> Complaint:
    """A complaint the person sees, and to which he may do the verb."""
    rows = access.visible_complaints(request.user).select_related(
        "customer", "product", "owner__unit", "org_unit", "about_person", "recorder", "door",
        "main_unit", "main_cause", "improvement",
    )  # fmt: skip
    row = get_object_or_404(rows, pk=pk)
    require(not verb or access.may(request.user, verb, row))
    return row


def quiet(answer: HttpResponse) -> HttpResponse:
    """A page that no cache keeps, no engine finds and no link gives away."""
    for name, value in SAFE.items():
        answer.headers[name] = value
    return answer
