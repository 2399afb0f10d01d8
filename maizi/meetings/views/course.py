"""A meeting while it is held and after: summaries, what was agreed, minutes, actions."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kernel.errors import Refused
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..terms import State
from .parts import added, done, meeting_for, part_for, shown

MOST_IDS = 200


@require_POST
def start(request, pk: int):
    row = meeting_for(request, pk, "change")
    actions.start_meeting(row, by=request.user)
    return done(request, row, _("会议开始。每个议题谈完就写小结。"))


@require_POST
def attendance(request, pk: int):
    """Who came, who spoke."""
    row = meeting_for(request, pk, "change")
    actions.note_attendance(
        row, attended=_ids(request, "attended"), spoke=_ids(request, "spoke"), by=request.user
    )
    return done(request, row, _("到会和发言已记下。"))


@require_POST
def summary(request, pk: int):
    """The summary of one point."""
    point = part_for(request, access.visible_points(request.user), pk)
    form = forms.SummaryForm(request.POST)
    if not form.is_valid():
        return shown(request, point.meeting, summary_form=form, point=point)
    actions.summarise(point, actions.Summary(**form.cleaned_data), by=request.user)
    return done(request, point.meeting, _("小结已保存。"))


@require_POST
def decisions_add(request, pk: int):
    row = meeting_for(request, pk, "change")
    actions.decide(row, text=request.POST.get("text", "")[:300], by=request.user)
    return done(request, row, _("决定已记下。"))


@require_POST
def decision_remove(request, pk: int):
    decision = part_for(request, access.visible_decisions(request.user), pk)
    actions.undecide(decision, by=request.user)
    return done(request, decision.meeting, _("决定已去掉。"))


@require_POST
def actions_add(request, pk: int):
    row = meeting_for(request, pk, "change")
    form = forms.ActionForm(request.POST, user=request.user)
    return added(
        request, row=row, form=form, name="action_form", text=_("行动已记下。"),
        act=lambda: actions.agree(row, by=request.user, **form.cleaned_data),
    )  # fmt: skip


@require_POST
def actions_change(request, pk: int):
    """An open action gets another owner or day."""
    row = meeting_for(request, pk, "change")
    form = forms.ChangeForm(request.POST, user=request.user, row=row, auto_id="id_change_%s")
    return added(
        request, row=row, form=form, name="change_form", text=_("行动已改，待办跟着换了。"),
        act=lambda: actions.change_action(
            form.cleaned_data["action"], owner=form.cleaned_data["owner"],
            due_on=form.cleaned_data["due_on"], by=request.user,
        ),
    )  # fmt: skip


@require_POST
def action(request, pk: int):
    """An action is done or called off."""
    rows = access.visible_actions(request.user).select_related("meeting")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_act(request.user, row))
    act, note = request.POST.get("act", ""), request.POST.get("note", "")[:300]
    if act not in ("done", "cancel"):
        raise Refused(_("请选“完成”或“取消”。"))
    actions.finish_action(row, by=request.user, is_done=act == "done", note=note)
    return done(request, row.meeting, _("已完成。") if act == "done" else _("行动已取消。"))


@require_POST
def end(request, pk: int):
    row = meeting_for(request, pk, "change")
    form = forms.EndForm(request.POST)
    return added(
        request, row=row, form=form, name="end_form",
        text=_("已散会。行动进了各人的待办，请在一天内发出纪要。"),
        act=lambda: actions.end_meeting(
            row, conclusion=form.cleaned_data["conclusion"], by=request.user
        ),
    )  # fmt: skip


@require_POST
def send_minutes(request, pk: int):
    row = meeting_for(request, pk, "change")
    actions.send_minutes(row, by=request.user)
    return done(request, row, _("纪要已发给每位参加人。"))


@require_GET
def minutes(request, pk: int):
    """The minutes as they are sent, to read and to print."""
    row = meeting_for(request, pk)
    if row.state not in (State.FOLLOWING, State.CLOSED):
        raise Refused(_("会议结束以后才有纪要。"))
    return page(request, "meetings/minutes.html", {"row": row, "text": queries.minutes_of(row)})


def _ids(request, name: str) -> set[int]:
    given = request.POST.getlist(name)[:MOST_IDS]
    return {int(i) for i in given if i.isascii() and i.isdigit() and len(i) < 20}
