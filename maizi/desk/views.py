"""Pages over many apps."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maizi.accounts.access import group_access, open_to_all
from maizi.customers import access
from maizi.customers.models import Customer
from maizi.customers.pages import CUSTOMERS
from maizi.customers.views import stream_context
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.privacy import FieldGroup
from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context
from maizi.search.queries import find

from . import queries


@require_GET
def today(request):
    day = timezone.localdate()
    context = {
        "day": queries.day_of(request.user, day),
        "counts": queries.counts_of(request.user, day),
        "today": day,
    }
    return page(request, "desk/today.html", context)


@require_GET
def search(request):
    """Everything that fits the text, grouped by kind; only what the person may see."""
    text = request.GET.get("q", "").strip()[:100]
    groups = find(text, user=request.user, limit=50) if text else []
    return page(request, "desk/search.html", {"text": text, "groups": groups})


@require_GET
def suggest(request):
    """The first hits while typing."""
    text = request.GET.get("q", "").strip()[:100]
    groups = find(text, user=request.user, limit=6) if text else []
    return page(request, "desk/suggest.html", {"text": text, "groups": groups})


@require_GET
def customer(request, pk: int):
    """The customer page; restricted customers' views are recorded."""
    row = get_object_or_404(_whole(access.visible_customers(request.user)), pk=pk)
    require(access.may(request.user, "view", row))
    if row.is_restricted:
        record(row, Verb.VIEW, by=request.user)
    context = detail_context(CUSTOMERS, request.user, row)
    if access.may(request.user, "unmask", row):
        context |= stream_context(request, row)
        context["contacts"] = access.visible_contacts(request.user).filter(customer=row)[:50]
        context["addresses"] = access.visible_addresses(request.user).filter(customer=row)[:20]
    context |= _rights(request.user, row)
    return page(request, f"desk/customer.html{'#drawer' if is_partial(request) else ''}", context)


@open_to_all
@require_GET
def webmanifest(request):
    """What a browser needs to install the site as an app."""
    icon = {"src": static("kit/img/icon-512.png"), "sizes": "512x512", "type": "image/png"}
    return JsonResponse({
        "name": _("麦子客户管理"), "short_name": _("麦子"), "start_url": "/", "display": "standalone",
        "background_color": "#faf7f0", "theme_color": "#b7791f", "icons": [icon],
    }, headers={"Content-Type": "application/manifest+json"})  # fmt: skip


def _whole(rows):
    return rows.select_related("owner", "org_unit", "pool", "created_by")


def _rights(user, row: Customer) -> dict:
    verbs = ("change", "assign", "claim", "release", "share")
    return {
        "may": {verb: access.may(user, verb, row) for verb in verbs},
        "shares": row.collaborations.select_related("user")[:50],
        "tags": row.tags.all(),
        "may_reveal": access.may(user, "reveal", row),
        "contact_access": group_access(user, FieldGroup.CONTACT),
    }
