"""Mailboxes: how they fare, their letters, their settings."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.ids import number_in
from maizi.kernel.texts import N_
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Mailbox
from ..rules.presets import PRESETS

PAGE = 50


@require_GET
def mailboxes(request):
    """Every mailbox the person has to do with, and how it fares."""
    user = request.user
    require(access.may(user, "use") or access.may(user, "setup"))
    found = queries.healths(access.visible_mailboxes(user), now=timezone.now())
    return page(request, "mail/mailboxes.html", {"healths": found, **_rights(user)})


@require_GET
def mailbox(request, pk: int):
    """One mailbox: last message, counts, errors, next try; and its letters to its own people."""
    row = get_object_or_404(access.visible_mailboxes(request.user), pk=pk)
    rows = access.visible_mailboxes(request.user).filter(pk=pk)
    (health,) = queries.healths(rows, now=timezone.now())
    context = {
        "health": health, "row": health.row, "spoiled": queries.unreadable_of(row),
        "may_change": access.may(request.user, "change", row), **_letters(request, row),
    }  # fmt: skip
    return page(request, "mail/mailbox.html", context)


def _letters(request, row: Mailbox) -> dict:
    """The letters, for those who work in the mailbox; who sets it up sees only how it fares."""
    if not access.works_in(request.user, row):
        return {"rows": None}
    only, before = request.GET.get("only", ""), number_in(request.GET.get("before", ""))
    rows = queries.messages_of(request.user, row, only=only)
    start = before if before and before < 100_000 else 0
    found = list(rows[start : start + PAGE + 1])
    more = start + PAGE if len(found) > PAGE else 0
    return {"rows": found[:PAGE], "only": only, "more": more}


@require_http_methods(["GET", "POST"])
def mailbox_new(request):
    require(access.may(request.user, "use") or access.may(request.user, "setup"))
    return _form(request, Mailbox(owner=request.user))


@require_http_methods(["GET", "POST"])
def mailbox_edit(request, pk: int):
    row = get_object_or_404(access.visible_mailboxes(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    return _form(request, row)


def _form(request, row: Mailbox):
    may_set_up = access.may(request.user, "setup")
    given = request.POST if request.method == "POST" else None
    form = forms.MailboxForm(request.user, given, instance=row, may_set_up=may_set_up)
    if form.is_bound and taken(form, lambda: _store(request, form)):
        messages.success(request, _("邮箱已保存。请按“测试连接”看看能否收发。"))
        return go(request, form.instance.get_absolute_url())
    context = {"form": form, "row": row, "presets": PRESETS}
    status = 422 if form.errors else 200
    return page(request, "mail/mailbox_form.html", context, status=status)


@transaction.atomic
def _store(request, form) -> None:
    given = form.cleaned_data
    actions.save_mailbox(
        form.instance, password=given["password"], by=request.user,
        members=given["members"] if "members" in given else queries.members_of(form.instance),
    )  # fmt: skip


@require_POST
def mailbox_do(request, pk: int, verb: str):
    """Try it, fetch now, pause, resume."""
    row = get_object_or_404(access.visible_mailboxes(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    if verb not in DONE:
        raise Http404
    act, told = DONE[verb]
    act(row, by=request.user)
    messages.success(request, _(told))
    return go(request, reverse("mail:mailbox", args=[pk]))


def _rights(user) -> dict:
    return {"may_add": True, "may_news": access.may_news(user, "read")}


DONE = {
    "try": (actions.try_mailbox, N_("收信和发信都正常。")),
    "fetch": (actions.ask_fetch, N_("正在收取，稍后刷新看结果。")),
    "pause": (actions.pause_mailbox, N_("已暂停收取。")),
    "resume": (actions.resume_mailbox, N_("已恢复，正在收取。")),
}
