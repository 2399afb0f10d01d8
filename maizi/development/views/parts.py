"""What several screens share."""

from django.contrib import messages
from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kernel.ids import number_in
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import Pages, save

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


def customer_of(request) -> Customer | None:
    """The customer whose page sent here, if the person sees him."""
    asked = number_in(request.GET.get("customer", "")) or 0
    return visible_customers(request.user).filter(pk=asked).first()


def begun(request, pages: Pages, row: Model):
    """The plain form of a new record, begun with what the page that sent here knows."""
    form = form_for(pages, user=request.user, row=row, names=pages.fields, given=posted(request))
    if request.method == "POST" and taken(
        form, lambda: save(pages, row=form.instance, verb="create", by=request.user)
    ):
        said(request, _("已保存：%s") % form.instance)
        return go(request, form.instance.get_absolute_url())
    part = "#drawer" if is_partial(request) else ""
    context = {"pages": pages, "form": form, "row": None}
    return page(request, f"kit/edit.html{part}", context, status=422 if form.errors else 200)
