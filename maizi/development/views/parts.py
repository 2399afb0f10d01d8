"""What several screens share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.http import require

from .. import access
from ..models import Opportunity


def opportunity_for(request, pk: int, verb: str = "view") -> Opportunity:
    """An opportunity the person sees and may do this to."""
    rows = access.visible_opportunities(request.user)
    row = get_object_or_404(rows.select_related("customer", "stage", "pipeline", "owner"), pk=pk)
    require(access.may(request.user, verb, row))
    return row


def posted(request):
    """What was sent, also when it is nothing; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def said(request, text: str) -> None:
    """Tell that it is done."""
    messages.success(request, text)
