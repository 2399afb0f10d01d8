"""Further addresses of a customer: enter, change, remove."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions
from ..models import Address
from ..pages import ADDRESSES


@require_http_methods(["GET", "POST"])
def new_address(request, pk: int):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "change", customer))
    return _written(request, Address(customer=customer))


@require_http_methods(["GET", "POST"])
def edit_address(request, pk: int):
    return _written(request, _mine(request, pk))


@require_POST
def remove_address(request, pk: int):
    row = _mine(request, pk)
    actions.remove_address(row, by=request.user)
    messages.success(request, _("地址已移除。"))
    return go(request, row.customer.get_absolute_url())


def _mine(request, pk: int) -> Address:
    row = get_object_or_404(access.visible_addresses(request.user), pk=pk)
    require(access.may(request.user, "change", row.customer))
    return row


def _written(request, row: Address):
    form = form_for(ADDRESSES, user=request.user, row=row, names=ADDRESSES.fields,
                    given=request.POST or None)  # fmt: skip
    if form.is_bound and taken(form, lambda: actions.save_address(row, by=request.user)):
        messages.success(request, _("地址已保存。"))
        return go(request, row.customer.get_absolute_url())
    status = 422 if form.errors else 200
    return page(request, "customers/address.html", {"row": row, "form": form}, status=status)
