"""A complaint comes in: number, clocks, owner, receipt (E-2, E-4)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.fields.actions import next_number
from maizi.files.actions import attach
from maizi.files.models import StoredFile
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Complaint, Entry
from ..rules.priority import judge
from ..terms import EntryKind, Priority, State, Step
from .clocking import retarget, start_course
from .course import locked, note, tick
from .links import new_link
from .owners import choose_owner, give_to, pass_on, tell_owner

RECEIPT = N_(
    "您的投诉已收到，编号 {no}，由 {owner} 负责。我们会尽快联系您；进展可以在这个页面随时查看。"
)
URGENT = N_("收到 P1 紧急投诉 {no}：{title}")
TITLE_LENGTH = Complaint._meta.get_field("title").max_length


@transaction.atomic
def receive(
    row: Complaint, *, by: User | None, owner: User | None = None,
    files: Sequence[StoredFile] = (),
) -> tuple[Complaint, str]:  # fmt: skip
    """Take a complaint in; gives it with the secret of the complainant's page.

    row    unsaved; received_at may lie back, never ahead
    by     who takes it down; None when the complainant did it himself
    owner  who is to handle it; otherwise the first fit

    Clocks run from received_at. The receipt lies on the complainant's page at once. Raises
    Refused for a time to come, without the customer's words, and when the owner is accused.
    """
    now = timezone.now()
    row.received_at = row.received_at or now
    if row.received_at > now:
        raise Refused(_("收到时间不能晚于现在。"), field="received_at")
    if by is not None and not access.may(by, "add"):
        raise Refused(_("您不能登记投诉。请联系客户服务主管。"))
    row.words = row.words.strip()
    if not row.words:
        raise Refused(_("请记下客户的原话。"), field="words")
    row.title = (row.title.strip() or " ".join(row.words.split()))[:TITLE_LENGTH]
    row.phone = queries.number_kept(row.phone) or row.phone.strip()
    row.recorder, row.state = by, State.RECEIVED
    _count(row)
    _judge(row)
    give_to(row, choose_owner(row, by=by, wanted=owner))
    row.no = next_number("complaint", on=timezone.localdate(row.received_at))
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    for file in files:
        attach(file, row, by=by)
    token = new_link(row)
    _note_receipt(row, by=by)
    start_course(row, by=by)
    tick(row, step=Step.DETECT, by=by, text=str(row.get_channel_display()), at=row.received_at)
    tell_owner(row, by=by)
    _alarm(row, by=by)
    return row, token


def amend(row: Complaint, verb: str, *, by: User) -> None:
    """Store corrected facts: counts and priority follow, targets with them (E-4).

    Saved inside `recorded` of the page. Whoever turns out to be the one complained about loses
    the complaint to a supervisor at once.
    """
    stored = locked(row, by=by, verb="handle")
    before = Priority(stored.priority)
    for name in ("complainant", "phone", "serial", "order_no", "title"):
        setattr(row, name, " ".join(getattr(row, name).split()))
    row.phone = queries.number_kept(row.phone) or row.phone
    row.owner, row.org_unit = stored.owner, stored.org_unit
    _count(row)
    _judge(row)
    if row.about_person_id is not None and row.about_person_id == row.owner_id:
        row.save()
        pass_on(row, taker=choose_owner(row, by=None), by=by, reason=_("被投诉人不能处理"))
        row.refresh_from_db(fields=["owner", "org_unit"])
    else:
        row.save()
    if row.priority != before:
        retarget(row, before, by=by)
        note(row, _("优先级：%(old)s → %(new)s") % {
            "old": before.label, "new": Priority(row.priority).label}, by=by)  # fmt: skip
        if before != Priority.P1:
            _alarm(row, by=by)


def _count(row: Complaint) -> None:
    row.nth_contact, row.nth_unit, row.nth_fault = (
        count + 1 for count in queries.earlier_like(row)
    )
    if not row.province and row.customer is not None:
        row.province = row.customer.province


def _judge(row: Complaint) -> None:
    judged = judge(queries.urgency_of(row))
    row.priority, row.score = judged.priority, judged.score


def _note_receipt(row: Complaint, *, by) -> None:
    text = RECEIPT.format(no=row.no, owner=row.owner.name)
    Entry.objects.create(
        complaint=row, kind=EntryKind.RECEIPT, at=timezone.now(), by=by, text=text,
        state=row.state, is_public=True,
    )  # fmt: skip


def _alarm(row: Complaint, *, by) -> None:
    """A P1 interrupts: supervisors know at once."""
    if row.priority != Priority.P1:
        return
    people = [one for one in queries.supervisors(row.owner)
              if one.pk not in (row.about_person_id, row.owner_id)]  # fmt: skip
    notify(to=people, event="complaints.assigned", about=row, by=by,
           title=say(URGENT, no=row.no, title=row.title))  # fmt: skip
