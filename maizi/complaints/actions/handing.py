"""A complaint asks for other hands: offered, accepted, declined, or over the head (E-12)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.accounts.queries import superiors_of
from maizi.clocks import actions as clocks
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Complaint, HandOff
from ..rules import owners as rules
from ..rules import targets
from ..rules.targets import ACCEPT
from ..terms import HandOffState, Priority, State
from .clocking import period, stop
from .course import locked, note
from .owners import pass_on

OFFERED = N_("{giver} 把投诉 {no} 转给您，请尽快接收或退回")
ANSWERED = N_("{taker} {what}了投诉 {no}")
TODO_ACCEPT = N_("接收或退回转办的投诉：{no} {title}")


@transaction.atomic
def hand_off(
    row: Complaint, *, taker: User, reason: str, promised: str, by, now: datetime | None = None
) -> HandOff:
    """Ask a colleague to take a complaint over; until he accepts it stays where it is (E-12).

    Raises Refused for whom it is about, for a third time without a supervisor, without reason.
    """
    row, now = locked(row, by=by, verb="handle"), now or timezone.now()
    if State(row.state).is_ended:
        raise Refused(_("投诉已经办结，不用再转办。"))
    if not reason.strip():
        raise Refused(_("请写明为什么转办。"), field="reason")
    if row.hand_offs.filter(state=HandOffState.ASKED).exists():
        raise Refused(_("上一次转办还在等答复。请先撤回，或等对方答复。"))
    earlier = row.hand_offs.filter(state=HandOffState.ACCEPTED).count()
    rules.check_hand_off(rules.Handing(
        giver=row.owner_id, taker=taker.pk, accused=row.about_person_id, earlier=earlier,
        by_supervisor=access.may(by, "supervise", row),
        is_active=taker.is_active and not taker.leaves_on,
        may=access.may(taker, "handle") or access.may(taker, "supervise"),
    ))  # fmt: skip
    offer = HandOff.objects.create(
        complaint=row, giver=row.owner, taker=taker, reason=reason.strip(), asked_at=now,
        promised=promised.strip(),
    )  # fmt: skip
    note(row, _("转办给 %(who)s：%(why)s") % {"who": taker, "why": reason.strip()}, by=by, at=now)
    _offer(offer, by=by, now=now)
    return offer


def _offer(offer: HandOff, *, by, now: datetime) -> None:
    """Start the time for an answer, and ask the receiver."""
    row = offer.complaint
    policy = queries.policy_for(row.org_unit)
    span = targets.accept_period(Priority(row.priority), policy)
    code = {"code": ACCEPT, "by": by, "at": now, "period": period(span)}
    clock = clocks.start(offer, unit=row.org_unit, **code)
    link = {"about": row, "by": by, "url": row.get_absolute_url()}
    notify(to=[offer.taker], event="complaints.hand_off", **link,
           title=say(OFFERED, giver=offer.giver, no=row.no))  # fmt: skip
    ask(owner=offer.taker, source=access.ACCEPT_SOURCE, due_at=clock.due_at, **link,
        title=say(TODO_ACCEPT, no=row.no, title=row.title))  # fmt: skip


@transaction.atomic
def accept(offer: HandOff, *, by, now: datetime | None = None) -> Complaint:
    """The receiver takes it over: he is the owner now, and tells the customer. Twice is once."""
    row, offer = _open_offer(offer, by)
    now = now or timezone.now()
    if offer.state == HandOffState.ACCEPTED:
        return row
    end_offer(offer, state=HandOffState.ACCEPTED, by=by, now=now)
    pass_on(row, taker=offer.taker, by=by, reason=offer.reason, now=now)
    _hear(offer, N_("接收"), by=by)
    return row


@transaction.atomic
def decline(offer: HandOff, *, reason: str, by, now: datetime | None = None) -> HandOff:
    """The receiver says no, with the reason; it stays with the giver."""
    row, offer = _open_offer(offer, by)
    if offer.state == HandOffState.ACCEPTED:
        raise Refused(_("您已经接收了这件投诉。需要时可以再转办。"))
    if not reason.strip():
        raise Refused(_("请写明为什么不能接收。"), field="reason")
    end_offer(offer, state=HandOffState.DECLINED, by=by, now=now or timezone.now(), answer=reason)
    note(row, _("%(who)s 没有接收：%(why)s") % {"who": offer.taker, "why": reason.strip()}, by=by)
    _hear(offer, N_("退回"), by=by)
    return offer


@transaction.atomic
def recall(offer: HandOff, *, by, now: datetime | None = None) -> HandOff:
    """The giver takes his request back."""
    row = locked(offer.complaint, by=by, verb="handle")
    offer = HandOff.objects.select_for_update().get(pk=offer.pk)
    if offer.state == HandOffState.ASKED:
        end_offer(offer, state=HandOffState.RECALLED, by=by, now=now or timezone.now())
        note(row, _("撤回转办"), by=by)
    return offer


@transaction.atomic
def escalate_offer(offer: HandOff, *, now: datetime | None = None, by=None) -> HandOff | None:
    """Nobody answered in time: the receiver's superior is asked instead (E-12); None without one.

    The complaint stays with the giver.
    """
    offer = HandOff.objects.select_for_update().select_related("taker").get(pk=offer.pk)
    if offer.state != HandOffState.ASKED:
        return None
    now, row = now or timezone.now(), locked(offer.complaint)
    above = [one for one in superiors_of(offer.taker)
             if one.is_active and one.pk not in (row.about_person_id, row.owner_id)]  # fmt: skip
    if not above:
        return None
    end_offer(offer, state=HandOffState.ESCALATED, by=by, now=now)
    note(row, _("%(who)s 没有按时答复，转请其上级 %(above)s")
         % {"who": offer.taker, "above": above[0]}, by=by, at=now)  # fmt: skip
    higher = HandOff.objects.create(
        complaint=row, giver=row.owner, taker=above[0], reason=offer.reason, asked_at=now,
        promised=offer.promised,
    )  # fmt: skip
    _offer(higher, by=by, now=now)
    return higher


@transaction.atomic
def take_over(row: Complaint, *, taker: User, reason: str, by) -> Complaint:
    """A supervisor puts a complaint into other hands at once, with the reason."""
    row = locked(row, by=by, verb="supervise")
    if not reason.strip():
        raise Refused(_("请写明为什么改派。"), field="reason")
    rules.check_hand_off(rules.Handing(
        giver=row.owner_id, taker=taker.pk, accused=row.about_person_id, earlier=0,
        by_supervisor=True, is_active=taker.is_active,
        may=access.may(taker, "handle") or access.may(taker, "supervise"),
    ))  # fmt: skip
    for offer in row.hand_offs.filter(state=HandOffState.ASKED):
        end_offer(offer, state=HandOffState.RECALLED, by=by, now=timezone.now())
    pass_on(row, taker=taker, by=by, reason=reason)
    return row


def _open_offer(offer: HandOff, by) -> tuple[Complaint, HandOff]:
    row = locked(offer.complaint)
    rows = HandOff.objects.select_for_update(of=("self",)).select_related("taker", "giver")
    found = rows.get(pk=offer.pk)
    if found.taker_id != by.pk:
        raise Refused(_("这次转办是给 %s 的。") % found.taker)
    if found.state not in (HandOffState.ASKED, HandOffState.ACCEPTED):
        raise Refused(_("这次转办已经是“%s”。") % found.get_state_display())
    found.complaint = row
    return row, found


def end_offer(offer: HandOff, *, state: HandOffState, by, now: datetime, answer: str = "") -> None:
    """An offer is answered or over: its clock stops, its to-do goes."""
    offer.state, offer.answered_at, offer.answer = state, now, answer.strip()[:200]
    offer.save(update_fields=["state", "answered_at", "answer"])
    stop(offer, ACCEPT, by=by, at=now)
    settle(source=access.ACCEPT_SOURCE, about=offer.complaint, owner=offer.taker, by=by)


def _hear(offer: HandOff, what: str, *, by) -> None:
    notify(
        to=[offer.giver],
        event="complaints.hand_off",
        about=offer.complaint,
        by=by,
        title=say(ANSWERED, taker=offer.taker, what=say(what), no=offer.complaint.no),
    )
