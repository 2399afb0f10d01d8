"""Newsletters: list, write, release, numbers."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.texts import N_
from maizi.kit.forms import first_problem, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Issue
from ..rules.audience import told_drops
from ..terms import IssueState, MailingState

MOST_LOST = 100
LOST = (MailingState.BOUNCED, MailingState.FAILED)
OPEN = (IssueState.DRAFT, IssueState.SCHEDULED)


@require_GET
def issues(request):
    """Every issue, newest first."""
    require(access.may_news(request.user, "read"))
    rows = list(access.visible_issues(request.user).select_related("author", "mailbox")[:100])
    context = {"rows": rows, "may_add": access.may_news(request.user, "add")}
    return page(request, "mail/issues.html", context)


@require_GET
def issue(request, pk: int):
    """One issue: what it says, who gets it and who does not, what became of it."""
    rows = access.visible_issues(request.user).select_related("author", "mailbox", "sent_by")
    row = get_object_or_404(rows, pk=pk)
    is_open = row.state in OPEN
    counted = queries.counted(row, request.user, now=timezone.now()) if is_open else None
    drops = counted.drops if counted else row.drops
    context = {
        "row": row, "sections": list(row.sections.all()), "tags": list(row.tags.all()),
        "counted": counted, "drops": [one.text(_) for one in told_drops(drops)],
        "figures": None if is_open else queries.figures_of(row), "is_open": is_open,
        "lost": [] if is_open else _lost(request.user, row),
        "may_add": access.may_news(request.user, "add"), "form": forms.ReleaseForm(),
        "may_send": access.may_news(request.user, "send"),
    }  # fmt: skip
    return page(request, "mail/issue.html", context)


def _lost(user, row: Issue) -> list:
    """Whom it did not reach, at customers in sight: their addresses want a look."""
    rows = access.visible_mailings(user, row).select_related("customer", "contact")
    return list(rows.filter(state__in=LOST).order_by("id")[:MOST_LOST])


@require_http_methods(["GET", "POST"])
def issue_new(request):
    require(access.may_news(request.user, "add"))
    return _form(request, Issue(author=request.user))


@require_http_methods(["GET", "POST"])
def issue_edit(request, pk: int):
    row = get_object_or_404(access.visible_issues(request.user), pk=pk)
    require(access.may_news(request.user, "add"))
    return _form(request, row)


def _form(request, row: Issue):
    given = request.POST if request.method == "POST" else None
    form = forms.IssueForm(request.user, given, instance=row)
    if form.is_bound and taken(form, lambda: _store(request, form)):
        messages.success(request, _("简报已保存。请先试发给自己看看。"))
        return go(request, row.get_absolute_url())
    return page(request, "mail/issue_form.html", {"form": form, "row": row},
                status=422 if form.errors else 200)  # fmt: skip


@transaction.atomic
def _store(request, form) -> None:
    row = form.fill()
    tags = form.cleaned_data["tags"]
    actions.save_issue(row, sections=form.sections(), tags=tags, by=request.user)


@require_POST
def issue_do(request, pk: int, verb: str):
    """Try it on oneself, release, stop."""
    rows = access.visible_issues(request.user).select_related("mailbox")
    row = get_object_or_404(rows, pk=pk)
    if verb not in VERBS:
        raise Http404
    right, act, told = VERBS[verb]
    require(access.may_news(request.user, right))
    act(request, row)
    messages.success(request, _(told))
    return go(request, row.get_absolute_url())


def _try(request, row: Issue) -> None:
    actions.try_issue(row, by=request.user)


def _release(request, row: Issue) -> None:
    form = forms.ReleaseForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    actions.release(row, by=request.user, due_at=form.moment())


def _stop(request, row: Issue) -> None:
    actions.stop(row, by=request.user)


VERBS = {
    "try": ("add", _try, N_("已试发到您的邮箱。")),
    "release": ("send", _release, N_("已批准发送。")),
    "stop": ("send", _stop, N_("已停止发送。")),
}
