"""Pages over many apps."""

from django.http import JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maizi.accounts.access import may, open_to_all
from maizi.kit.jinja import page
from maizi.search.queries import find

from . import queries


@require_GET
def today(request):
    day = timezone.localdate()
    context = {
        "day": queries.day_of(request.user, day),
        "counts": queries.counts_of(request.user, day),
        "care": queries.care_of(request.user, day),
        "todos": queries.todos_of(request.user, timezone.now()),
        "moment": timezone.now(),
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
    context = {"text": text, "groups": groups, "may_check": may(request.user, "customer", "read")}
    return page(request, "desk/suggest.html", context)


@open_to_all
@require_GET
def webmanifest(request):
    """What a browser needs to install the site as an app."""
    icon = {"src": static("kit/img/icon-512.png"), "sizes": "512x512", "type": "image/png"}
    return JsonResponse(
        {
            "name": _("麦子客户管理"),
            "short_name": _("麦子"),
            "start_url": "/",
            "display": "standalone",
            "background_color": "#faf7f0",
            "theme_color": "#b7791f",
            "icons": [icon],
        },
        content_type="application/manifest+json",
    )
