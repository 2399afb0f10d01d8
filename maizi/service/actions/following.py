"""After acceptance customers are asked how it runs; bad work has consequences (F-15, F-18)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.fields.queries import parameter
from maizi.history.actions import record
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import FollowUp, Incident, Ticket
from ..rules.slots import follow_up_days
from ..terms import IncidentKind, State
from .course import locked, require_text

TODO = N_("安装回访：{no} {title}")
ASKED, RAISED, DECIDED = N_("安装回访"), N_("登记质量事故"), N_("处理质量事故")
INCIDENT = N_("质量事故：{kind}，{person}，工单 {no}")


def plan_follow_ups(row: Ticket, accepted_on: date, *, by) -> list[FollowUp]:
    """The customer of a locked ticket is asked 3 and 30 days after acceptance (F-18)."""
    days = [int(count) for count in parameter("service.follow_up_days")]
    made = []
    for due_on in follow_up_days(accepted_on, days):
        one, is_new = FollowUp.objects.get_or_create(ticket=row, due_on=due_on)
        if is_new:
            ask(owner=row.owner, source=access.FOLLOW_SOURCE, by=by, due_at=due_on,
                about=(one._meta.label_lower, one.pk), url=row.get_absolute_url(),
                title=say(TODO, no=row.no, title=row.title))  # fmt: skip
        made.append(one)
    return made


@transaction.atomic
def follow_up(found: FollowUp, *, is_fine: bool, text: str, by) -> FollowUp:
    """Write down what the customer said. Twice is once. What does not run is a new ticket's matter.

    Raises Refused before the day is near, and without his words when something is wrong.
    """
    row = locked(found.ticket, by=by, verb="handle")
    found = FollowUp.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.done_at:
        return found
    if not is_fine and not text.strip():
        raise Refused(_("请写下客户说哪里不好，我们负责排除自己安装的故障。"), field="text")
    found.is_fine, found.text = is_fine, text.strip()[:400]
    found.done_at, found.done_by = timezone.now(), by
    found.save()
    record(row, verb=ASKED, by=by, reason=found.text[:200])
    settle(source=access.FOLLOW_SOURCE, about=(found._meta.label_lower, found.pk), by=by)
    return found


@transaction.atomic
def raise_incident(
    row: Ticket, *, person: User, kind: IncidentKind, text: str, rule: str, by
) -> Incident:  # fmt: skip
    """Careless work is a serious violation: what happened, who, and which rule (F-15).

    Raises Refused without a rule, for one's own work, and before anybody was on site.
    """
    row = locked(row, by=by, verb="supervise")
    text = require_text(text, field="text", sentence=_("请写明经过和证据。"))
    rule = require_text(rule, field="rule", sentence=_("请写明违反了哪条规定，没有依据不能处罚。"))
    if person.pk == by.pk:
        raise Refused(_("不能登记自己的质量事故，请上级登记。"), field="person")
    if row.arrived_at is None or State(row.state) == State.NEW:
        raise Refused(_("这张工单还没有人到过现场。"))
    made = Incident.objects.create(
        ticket=row, person=person, kind=kind, text=text[:1000], rule=rule[:120], raised_by=by,
        raised_at=timezone.now(),
    )  # fmt: skip
    record(row, verb=RAISED, by=by, reason=f"{kind.label} {rule}"[:200])
    people = {one.pk: one for one in (person, *queries.supervisors()) if one.pk != by.pk}
    said = say(INCIDENT, kind=say(kind.chinese), person=person, no=row.no)
    notify(to=people.values(), event="service.incident", title=said, about=row, by=by)
    return made


@transaction.atomic
def decide_incident(found: Incident, *, penalty: str, by) -> Incident:
    """What follows of it: decided by somebody else than who raised it, and than who is blamed."""
    row = locked(found.ticket, by=by, verb="supervise")
    found = Incident.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if by.pk in (found.raised_by_id, found.person_id):
        raise Refused(_("提出人和责任人不能自己决定处理，请另一位主管决定。"))
    if found.decided_at:
        raise Refused(_("这起质量事故已经处理过。"))
    found.penalty = require_text(
        penalty, field="penalty", sentence=_("请写明处理决定；不处罚也请写明理由。")
    )[:300]
    found.decided_by, found.decided_at = by, timezone.now()
    found.save()
    record(row, verb=DECIDED, by=by, reason=found.penalty[:200])
    return found
