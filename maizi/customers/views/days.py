"""Important days of a customer: the list, a form beside it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Customer, ImportantDay

WRITTEN = {"on": "written"}


@require_GET
def days(request, pk: int):
    customer = _customer(request, pk)
    return _page(request, customer, _form(request, ImportantDay(customer=customer)))


@require_http_methods(["GET", "POST"])
def save_day(request, pk: int, day_id: int = 0):
    """A new day, or one that is changed."""
    customer = _customer(request, pk)
    require(access.may(request.user, "change", customer))
    row = ImportantDay(customer=customer)
    if day_id:
        row = get_object_or_404(access.visible_days(request.user), pk=day_id, customer=customer)
    form = _form(request, row)
    if form.is_bound and form.is_valid() and _saved(form, request.user):
        messages.success(request, _("重要日子已保存。"))
        return go(request, reverse("customers:days", args=[customer.pk]))
    return _page(request, customer, form)


@require_POST
def remove_day(request, pk: int, day_id: int):
    customer = _customer(request, pk)
    row = get_object_or_404(access.visible_days(request.user), pk=day_id, customer=customer)
    require(access.may(request.user, "change", customer))
    actions.remove_day(row, by=request.user)
    messages.success(request, _("重要日子已删除。"))
    return go(request, reverse("customers:days", args=[customer.pk]))


def _customer(request, pk: int) -> Customer:
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "unmask", customer))
    return customer


def _form(request, row: ImportantDay):
    contacts = access.visible_contacts(request.user).filter(customer=row.customer)
    given = request.POST if request.method == "POST" else None
    kinds = queries.day_kinds(request.user, row)
    return forms.DayForm(given, instance=row, contacts=contacts, kinds=kinds)


def _saved(form, user) -> bool:
    try:
        actions.save_day(form.instance, by=user)
    except Refused as refusal:
        name = WRITTEN.get(refusal.field, refusal.field)
        form.add_error(name if name in form.fields else None, refusal.text(_))
        return False
    return True


def _page(request, customer: Customer, form):
    context = {
        "customer": customer,
        "days": queries.days_of(request.user, customer),
        "form": form,
        "may_change": access.may(request.user, "change", customer),
    }
    return page(request, "customers/days.html", context, status=422 if form.errors else 200)
