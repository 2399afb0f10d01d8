"""How somebody wants to hear of things, and his calendar address."""

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import needs_proof, open_to_all
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..actions.feeds import feed_for, hash_of
from ..forms import TasteForm
from .todos import done_with

MOST_PER_HOUR = 60
HOUR_SECONDS = 3600
TOKEN_LENGTH = 43


@require_http_methods(["GET", "POST"])
def preferences(request):
    taste = queries.taste_of(request.user)
    initial = {n: getattr(taste, n) for n in ("quiet_from", "quiet_until", "digest_at")}
    form = TasteForm(request.POST or None, initial=initial)
    if request.method == "POST" and done_with(form, lambda: _prefer(request, form)):
        messages.success(request, _("消息设置已保存。"))
        return redirect("inbox:preferences")
    context = _preferences(request, form)
    return page(request, "inbox/preferences.html", context, status=422 if form.errors else 200)


def _prefer(request, form: TasteForm) -> None:
    given = form.cleaned_data
    wanted = [tuple(text.split(" ", 1)) for text in request.POST.getlist("on") if " " in text]
    quiet = (given["quiet_from"], given["quiet_until"])
    actions.prefer(
        request.user, wanted=wanted, quiet=quiet, digest_at=given["digest_at"], by=request.user
    )


def _preferences(request, form: TasteForm) -> dict:
    events = [event for event in access.event_kinds() if event != access.TEST]
    chosen = queries.preferences_of([request.user], [event.code for event in events])
    rows = [
        (event, _(event.label), queries.ways_of(request.user, event, chosen)) for event in events
    ]
    return {
        "form": form, "rows": rows, "has_mail": queries.has_mail(), "ways": queries.CHOOSABLE,
        "feed": queries.feed_of(request.user),
    }  # fmt: skip


@needs_proof
@require_POST
def calendar_renew(request):
    """A fresh calendar address, shown this once."""
    token = actions.renew_feed(request.user, by=request.user)
    path = reverse("inbox:calendar", args=[token])
    address = queries.site_link(path) or request.build_absolute_uri(path)
    return page(request, "inbox/calendar.html", {"address": address})


@require_POST
def calendar_revoke(request):
    actions.revoke_feed(request.user, by=request.user)
    messages.success(request, _("日历地址已停用，手机上的订阅不会再更新。"))
    return redirect("inbox:preferences")


@open_to_all
@require_GET
def calendar(request, token: str):
    """The calendar behind a secret address, for programs that cannot sign in."""
    guessing = f"calendar-guesses-{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(guessing, 0) > MOST_PER_HOUR or _is_too_often(f"calendar-{hash_of(token)}"):
        return HttpResponse(status=429, headers={"Retry-After": str(HOUR_SECONDS)})
    text = feed_for(token) if len(token) == TOKEN_LENGTH else None
    if text is None:
        _is_too_often(guessing)
        raise Http404
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="maizi.ics"'
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _is_too_often(who: str) -> bool:
    """Count; whether it is more than sixty an hour, as far as this process or Redis knows."""
    cache.add(who, 0, HOUR_SECONDS)
    try:
        return cache.incr(who) > MOST_PER_HOUR
    except ValueError:  # it went out of the cache in between
        return False
