"""Into whose hands a complaint gets (E-6, E-10, E-12)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.clocks.queries import open_clock
from maizi.history.actions import recorded
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Complaint, Door
from ..rules import owners as rules
from ..rules.targets import RESPONSE
from ..terms import Priority
from .course import note, tell_complainant

ASSIGNED = N_("投诉 {no}（{priority}）交给您处理：{title}")
NEW_CONTACT = N_("您的投诉现在由 {name} 负责。")
TODO = N_("答复投诉人：{no} {title}")
TODO_TELL = N_("告诉投诉人由您接手：{no}")
HANDED = N_("转办")


def choose_owner(row: Complaint, *, by: User | None, wanted: User | None = None) -> User:
    """Who gets a new complaint: who is wanted, the way's first hand, the recorder, a supervisor.

    Never whom it is about. Raises Refused when there is nobody.
    """
    door: Door | None = row.door
    if wanted is not None:
        rules.check_taker(wanted.pk, row.about_person_id)
    own = by if by is not None and access.may(by, "handle") else None
    first = [wanted, door.owner if door else None, own]
    people = {one.pk: one for one in first if one is not None and one.is_active}
    above = [one for one in queries.above(row.about_person) if _handles(one)]
    for one in (*above, *queries.supervisors(by)):
        people.setdefault(one.pk, one)
    chosen = rules.first_fit(people, row.about_person_id)
    if chosen is None:
        raise Refused(_("还没有人可以处理投诉。请管理员给一位同事“投诉：处理”或“监督”的权限。"))
    return people[chosen]


def _handles(person: User) -> bool:
    return access.may(person, "handle") or access.may(person, "supervise")


def give_to(row: Complaint, owner: User) -> None:
    """Put a complaint into somebody's hands; not saved yet."""
    rules.check_taker(owner.pk, row.about_person_id)
    row.owner, row.org_unit = owner, owner.unit


def tell_owner(row: Complaint, *, by) -> None:
    """The owner hears of it, and has it among his to-dos before all else (E-5 优先)."""
    clock = open_clock(row, RESPONSE)
    title = say(ASSIGNED, no=row.no, priority=say(Priority(row.priority).chinese), title=row.title)
    told = {"about": row, "by": by}
    if by != row.owner:
        notify(to=[row.owner], event="complaints.assigned", title=title, **told)
    ask(
        owner=row.owner, source=access.ANSWER_SOURCE, due_at=clock.due_at if clock else None,
        title=say(TODO, no=row.no, title=row.title), **told,
    )  # fmt: skip


def pass_on(row: Complaint, *, taker: User, by, reason: str, now: datetime | None = None) -> None:
    """A locked complaint changes hands: clocks run on, the new owner tells the customer."""
    now = now or timezone.now()
    with recorded(row, HANDED, by=by, reason=reason):
        before = row.owner
        give_to(row, taker)
        row.save(update_fields=["owner", "org_unit"])
    note(row, _("由 %(old)s 转到 %(new)s") % {"old": before, "new": taker}, by=by, at=now)
    tell_complainant(row, NEW_CONTACT.format(name=taker.name), by=by, at=now)
    settle(source=access.ANSWER_SOURCE, about=row, owner=before, by=by)
    if row.answered_at is None:
        tell_owner(row, by=by)
        return
    ask(owner=taker, source=access.ANSWER_SOURCE, about=row, by=by, due_at=now,
        title=say(TODO_TELL, no=row.no))  # fmt: skip
