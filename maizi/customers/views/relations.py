"""Decision roles, relations, and ways to people."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Customer, Relation, Standing


@require_http_methods(["GET", "POST"])
def standing(request, pk: int):
    """Somebody's place in the decisions of his customer."""
    rows = access.visible_contacts(request.user).select_related("customer")
    contact = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, "change", contact.customer))
    row = access.visible_standings(request.user).filter(contact=contact).first()
    row = row or Standing(contact=contact)
    row.contact = contact
    same = access.visible_contacts(request.user).filter(customer=contact.customer)
    form = forms.StandingForm(request.POST or None, instance=row, contacts=same)
    if form.is_bound and form.is_valid() and _placed(form, request.user):
        messages.success(request, _("已保存。"))
        return go(request, queries.graph_url(contact.customer_id))
    context = {"form": form, "contact": contact, "customer": contact.customer,
               "back": queries.graph_url(contact.customer_id)}  # fmt: skip
    return page(request, "customers/standing.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_relation(request, pk: int):
    customer = _own(request, pk)
    require(access.may(request.user, "change", customer))
    form = forms.RelationForm(
        request.POST or None, instance=Relation(first=customer),
        customers=access.visible_customers(request.user),
        contacts=access.visible_contacts(request.user),
    )  # fmt: skip
    if form.is_bound and form.is_valid() and _kept(form, actions.save_relation, request.user):
        messages.success(request, _("关系已添加。"))
        return go(request, queries.graph_url(customer.pk))
    context = {"form": form, "customer": customer, "back": queries.graph_url(customer.pk)}
    return page(request, "customers/relation.html", context, status=422 if form.errors else 200)


@require_POST
def remove_relation(request, pk: int, relation_id: int):
    customer = _own(request, pk)
    row = get_object_or_404(access.visible_relations(request.user), pk=relation_id)
    require(access.may(request.user, "change", customer) and pk in (row.first_id, row.second_id))
    actions.remove_relation(row, by=request.user)
    messages.success(request, _("关系已移除。"))
    return go(request, queries.graph_url(customer.pk))


@require_GET
def way(request, pk: int):
    """How do we get to this customer, or to one of its people?"""
    customer = _own(request, pk)
    people = access.visible_contacts(request.user).filter(customer=customer)
    asked = number_in(request.GET.get("contact", ""))
    contact = people.filter(pk=asked).first() if asked else None
    context = {
        "customer": customer, "contact": contact, "people": people[:200],
        "steps": queries.way_to(request.user, customer, contact),
        "back": queries.graph_url(customer.pk),
    }  # fmt: skip
    return page(request, "customers/way.html", context)


def _own(request, pk: int) -> Customer:
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "unmask", customer))
    return customer


def _placed(form, user) -> bool:
    return _kept(form, partial(actions.save_standing, is_decider=form.is_decider), user)


def _kept(form, save, user) -> bool:
    try:
        save(form.instance, by=user)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    return True
