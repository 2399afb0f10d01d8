"""Contacts, collaborators, and requests to see a customer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import visible_people
from maizi.kernel.errors import Refused
from maizi.kit.forms import form_for
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Contact
from ..pages import CONTACTS
from ..terms import RequestState
from .leave import leave_in


@require_POST
def ask(request, pk: int):
    """Ask to see a customer; its existence is known from a masked duplicate."""
    require(access.may(request.user, "add"))
    customer = get_object_or_404(queries.any_customer(), pk=pk)
    actions.ask_for_access(customer, request.POST.get("reason", ""), by=request.user)
    messages.success(request, _("已向负责人发出查看申请。"))
    return go(request, reverse("customers:requests"))


@require_GET
def requests(request):
    """Requests waiting for this person, and his own."""
    require(access.may(request.user, "read"))
    rows = access.visible_requests(request.user).select_related(
        "customer", "asked_by", "decided_by"
    )
    waiting = rows.filter(state=RequestState.WAITING).exclude(asked_by=request.user)[:100]
    mine = rows.filter(asked_by=request.user)[:100]
    return page(request, "customers/requests.html", {"waiting": waiting, "mine": mine})


@require_POST
def decide(request, pk: int):
    asked = get_object_or_404(access.visible_requests(request.user), pk=pk)
    require(access.may(request.user, "share", asked.customer))
    actions.decide_request(
        asked, is_granted=request.POST.get("granted") == "yes", by=request.user,
        answer=request.POST.get("answer", ""),
    )  # fmt: skip
    messages.success(request, _("已答复。"))
    return go(request, reverse("customers:requests"))


@require_http_methods(["GET", "POST"])
def share(request, pk: int):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "share", customer))
    form = forms.ShareForm(request.POST or None)
    form.fields["user"].queryset = visible_people(request.user).filter(is_active=True)
    if form.is_valid():
        actions.share(
            customer, user=form.cleaned_data.pop("user"), by=request.user, **form.cleaned_data
        )
        messages.success(request, _("协作人已添加。"))
        return go(request, customer.get_absolute_url())
    context = {"customer": customer, "form": form, "shares": customer.collaborations.all()}
    return page(request, "customers/share.html", context, status=422 if form.errors else 200)


@require_POST
def unshare(request, pk: int, share_id: int):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "share", customer))
    actions.unshare(get_object_or_404(customer.collaborations, pk=share_id), by=request.user)
    messages.success(request, _("协作人已移除。"))
    return go(request, customer.get_absolute_url())


@require_http_methods(["GET", "POST"])
def new_contact(request, pk: int):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "change", customer))
    form = form_for(
        CONTACTS, user=request.user, row=Contact(customer=customer), names=CONTACTS.fields,
        given=request.POST or None,
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.save_contact(form.instance, by=request.user, leave=leave_in(request))
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.text(_))
            form.refusal = refusal
        else:
            messages.success(request, _("联系人已保存。"))
            return go(request, customer.get_absolute_url())
    context = {"customer": customer, "form": form}
    return page(request, "customers/contact.html", context, status=422 if form.errors else 200)


@require_POST
def remove_contact(request, pk: int):
    contact = get_object_or_404(access.visible_contacts(request.user), pk=pk)
    require(access.may(request.user, "change", contact.customer))
    actions.remove_contact(contact, by=request.user)
    messages.success(request, _("联系人已移除。"))
    return go(request, contact.customer.get_absolute_url())
