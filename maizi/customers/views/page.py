"""The customer page: facts, stream with composer, who can see it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import group_access, visible_people
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldGroup
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context
from maizi.privacy.access import RESTRICTED
from maizi.privacy.queries import is_open_for

from .. import access, actions, queries
from ..models import Activity, Customer
from ..pages import CUSTOMERS
from ..terms import PanelPlace
from . import stream


@require_GET
def customer(request, pk: int):
    """The customer page; a restricted one opens for a purpose. A former id leads on."""
    if (now_at := queries.moved_to(pk)) and queries.visible_ids(request.user, [now_at]):
        return go(request, reverse("customers:customer", args=[now_at]))
    row = _opened(request, pk)
    if asked := _purpose_page(request, row):
        return go(request, asked)
    part = "#drawer" if is_partial(request) else ""
    context = _whole(request, row)
    if request.GET.get("panels") == "all":  # for browsers that ask for nothing by themselves
        context["right"] = _at_the_right(request.user, row)
    return page(request, f"customers/customer.html{part}", context)


@require_GET
def panels(request, pk: int):
    """The cards of the other apps; the page asks for them as soon as it stands."""
    row = _opened(request, pk)
    if asked := _purpose_page(request, row):
        return go(request, asked)
    context = {"row": row, "customer": row, "right": _at_the_right(request.user, row)}
    return page(request, "customers/_panels.html", context | _rights(request.user, row))


def _at_the_right(user, row: Customer) -> list:
    return access.filled_panels(PanelPlace.RIGHT, user, row)


def _whole(request, row: Customer, form=None) -> dict:
    """What the overview shows at once; `form` is a follow-up that was refused."""
    context = _frame(request.user, row) | detail_context(CUSTOMERS, request.user, row)
    context["left"] = access.filled_panels(PanelPlace.LEFT, request.user, row)
    if access.may(request.user, "unmask", row):
        context |= stream.stream_context(request, row, form)
        context["contacts"] = context["form"].known[:50]
        context["addresses"] = access.visible_addresses(request.user).filter(customer=row)[:20]
    return context


@require_GET
def tab(request, pk: int, slug: str):
    """One more tab of the customer page, of the app that declared it."""
    row = _opened(request, pk)
    if asked := _purpose_page(request, row):
        return go(request, asked)
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
    rows = rows.select_related("owner", "org_unit", "pool", "created_by").prefetch_related("tags")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, "view", row))
    return row


def _purpose_page(request, row: Customer) -> str:
    """Where somebody says for what he opens a restricted customer; "" when he has (M-3, M-5)."""
    session = request.session.session_key or ""
    if not row.is_restricted or is_open_for(
        request.user, row=row, topic=RESTRICTED.code, session=session
    ):
        return ""
    asked = reverse("privacy:open_for", args=[RESTRICTED.code, row._meta.label_lower, row.pk])
    return f"{asked}?{urlencode({'next': request.get_full_path()})}"


def _frame(user, row: Customer, slug: str = "") -> dict:
    """What every page of a customer shows: its verbs, waiting cases, strip and tabs."""
    tabs = [(_("概况"), row.get_absolute_url(), not slug)]
    for panel in access.panels_at(PanelPlace.TAB, user, row):
        address = reverse("customers:tab", args=[row.pk, panel.slug])
        tabs.append((_(panel.label), address, panel.slug == slug))
    return _rights(user, row) | {
        "row": row,
        "customer": row,
        "cases": queries.open_cases(user, row)[:5],
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
    customer = _opened(request, pk)
    require(access.may(request.user, "unmask", customer))
    row = Activity(customer=customer, at=timezone.now(), author=request.user)
    form = stream.composer(request, customer, row)
    if form.is_bound and form.is_valid() and _logged(request, row, form):
        address = f"{customer.get_absolute_url()}?logged={row.pk}#stream"
        return go(request, address)
    status = 422 if form.errors else 200
    if is_partial(request) or request.method == "GET":
        context = stream.stream_context(request, customer, form)
        return page(request, "customers/_stream.html", context, status=status)
    return page(request, "customers/customer.html", _whole(request, customer, form), status=status)


def _logged(request, row: Activity, form) -> bool:
    """Write a follow-up; a refusal becomes an error of the form."""
    row.at = row.at or timezone.now()
    given = stream.beside(request, form)
    try:
        actions.log_activity(row, by=request.user, beside=given)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    stream.tell_outcome(request, row, given)
    return True


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
