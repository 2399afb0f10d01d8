"""What several screens share."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
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


def taken(form, act: Callable[[], None]) -> bool:
    """Do it with a valid form; a refusal becomes an error of the form, nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    return True


def said(request, text: str) -> None:
    """Tell that it is done."""
    messages.success(request, text)
