"""One tap on a to-do."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.http import require

from .. import access, actions
from ..forms import SnoozeForm
from ..terms import Snooze, TodoState
from .todos import back


def _own(request, pk: int, verb: str):
    row = get_object_or_404(access.visible_todos(request.user), pk=pk)
    require(access.may(request.user, verb, row))
    return row


@require_POST
def done(request, pk: int):
    row = actions.finish(_own(request, pk, "done"), by=request.user)
    if row.state == TodoState.DONE:
        undo = reverse("inbox:todo_reopen", args=[row.pk])
        messages.success(request, _("已完成：%s") % row.title, extra_tags=f"undo {undo}")
    return back(request)


@require_POST
def put_aside(request, pk: int):
    row, choice = _own(request, pk, "snooze"), request.POST.get("choice", "")
    form = SnoozeForm(request.POST)
    if choice not in set(Snooze) or not form.is_valid():
        raise Refused(N_("请选择稍后到什么时候。"))
    at = form.cleaned_data["at"]
    row = actions.snooze(row, choice=Snooze(choice), at=at, by=request.user)
    moment = timezone.localtime(row.snoozed_until).strftime("%Y-%m-%d %H:%M")
    messages.success(request, _("好的，%s 再提醒您。") % moment)
    return back(request)


@require_POST
def bring_back(request, pk: int):
    actions.wake(_own(request, pk, "wake"), by=request.user)
    messages.success(request, _("已放回待办。"))
    return back(request)


@require_POST
def give_up(request, pk: int):
    row = actions.cancel(_own(request, pk, "cancel"), by=request.user)
    undo = reverse("inbox:todo_reopen", args=[row.pk])
    messages.success(request, _("已取消：%s") % row.title, extra_tags=f"undo {undo}")
    return back(request)


@require_POST
def take_back(request, pk: int):
    actions.reopen(_own(request, pk, "reopen"), by=request.user)
    messages.success(request, _("已重新打开。"))
    return back(request)
