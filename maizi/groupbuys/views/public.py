"""Pages for people outside: see how far it is, take part, leave. No sign-in (B-11)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.accounts.access import open_to_all
from maizi.kernel.riddles import sum_of
from maizi.kit.forms import taken
from maizi.kit.http import go, unlisted
from maizi.kit.jinja import page
from maizi.privacy.actions import may_visit, new_riddle

from .. import access, actions, forms, queries


def _too_often(request) -> HttpResponse | None:
    if may_visit(request.META["REMOTE_ADDR"]):
        return None
    return HttpResponse(_("打开得太频繁了，请一小时后再试。"), status=429,
                        content_type="text/plain; charset=utf-8")  # fmt: skip


@open_to_all
@require_http_methods(["GET", "POST"])
def offer(request, code: str):
    """The activity behind the QR code, and the form to take part."""
    if refusal := _too_often(request):
        return refusal
    row = queries.activity_of(code)
    if row is None:
        raise Http404
    form = forms.JoinForm(request.POST if request.method == "POST" else None)
    if form.is_bound and taken(form, lambda: _join(request, row, form)):
        messages.success(request, _("已登记。请收藏这个页面，凭它查看进展或退出。"))
        return unlisted(go(request, reverse("groupbuys:mine", args=[form.token])))
    riddle = new_riddle(access.PUBLIC_FORM)
    context = {
        "seen": queries.seen_by(row, now=timezone.now()), "form": form, "riddle": riddle.text,
        "sum": sum_of(riddle),
    }  # fmt: skip
    return unlisted(page(request, "groupbuys/offer.html", context,
                         status=422 if form.errors else 200))  # fmt: skip


def _join(request, row, form) -> None:
    joining = form.joining(request.META["REMOTE_ADDR"])
    _row, form.token = actions.register(row, joining, by=None)


@open_to_all
@require_GET
def offer_progress(request, code: str):
    """How far it is now: a piece of both pages, asked again and again."""
    row = queries.activity_of(code)
    if row is None:
        raise Http404
    context = {"seen": queries.seen_by(row, now=timezone.now())}
    return unlisted(page(request, "groupbuys/_progress.html", context))


@open_to_all
@require_http_methods(["GET", "POST"])
def mine(request, token: str):
    """The participant's own page; the same 404 for a secret that is wrong or ended."""
    if refusal := _too_often(request):
        return refusal
    row = actions.registration_for(token)
    if row is None:
        raise Http404
    form = forms.LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and taken(form, lambda: _leave(request, row, form)):
        return unlisted(go(request, request.path))
    seen = queries.seen_by(row.activity, now=timezone.now(), mine=row)
    return unlisted(page(request, "groupbuys/mine.html", {"seen": seen, "form": form},
                         status=422 if form.errors else 200))  # fmt: skip


def _leave(request, row, form) -> None:
    row = actions.withdraw(row, by=None, reason=form.cleaned_data["reason"])
    if row.state == "withdrawn":
        messages.success(request, _("已退出。付过的订金会按约定退还。"))
    else:
        messages.success(request, _("团购已经达成，退出要活动负责人同意。我们会尽快答复您。"))
