"""One event: begin to invite, send, sum up, cancel."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from .. import actions, forms
from .parts import added, done, event_for, shown


@require_GET
def event(request, pk: int):
    """One event, from the plan to cost and result."""
    return shown(request, event_for(request, pk))


@require_POST
def open_(request, pk: int):
    row = event_for(request, pk, "change")
    actions.open_event(row, by=request.user)
    return done(request, row, _("可以邀请客户了。"))


@require_POST
def send(request, pk: int):
    row = event_for(request, pk, "change")
    count = actions.queue_letters(row, by=request.user)
    told = ngettext("正在发送 %d 封邀请。", "正在发送 %d 封邀请。", count) % count
    return done(request, row, told if count else _("没有可以发送的邀请；名单上写着原因。"))


@require_POST
def tell_again(request, pk: int):
    row = event_for(request, pk, "change")
    actions.tell_again(row, by=request.user)
    return done(request, row, _("正在通知还不知道取消的客户。"))


@require_POST
def close(request, pk: int):
    """Cost, opinions, result."""
    row = event_for(request, pk, "change")
    form = forms.CloseForm(request.POST)
    return added(
        request, row=row, form=form, name="close_form", text=_("活动已总结。"),
        act=lambda: actions.close_event(row, by=request.user, **form.cleaned_data),
    )  # fmt: skip


@require_POST
def cancel(request, pk: int):
    row = event_for(request, pk, "change")
    form = forms.ReasonForm(request.POST)
    return added(
        request, row=row, form=form, name="cancel_form", text=_("活动已取消。"),
        act=lambda: actions.cancel_event(
            row, by=request.user, reason=form.cleaned_data["reason"]
        ),
    )  # fmt: skip
