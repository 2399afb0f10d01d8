"""The list of an event: invite, take off, hand a link over, what was said, who came."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maizi.customers.terms import ValueClass
from maizi.kernel.errors import Refused

from .. import actions, forms, queries
from ..terms import Answer
from .parts import done, event_for, invitation_for, shown


@require_POST
def invite(request, pk: int):
    """One customer or person, or a whole value class of one's own customers."""
    row = event_for(request, pk, "add")
    form = forms.InviteForm(request.POST, user=request.user)
    if not form.is_valid():
        return shown(request, row, invite_form=form)
    try:
        pairs = _pairs(request.user, row, form.cleaned_data)
        made = actions.invite(row, pairs, by=request.user)
    except Refused as refusal:
        form.add_error(None, refusal.text(_))
        return shown(request, row, invite_form=form)
    count = len(made)
    told = ngettext("已加入名单 %d 位。", "已加入名单 %d 位。", count) % count
    if len(pairs) == queries.MOST:
        told += _("这一级客户可能还有，请再加一次。")
    return done(request, row, told if count else _("名单上已经有了，没有新加。"))


def _pairs(user, row, given: dict) -> list:
    if given["customer"]:
        return [(given["customer"], given["person"])]
    return queries.candidates(user, row, ValueClass(given["value"]))


@require_POST
def drop(request, pk: int):
    row = invitation_for(request, pk)
    actions.drop(row, by=request.user)
    return done(request, row.event, _("已从名单去掉。"))


@require_POST
def hand(request, pk: int):
    """A link to hand over, shown once."""
    row = invitation_for(request, pk)
    token = actions.hand_link(row, by=request.user)
    link = request.build_absolute_uri(reverse("events:reply", args=[token]))
    return shown(request, event_for(request, row.event_id), link=link, link_of=row)


@require_POST
def told(request, pk: int):
    """What somebody said by telephone."""
    row, said = invitation_for(request, pk), request.POST.get("answer", "")
    if said not in (Answer.YES, Answer.NO):
        raise Refused(_("请选“参加”或“不参加”。"))
    kept = {"companions": row.companions, "note": row.note}
    actions.answer(row, said=Answer(said), by=request.user, **kept)
    return done(request, row.event, _("答复已记下。"))


@require_POST
def told_off(request, pk: int):
    """Somebody was told by telephone that the event is off."""
    row = invitation_for(request, pk)
    actions.note_told(row, by=request.user)
    return done(request, row.event, _("已记下：%s 知道取消了。") % row)


@require_POST
def tick(request, pk: int):
    row = invitation_for(request, pk)
    actions.check_in(row, by=request.user)
    return done(request, row.event, _("%s 已签到。") % row)


@require_POST
def untick(request, pk: int):
    row = invitation_for(request, pk)
    actions.undo_check_in(row, by=request.user)
    return done(request, row.event, _("签到已撤销。"))
