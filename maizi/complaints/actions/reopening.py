"""A complaint is taken up again: the number stays, the count rises, one level higher (E-1, E-8)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.queries import superiors_of
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Complaint
from ..rules import moves
from ..rules.owners import first_fit
from ..rules.targets import CONFIRM
from ..terms import Validity
from .clocking import restart_course, stop
from .course import locked, move, tell_complainant
from .owners import pass_on

AGAIN = N_("您的投诉已重新处理（第 {count} 次），由 {name} 负责。")
TOLD = N_("投诉人不满意，投诉 {no} 重开：{reason}")


@transaction.atomic
def reopen(
    row: Complaint, *, reason: str, by, now: datetime | None = None
) -> Complaint:  # fmt: skip
    """Take a complaint up again within the days the company gives; by None: the customer himself.

    Raises Refused later than that, without a reason, and for one that is still open.
    """
    row, now = locked(row), now or timezone.now()
    if by is not None and not access.may(by, "handle", row):
        raise Refused(_("这件投诉由 %s 处理，您不能代办。可以请其转办给您。") % row.owner)
    return reopen_for(row, reason=reason, by=by, at=now)


def reopen_for(row: Complaint, *, reason: str, by, at: datetime) -> Complaint:
    """The same for a locked complaint."""
    if not reason.strip():
        raise Refused(_("请写明为什么不满意。"), field="reason")
    days = int(parameter("complaint.reopen_days"))
    if not moves.may_reopen_on(row.ended_at, at, days=days):
        raise Refused(
            N_("投诉办结已超过 {days} 天，不能重开。请登记一件新的投诉。"), days=days, code="late"
        )
    with recorded(row, moves.LABELS["reopen"], by=by, reason=reason):
        row.reopened += 1
        move(row, verb="reopen", by=by, text=reason, at=at)
        row.ended_at, row.satisfied = None, ""
        row.answered_at = row.told_at = row.executed_at = None
        row.has_chance = row.is_regained = row.is_agreed = None
        if row.validity == Validity.NOT:
            row.validity = Validity.PENDING
        row.save()
    stop(row, CONFIRM, by=by, at=at)
    _raise_level(row, by=by, at=at)
    restart_course(row, by=by, at=at, reason=_("客户不满意，重新处理"))
    return row


def _raise_level(row: Complaint, *, by, at: datetime) -> None:
    """One level higher: the owner's superior, where there is one whom it is not about."""
    above = [one for one in superiors_of(row.owner) if one.is_active]
    chosen = first_fit([one.pk for one in above], row.about_person_id)
    told = AGAIN.format(count=row.reopened, name=row.owner.name)
    if chosen is not None:
        taker = next(one for one in above if one.pk == chosen)
        pass_on(row, taker=taker, by=by, reason=_("客户不满意，升一级处理"), now=at)
        told = AGAIN.format(count=row.reopened, name=taker.name)
    notify(to=[row.owner], event="complaints.said", about=row, by=by,
           title=say(TOLD, no=row.no, reason=row.title))  # fmt: skip
    tell_complainant(row, told, by=by, at=at)
