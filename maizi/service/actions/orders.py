"""Give a ticket to an engineer; he takes it or not (F-5)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.queries import open_clock
from maizi.clocks.terms import Counting
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

from .. import access, queries
from ..models import Engineer, Ticket, WorkOrder
from ..models.orders import LIVE
from ..rules import moves
from ..rules.dispatch import check_planned, check_rejection
from ..rules.matrix import ACCEPT, ARRIVE
from ..terms import OrderState, State
from .course import locked, move, note

GIVEN = N_("请接单：{no} {title}")
TAKEN = N_("上门办理：{no} {title}")
NOBODY = N_("工单 {no} 没有人接：{title}")
TURNED_DOWN = N_("{engineer} 没有接工单 {no}：{reason}")
NOT_IN_TIME = N_("超时未接")


@transaction.atomic
def assign(
    row: Ticket, *, engineer: Engineer, by, since: datetime | None = None,
    until: datetime | None = None,
) -> WorkOrder:  # fmt: skip
    """Ask an engineer to take a ticket; whoever had it before loses it.

    since, until  when he is to be there; None: as soon as possible

    He has so many minutes to accept. Raises Refused for an engineer who cannot go, naming why,
    for a time that has passed, and when the state does not fit.
    """
    row = locked(row, by=by, verb="dispatch")
    if since is not None:
        check_planned(since, until, timezone.now())
    reasons = _reasons(row, engineer, at=since)
    return _ask(row, engineer=engineer, by=by, since=since, until=until, reasons=reasons)


@transaction.atomic
def assign_best(
    row: Ticket, *, by, tried: tuple[int, ...] = ()
) -> WorkOrder | None:  # fmt: skip
    """Ask the first of the ranking who was not asked; None, and dispatchers hear, when nobody is.

    by  None: the system, after a rejection or a silence
    """
    row = locked(row, by=by, verb="dispatch" if by is not None else "")
    without = {*tried, *queries.last_tried(row)}
    best = next((one for one in queries.ranked_for(row, due_at=due_of(row), without=without)
                 if one.bar is None), None)  # fmt: skip
    if best is None:
        title = say(NOBODY, no=row.no, title=row.title)
        notify(to=queries.dispatchers(), event="service.rejected", title=title, about=row, by=by)
        return None
    engineer = Engineer.objects.select_related("user").get(pk=best.candidate.id)
    made = _ask(row, engineer=engineer, by=by, reasons=best.reasons)
    made.is_automatic = True
    made.save(update_fields=["is_automatic"])
    return made


@transaction.atomic
def accept(order: WorkOrder, *, by, at: datetime | None = None) -> WorkOrder:
    """The engineer takes it. Twice is once. Raises Refused when it is not his any more."""
    row = locked(order.ticket)
    order = _locked_order(order)
    _require_own(order, by)
    if order.state == OrderState.ACCEPTED:
        return order
    _require_asked(order)
    now = at or timezone.now()
    with recorded(row, moves.LABELS["accept"], by=by):
        move(row, verb="accept", by=by, at=now)
        row.save(update_fields=["state"])
    _answer(order, OrderState.ACCEPTED, by=by, at=now)
    title = say(TAKEN, no=row.no, title=row.title)
    ask(owner=by, source=access.ORDER_SOURCE, about=row, by=order.asked_by, title=title,
        due_at=due_of(row) or order.since)  # fmt: skip
    return order


@transaction.atomic
def reject(order: WorkOrder, *, reason: str, by) -> WorkOrder:
    """The engineer cannot: the next of the ranking is asked at once. Raises Refused without why."""
    reason = check_rejection(reason)
    row = locked(order.ticket)
    order = _locked_order(order)
    _require_own(order, by)
    if order.state not in (OrderState.ASKED, OrderState.ACCEPTED):
        raise Refused(_("这张派工单已经不在您手上。"))
    order.answer = reason[:200]
    _turn_down(row, order=order, state=OrderState.REJECTED, reason=reason, by=by)
    return order


@transaction.atomic
def expire(order: WorkOrder, *, by=None) -> WorkOrder:
    """Nobody answered in time: the next of the ranking is asked (F-5). An answered one stays."""
    row = locked(order.ticket)
    order = _locked_order(order)
    if order.state != OrderState.ASKED:
        return order
    order.answer = _(NOT_IN_TIME)
    _turn_down(row, order=order, state=OrderState.EXPIRED, reason=order.answer, by=by)
    return order


def recall_live(row: Ticket, *, by) -> None:
    """Take a locked ticket from whoever has it."""
    for order in row.orders.filter(LIVE).select_related("engineer__user"):
        _answer(order, OrderState.RECALLED, by=by, at=timezone.now())
    row.engineer, row.planned_at = None, None
    row.save(update_fields=["engineer", "planned_at"])


def end_orders(row: Ticket, *, by, at: datetime) -> None:
    """The work of a locked ticket is done."""
    for order in row.orders.filter(LIVE).select_related("engineer__user"):
        _answer(order, OrderState.DONE, by=by, at=at)


def due_of(row: Ticket) -> datetime | None:
    """By when somebody has to be there; None when no clock of arrival runs."""
    clock = open_clock(row, ARRIVE)
    return clock.due_at if clock else None


def _reasons(row: Ticket, engineer: Engineer, *, at: datetime | None) -> list[Said]:
    found = queries.ranked_for(row, at=at, due_at=due_of(row))
    mine = next((one for one in found if one.candidate.id == engineer.pk), None)
    if mine is None:
        raise Refused(_("%s 现在不参加派工。") % engineer, field="engineer")
    already = row.engineer_id == engineer.user_id and row.orders.filter(LIVE).exists()
    if mine.bar is not None and not already:
        raise Refused(
            N_("不能派给 {engineer}：{why}。"), engineer=engineer, why=mine.bar, field="engineer"
        )
    return mine.reasons


def _ask(row: Ticket, *, engineer: Engineer, by, reasons: list[Said], since=None, until=None):
    recall_live(row, by=by)
    now = timezone.now()
    with recorded(row, moves.LABELS["assign"], by=by):
        told = _("；").join(one.text(_) for one in reasons)
        move(row, verb="assign", by=by, text=f"{engineer} · {told}")
        row.engineer, row.planned_at = engineer.user, since
        row.save(update_fields=["state", "engineer", "planned_at"])
    order = WorkOrder.objects.create(
        ticket=row, engineer=engineer, since=since, until=until, asked_at=now,
        asked_by=by, reasons=[[one.message, one.params] for one in reasons],
    )  # fmt: skip
    minutes = int(parameter("service.accept_minutes"))
    period = Period(Counting.CLOCK_TIME, minutes)
    clock = clocks.start(order, code=ACCEPT, by=by, at=now, period=period, unit=row.org_unit)
    title = say(GIVEN, no=row.no, title=row.title)
    notify(to=[engineer.user], event="service.assigned", title=title, about=row, by=by)
    ask(owner=engineer.user, source=access.ORDER_SOURCE, about=row, title=title, by=by,
        due_at=clock.due_at)  # fmt: skip
    return order


def _turn_down(row: Ticket, *, order: WorkOrder, state: OrderState, reason: str, by) -> None:
    now = timezone.now()
    _answer(order, state, by=by, at=now)
    if moves.can_move(State(row.state), "give_back"):
        with recorded(row, moves.LABELS["give_back"], by=by, reason=reason[:200]):
            move(row, verb="give_back", by=by, text=f"{order.engineer}：{reason}", at=now)
            row.engineer, row.planned_at = None, None
            row.save(update_fields=["state", "engineer", "planned_at"])
    else:
        note(row, f"{order.engineer}：{reason}", by=by, at=now)
    title = say(TURNED_DOWN, engineer=order.engineer, no=row.no, reason=reason)
    notify(to=[row.owner], event="service.rejected", title=title, about=row, by=by)
    if row.state == State.TRIAGED:
        assign_best(row, by=None, tried=(order.engineer_id,))


def _answer(order: WorkOrder, state: OrderState, *, by, at: datetime) -> None:
    order.state, order.answered_at = state, at
    order.save(update_fields=["state", "answered_at", "answer"])
    if clock := open_clock(order, ACCEPT):
        if state == OrderState.ACCEPTED:
            clocks.stop(clock, by=by, now=at)
        else:
            clocks.cancel(clock, by=by, reason=str(state.label))
    settle(source=access.ORDER_SOURCE, about=order.ticket, owner=order.engineer.user, by=by)


def _locked_order(order: WorkOrder) -> WorkOrder:
    rows = WorkOrder.objects.select_for_update(of=("self",))
    return rows.select_related("ticket", "engineer__user").get(pk=order.pk)


def _require_own(order: WorkOrder, by) -> None:
    if order.engineer.user_id != by.pk:
        raise Refused(_("这张单派给了 %s，请其本人答复；要换人请改派。") % order.engineer)


def _require_asked(order: WorkOrder) -> None:
    if order.state != OrderState.ASKED:
        raise Refused(_("这张派工单已经改派给别人或已经结束，请刷新页面。"))
