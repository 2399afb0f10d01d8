"""A request comes in: number, owner, clock of the answer (F-2)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify
from maizi.kernel.errors import Refused
from maizi.kernel.identifiers import number_kept
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Ticket
from ..rules.triage import needs_alarm
from ..terms import EntryKind, Severity, State
from .clocking import start_response
from .locating import locate

TITLE_LENGTH = Ticket._meta.get_field("title").max_length
ASSIGNED = N_("服务工单 {no} 交给您：{title}")
TODO = N_("处理服务工单：{no} {title}")
ALARM = N_("{family} 没有启用的应急预案，却发生了非常严重的故障：{no} {title}")
TAKEN = N_("登记")


@transaction.atomic
def open_ticket(row: Ticket, *, by: User | None, owner: User | None = None) -> Ticket:
    """Take a request down.

    row    unsaved; received_at may lie back, never ahead; a piece brings product and customer
    owner  who looks after it; otherwise who takes it down if he handles tickets, else the desk

    The clock of the answer runs from received_at. A fault of the worst kind without an emergency
    plan for its family alarms those who supervise. Raises Refused for a time to come, without the
    customer's words, and when nobody could look after it.
    """
    now = timezone.now()
    row.received_at = row.received_at or now
    if row.received_at > now:
        raise Refused(_("报修时间不能晚于现在。"), field="received_at")
    if by is not None and not access.may(by, "add"):
        raise Refused(_("您不能登记服务工单。请联系客户服务主管。"))
    row.symptom = row.symptom.strip()
    if not row.symptom:
        raise Refused(_("请记下客户说的情况。"), field="symptom")
    row.title = (row.title.strip() or " ".join(row.symptom.split()))[:TITLE_LENGTH]
    row.phone = number_kept(row.phone) or row.phone.strip()
    _take_from_unit(row)
    row.recorder, row.state = by, State.NEW
    row.owner = _owner_for(by, owner)
    row.org_unit = row.owner.unit
    locate(row)
    row.no = next_number("ticket", on=timezone.localdate(row.received_at))
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    row.entries.create(
        kind=EntryKind.STAGE, at=row.received_at, by=by, state=row.state, text=_(TAKEN)
    )
    start_response(row, by=by)
    tell_owner(row, by=by)
    alarm_without_plan(row, by=by)
    return row


def amend(row: Ticket, verb: str, *, by: User) -> None:
    """Store corrected facts of a ticket; saved inside `recorded` of the page.

    Where it lies is found anew. A distance that differs from the calculation is a map's.
    Severity is changed by triage alone.
    """
    stored = Ticket.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not access.may(by, "handle", stored):
        raise Refused(_("这张工单由 %s 负责，您不能修改它的资料。") % stored.owner)
    row.phone = number_kept(row.phone) or row.phone.strip()
    row.owner, row.org_unit = stored.owner, stored.org_unit
    _take_from_unit(row)
    row.is_km_typed = row.km is not None and (stored.is_km_typed or row.km != stored.km)
    locate(row)
    row.save()


def tell_owner(row: Ticket, *, by) -> None:
    """The owner hears of it and has it among his to-dos."""
    title = say(ASSIGNED, no=row.no, title=row.title)
    if by is None or by.pk != row.owner_id:
        notify(to=[row.owner], event="service.assigned", title=title, about=row, by=by)
    ask(owner=row.owner, source=access.ANSWER_SOURCE, about=row, by=by,
        title=say(TODO, no=row.no, title=row.title))  # fmt: skip


def alarm_without_plan(row: Ticket, *, by) -> bool:
    """Tell those who supervise when the worst happens unprepared; whether it did (F-3)."""
    if row.family is None or row.severity != Severity.CRITICAL:
        return False
    has_plan = queries.plan_for(row.family) is not None
    if not needs_alarm(Severity(row.severity), has_plan=has_plan):
        return False
    title = say(ALARM, family=row.family, no=row.no, title=row.title)
    notify(to=queries.supervisors(), event="service.no_plan", title=title, about=row, by=by)
    return True


def _take_from_unit(row: Ticket) -> None:
    unit = row.unit
    if unit is not None:
        row.product = unit.product
        row.customer = row.customer or unit.customer
        row.place = row.place or unit.place
        row.contact_name = row.contact_name or unit.contact_name
        row.phone = row.phone or unit.phone
    if row.product is not None:
        row.family = row.product.category or row.family


def _owner_for(by: User | None, wanted: User | None) -> User:
    if wanted is not None:
        return wanted
    if by is not None and access.may(by, "handle"):
        return by
    people = queries.desk_people()
    if not people:
        raise Refused(_("还没有人可以处理工单。请管理员给一位同事“服务工单：分诊与办理”的权限。"))
    return people[0]
