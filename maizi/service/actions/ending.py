"""A ticket is confirmed, closed, called off, taken up again, turned into a complaint."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.files.actions import attach
from maizi.files.models import StoredFile
from maizi.history.actions import recorded
from maizi.inbox.actions import settle
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from .. import access
from ..events import ComplaintRaised, TicketClosed
from ..models import Ticket
from ..rules import moves
from ..terms import TicketType
from .appointing import call_off_slot
from .clocking import end_course, start_response
from .course import locked, locked_for_either, move, require_text
from .intake import tell_owner
from .mending import call_off
from .orders import end_orders, recall_live

COMPLAINED = N_("转投诉")


@transaction.atomic
def confirm(
    row: Ticket, *, who: str, score: int | None = None, text: str = "", by,
    image: StoredFile | None = None,
) -> Ticket:  # fmt: skip
    """The customer says that it works. Raises Refused without his name.

    image  what he signed on the engineer's telephone; it lies among the attachments
    """
    row = locked_for_either(row, by=by)
    who = require_text(who, field="who", sentence=_("请写明客户方是谁确认的。"))
    if score is not None and not 1 <= score <= 5:
        raise Refused(_("评分要在 1 到 5 之间。"), field="score")
    if row.type == TicketType.INSTALL and row.unit is not None and not row.unit.acceptance_id:
        raise Refused(_("安装要客户先签验收单，保修从那时起算。请在设备页面登记验收，再确认。"))
    with recorded(row, moves.LABELS["confirm"], by=by):
        move(row, verb="confirm", by=by, text=f"{who} {text}")
        row.confirmed_by, row.score = who[:40], score
        row.save(update_fields=["state", "confirmed_by", "score"])
    if image is not None:
        attach(image, row, by=by)
    return row


@transaction.atomic
def close(row: Ticket, *, by) -> Ticket:
    """End a ticket that the customer has confirmed."""
    row = locked(row, by=by, verb="handle")
    with recorded(row, moves.LABELS["close"], by=by):
        row.ended_at = move(row, verb="close", by=by).at
        row.save(update_fields=["state", "ended_at"])
    _end(row, by=by)
    publish(TicketClosed(row.pk))
    return row


@transaction.atomic
def cancel(row: Ticket, *, reason: str, by) -> Ticket:
    """Nobody needs to come any more, and why; a repair that it began comes to nothing."""
    row = locked(row, by=by, verb="handle")
    reason = require_text(reason, field="reason", sentence=_("请写明为什么取消。"))
    with recorded(row, moves.LABELS["cancel"], by=by, reason=reason[:200]):
        row.ended_at = move(row, verb="cancel", by=by, text=reason).at
        row.save(update_fields=["state", "ended_at"])
    recall_live(row, by=by)
    call_off_slot(row, by=by)
    call_off(row, by=by, at=row.ended_at, reason=reason)
    _end(row, by=by)
    return row


@transaction.atomic
def reopen(row: Ticket, *, reason: str, by, now: datetime | None = None) -> Ticket:
    """The customer says that it does not work after all: the number stays, clocks begin anew.

    Raises Refused without a reason, and later than the company allows.
    """
    row, now = locked(row, by=by, verb="handle"), now or timezone.now()
    reason = require_text(reason, field="reason", sentence=_("请写明客户说哪里不对。"))
    days = int(parameter("service.reopen_days"))
    if not moves.may_reopen_on(row.ended_at, now, days=days):
        raise Refused(
            N_("工单结束已超过 {days} 天，不能重开。请登记一张新的工单。"), days=days, code="late"
        )
    with recorded(row, moves.LABELS["reopen"], by=by, reason=reason[:200]):
        move(row, verb="reopen", by=by, text=reason, at=now)
        row.reopened += 1
        row.ended_at = row.restored_at = row.arrived_at = row.answered_at = None
        row.confirmed_by, row.score, row.mode = "", None, ""
        row.save()
    end_orders(row, by=by, at=now)
    start_response(row, by=by, at=now)
    tell_owner(row, by=by)
    return row


@transaction.atomic
def to_complaint(row: Ticket, *, words: str, by) -> Ticket:
    """The customer complains about it: a complaint is taken down, the ticket goes on (L-8).

    Raises Refused without his words, and when it was done before.
    """
    row = locked(row, by=by, verb="handle")
    words = require_text(words, field="words", sentence=_("请记下客户投诉的原话。"))
    if row.complaint_no:
        raise Refused(_("这张工单已经转成投诉 %s，请在那里补充。") % row.complaint_no)
    publish(ComplaintRaised(row.pk, words, by.pk))
    row.refresh_from_db(fields=["complaint_no"])
    return row


def note_complaint(row: Ticket, no: str, *, by) -> None:
    """Remember which complaint came of a ticket; called by the app of complaints."""
    row = locked(row)
    with recorded(row, COMPLAINED, by=by):
        row.complaint_no = no
        row.save(update_fields=["complaint_no"])


def _end(row: Ticket, *, by) -> None:
    end_course(row, by=by, reason=str(row.get_state_display()))
    settle(source=access.ANSWER_SOURCE, about=row, by=by)
