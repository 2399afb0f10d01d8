"""The customer page: facts, stream with composer, who can see it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import group_access, visible_people
from maizi.approvals.access import visible_cases
from maizi.approvals.queries import open_cases_of
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldGroup
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import Activity, Customer
from ..pages import CUSTOMERS
from ..terms import PanelPlace


@require_GET
def customer(request, pk: int):
    """The customer page; restricted customers' views are recorded."""
    row = _opened(request, pk)
    context = _frame(request.user, row) | detail_context(CUSTOMERS, request.user, row)
    context |= {
        "left": access.filled_panels(PanelPlace.LEFT, request.user, row),
        "right": access.filled_panels(PanelPlace.RIGHT, request.user, row),
    }
    if access.may(request.user, "unmask", row):
        context |= stream_context(request, row)
        context["contacts"] = access.visible_contacts(request.user).filter(customer=row)[:50]
        context["addresses"] = access.visible_addresses(request.user).filter(customer=row)[:20]
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"customers/customer.html{part}", context)


@require_GET
def tab(request, pk: int, slug: str):
    """One more tab of the customer page, of the app that declared it."""
    row = _opened(request, pk)
    panel = access.declared_tab(slug)
    if panel is None:
        raise Http404
    require(panel.is_offered(request.user, row))
    shown = panel.context(request.user, row)
    require(shown is not None)
    context = _frame(request.user, row, slug) | {"panel": panel, "p": shown}
    return page(request, "customers/tab.html", context)


def _opened(request, pk: int) -> Customer:
    rows = access.visible_customers(request.user)
    row = get_object_or_404(rows.select_related("owner", "org_unit", "pool", "created_by"), pk=pk)
    require(access.may(request.user, "view", row))
    if row.is_restricted:
        record(row, verb=Verb.VIEW, by=request.user)
    return row


def _frame(user, row: Customer, slug: str = "") -> dict:
    """What every page of a customer shows: its verbs, waiting cases, strip and tabs."""
    tabs = [(_("概况"), row.get_absolute_url(), not slug)]
    for panel in access.panels_at(PanelPlace.TAB, user, row):
        address = reverse("customers:tab", args=[row.pk, panel.slug])
        tabs.append((_(panel.label), address, panel.slug == slug))
    return _rights(user, row) | {
        "row": row,
        "customer": row,
        "cases": visible_cases(user).filter(**open_cases_of(row))[:5],
        "strip": access.filled_panels(PanelPlace.STRIP, user, row),
        "tabs": tabs,
    }


def _rights(user, row: Customer) -> dict:
    verbs = ("change", "assign", "claim", "release", "share")
    return {
        "may": {verb: access.may(user, verb, row) for verb in verbs},
        "may_reveal": access.may(user, "reveal", row),
        "contact_access": group_access(user, FieldGroup.CONTACT),
        "shares": row.collaborations.select_related("user")[:50],
    }


@require_http_methods(["GET", "POST"])
def activities(request, pk: int):
    """The stream of one customer (GET) and a new follow-up in it (POST)."""
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "unmask", customer))
    contacts = access.visible_contacts(request.user).filter(customer=customer)
    given = request.POST if request.method == "POST" else None
    row = Activity(customer=customer, at=timezone.now(), author=request.user)
    form = forms.ActivityForm(given, instance=row, contacts=contacts)
    if given and form.is_valid():
        row.at = row.at or timezone.now()
        try:
            actions.log_activity(row, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        else:
            messages.success(request, _("跟进已记下。"))
            return go(request, customer.get_absolute_url())
    return page(request, "customers/_stream.html", stream_context(request, customer, form),
                status=422 if form.errors else 200)  # fmt: skip


def stream_context(request, customer: Customer, form=None) -> dict:
    """What the stream needs: the composer and the latest follow-ups."""
    contacts = access.visible_contacts(request.user).filter(customer=customer)
    channel = request.GET.get("channel", "")
    rows = queries.activities_for(request.user, customer)
    rows = rows.filter(channel=channel) if channel else rows
    blank = forms.ActivityForm(instance=Activity(customer=customer), contacts=contacts)
    return {
        "customer": customer,
        "form": form or blank,
        "activities": rows[:50],
        "channel": channel,
    }


@require_POST
def correct(request, pk: int):
    activity = get_object_or_404(access.visible_activities(request.user), pk=pk)
    actions.correct_activity(activity, request.POST.get("content", ""), by=request.user)
    messages.success(request, _("已更正。"))
    return go(request, activity.customer.get_absolute_url())


@require_GET
def sight(request, pk: int):
    """Who can see this customer, and why."""
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    asked = request.GET.get("user", "")
    person = visible_people(request.user).filter(pk=asked).first() if asked.isdigit() else None
    person = person or request.user
    reasons = [_(m).format(**values) for m, values in access.reasons_to_see(person, customer)]
    context = {"customer": customer, "person": person, "reasons": reasons}
    return page(request, "customers/sight.html", context)
