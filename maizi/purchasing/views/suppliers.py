"""The list of suppliers, one supplier, whom we call there and what it supplies."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import group_access
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kit.http import require
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..models import Supply
from ..pages import SUPPLIERS
from .parts import about, done, of_supplier, shown, sound

BESIDE_THE_LIST = ((gettext_lazy("导入"), "file-import", "purchasing:imports", "import"),)


@require_GET
def suppliers(request):
    links = [
        {"label": label, "icon": icon, "url": reverse(url)}
        for label, icon, url, verb in BESIDE_THE_LIST
        if access.may_supplier(request.user, verb)
    ]
    return list_page(request, SUPPLIERS, list_actions=links)


@require_GET
def supplier(request, pk: int):
    row = get_object_or_404(access.visible_suppliers(request.user).select_related("buyer"), pk=pk)
    return shown(request, "purchasing/supplier.html", _context(request, row))


def _context(request, row) -> dict:
    """What the page of a supplier shows beside its fields."""
    user, today = request.user, timezone.localdate()
    aged = queries.ageing_of(user, today, row)
    reach = group_access(user, FieldGroup.CONTACT)
    return about(
        SUPPLIERS, request, row,
        figures=queries.figures_of(row, today) if access.may(user, "view") else None,
        contacts=row.contacts.all(), sees_contacts=reach >= FieldAccess.READ,
        supply=row.supply.select_related("product").order_by("product__sort_name", "id")[:300],
        orders=queries.panel_orders(user, row), aged=aged[0] if aged else None,
        contact_form=forms.ContactForm(), supply_form=forms.SupplyForm(user=user),
        writes_contacts=reach == FieldAccess.WRITE, writes_costs=access.writes_costs(user),
        may_reveal=access.may_supplier(user, "reveal"), opening_form=forms.OpeningForm(),
        may_payable={v: access.may_payable(user, v) for v in ("view", "pay", "bill")},
        may_buy=access.may(user, "add"), today=today,
    )  # fmt: skip


@require_POST
def add_contact(request, pk: int):
    row = of_supplier(request, pk)
    require(access.may_supplier(request.user, "change", row))
    require(group_access(request.user, FieldGroup.CONTACT) == FieldAccess.WRITE)
    contact = sound(forms.ContactForm(request.POST)).save(commit=False)
    actions.add_contact(row, contact, by=request.user)
    return done(request, _("已增加联系人。"), row)


@require_POST
def remove_contact(request, pk: int):
    contact = get_object_or_404(access.visible_contacts(request.user), pk=pk)
    require(access.may_supplier(request.user, "change", contact.supplier))
    actions.remove_contact(contact, by=request.user)
    return done(request, _("已移除联系人。"), contact.supplier)


@require_POST
def set_supply(request, pk: int):
    row = of_supplier(request, pk)
    require(access.may_supplier(request.user, "change", row))
    require(access.sees_costs(request.user))
    given = sound(forms.SupplyForm(request.POST, user=request.user)).cleaned_data
    given |= {"least": given["least"] or 0, "pack": given["pack"] or 0}
    actions.set_supply(Supply(supplier=row, **given), by=request.user)
    return done(request, _("供货价已记下。"), row)


@require_POST
def remove_supply(request, pk: int):
    supply = get_object_or_404(access.visible_supply(request.user), pk=pk)
    require(access.may_supplier(request.user, "change", supply.supplier))
    actions.remove_supply(supply, by=request.user)
    return done(request, _("已移除。"), supply.supplier)
