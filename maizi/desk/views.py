"""Pages over many apps."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import may, open_to_all
from maizi.jobs.actions import prepare
from maizi.kernel.errors import Refused
from maizi.kit.http import go, is_partial
from maizi.kit.jinja import page
from maizi.search.queries import find

from . import actions, queries
from .terms import BoardKind, Rhythm


@require_GET
def today(request):
    now = timezone.now()
    day = timezone.localdate(now)
    numbers, states = queries.numbers_of(request.user, day)
    prepare(states, by=request.user)
    shown = {
        "numbers": numbers, "is_coming": any(state.is_coming for state in states),
        "is_failed": any(state.is_failed for state in states),
    }  # fmt: skip
    if is_partial(request):
        return page(request, "desk/_numbers.html", shown)
    context = shown | {
        "agenda": queries.agenda_of(request.user, now),
        "beside": queries.beside_of(request.user, day),
        "visits": queries.visits_of(request.user, day),
        "care": queries.care_of(request.user, day),
        "may_add": may(request.user, "customer", "add"),
        "today": day,
    }
    return page(request, "desk/today.html", context)


@require_GET
def board(request):
    """The person's own board: parts for his work, as he arranged them."""
    row, day = queries.board_of(request.user), timezone.localdate()
    parts = list(queries.filled(request.user, row, day))
    prepare([state for _part, shown in parts for state in shown.states], by=request.user)
    is_coming = any(shown.is_coming for _part, shown in parts)
    context = {"board": row, "parts": parts, "today": day, "is_coming": is_coming}
    return page(request, "desk/_parts.html" if is_partial(request) else "desk/board.html", context)


@require_GET
def arranging(request):
    """Which parts, in which order, how often it is sent."""
    row = queries.board_of(request.user)
    parts = queries.chosen(request.user, row)
    rest = [one for one in queries.offered(request.user).values() if one not in parts]
    context = {
        "board": row, "parts": parts, "rest": rest, "kinds": BoardKind.choices(),
        "rhythms": Rhythm.choices(),
    }  # fmt: skip
    return page(request, "desk/arranging.html", context)


@require_POST
def move(request):
    given = request.POST
    actions.arrange(by=request.user, part=given.get("part", ""), verb=given.get("verb", ""),
                    before=given.get("before", ""))  # fmt: skip
    if is_partial(request):
        return HttpResponse(status=204)
    return go(request, reverse("desk:arranging"))


@require_POST
def kind(request):
    chosen = request.POST.get("kind", "")
    if chosen not in set(BoardKind):
        raise Refused(_("没有这样的看板。"), field="kind")
    actions.choose_kind(BoardKind(chosen), by=request.user)
    messages.success(request, _("看板换好了，可以再挪。"))
    return go(request, reverse("desk:arranging"))


@require_POST
def rhythm(request):
    chosen = request.POST.get("rhythm", "")
    if chosen not in set(Rhythm):
        raise Refused(_("请选多久发一次。"), field="rhythm")
    actions.choose_rhythm(Rhythm(chosen), by=request.user)
    messages.success(request, _("记下了。看板发到消息里，也按您的设置发邮件。"))
    return go(request, reverse("desk:arranging"))


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
