"""《目标客户拜访记录表》 and the talk within a week after it (B-35, B-36)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.queries import open_clock
from maizi.clocks.terms import Counting
from maizi.customers.actions import log_activity
from maizi.customers.models import Activity
from maizi.customers.terms import ContactChannel
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Visit
from ..rules.visits import check_record, followup_due
from ..terms.visits import VisitMode, VisitState
from .visits import CHANNELS, RECORD, locked_visit

FOLLOW = "development.followup"
SPOKEN = (ContactChannel.PHONE, ContactChannel.VISIT, ContactChannel.MEETING)


@dataclass(frozen=True, slots=True)
class Report:
    """What a visit brought (B-35)."""

    ended_at: datetime
    talk: str
    opinions: str = ""
    suggestions: str = ""
    met: str = ""
    colleagues: str = ""
    next_step: str = ""


@transaction.atomic
def record_visit(visit: Visit, report: Report, *, by, now: datetime | None = None) -> Visit:
    """Record a visit: it becomes a follow-up of the customer, and within a week another is due.

    Raises Refused when it may not be recorded yet (B-32), and without what was said.
    """
    now = now or timezone.now()
    visit = locked_visit(visit)
    is_key = access.is_key(visit.customer)
    check_record(VisitState(visit.state), is_key=is_key, ended_at=report.ended_at, now=now)
    if not report.talk.strip():
        raise Refused(N_("请写下主要谈话内容。"), field="talk")
    if is_key and not (report.opinions.strip() and report.suggestions.strip()):
        raise Refused(
            N_("大客户拜访还要写下客户的意见和进一步开发的建议。"),
            field="suggestions" if report.opinions.strip() else "opinions",
        )
    days = int(parameter("visit.followup_days"))
    with recorded(visit, N_("填写拜访记录"), by=by):
        for name in ("ended_at", "talk", "opinions", "suggestions", "met", "colleagues",
                     "next_step"):  # fmt: skip
            setattr(visit, name, getattr(report, name))
        visit.state, visit.recorded_at = VisitState.DONE, now
        visit.followup_on = followup_due(timezone.localdate(report.ended_at), days)
        visit.save()
    _log(visit, by)
    settle(source=RECORD, about=visit, by=by)
    clocks.start(
        visit, code=access.FOLLOWUP.code, by=by, at=report.ended_at,
        period=Period(Counting.DAYS, days=days),
    )  # fmt: skip
    ask(
        owner=visit.visitor, source=FOLLOW, about=visit, by=by, due_at=visit.followup_on,
        title=say(N_("再听一听“{customer}”的想法（拜访后 {days} 天内）"),
                  customer=visit.customer.name, days=days),
    )  # fmt: skip
    return visit


def _log(visit: Visit, by) -> None:
    """The visit stands in the customer's stream, written once."""
    text = visit.talk if not visit.opinions else f"{visit.talk}\n客户意见：{visit.opinions}"
    row = Activity(
        customer=visit.customer, contact=visit.contact, at=visit.ended_at, content=text,
        channel=CHANNELS[VisitMode(visit.mode)], result=visit.suggestions[:200],
        next_step=visit.next_step[:200],
    )  # fmt: skip
    log_activity(row, by=by)


def follow_up(activity: Activity, *, by=None) -> int:
    """A talk with a customer closes the follow-ups its author owes; how many (B-36).

    It has to be spoken, face to face or by phone, after the visit, with somebody reached.
    """
    if activity.channel not in SPOKEN or queries.is_unanswered(activity.result):
        return 0
    owed = Visit.objects.select_for_update(of=("self",)).filter(
        customer=activity.customer_id, visitor=activity.author_id, state=VisitState.DONE,
        followup=None, ended_at__lt=activity.at,
    )  # fmt: skip
    rows = list(owed.select_related("customer"))
    for visit in rows:
        with recorded(visit, N_("听取意见"), by=activity.author):
            visit.followup = activity
            visit.save(update_fields=["followup"])
        clock = open_clock(visit, access.FOLLOWUP.code)
        if clock is not None:
            clocks.stop(clock, by=activity.author, now=activity.at)
        settle(source=FOLLOW, about=visit, by=activity.author)
    return len(rows)


def tell_late(visit: Visit, *, by=None) -> None:
    """The week has passed: the KA manager hears of it, or whoever may stand for him (B-36)."""
    title = say(
        N_("{visitor}拜访“{customer}”后一周没有再联系"), visitor=visit.visitor.name,
        customer=visit.customer.name,
    )  # fmt: skip
    people = [person for person in access.overseers(visit) if person.pk != visit.visitor_id]
    notify(to=[*people, visit.visitor], event=access.FOLLOWUP_LATE.code, title=title, about=visit)
