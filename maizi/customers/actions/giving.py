"""Give the owners of customers something to do about them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from maizi.accounts.models import User
from maizi.inbox.actions import Line, give_many
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Customer
from .activities import note_many
from .ownership import locked

NAMED = 5


@transaction.atomic
def give_todos(customers: Iterable[Customer], *, title: str, due_on: date | None, by) -> int:
    """A to-do about each customer in the inbox of its owner, and a line in its log; all or none.

    Where the owner has it already, nothing is made and nothing is said.

    Gives how many to-dos are new. Whoever may assign a customer may say what its owner is to do.
    Raises Refused without words, for a day that is over, and for customers without an owner.
    """
    now, title = timezone.now(), " ".join(title.split())
    if not title:
        raise Refused(N_("请写下要做什么。"), field="title")
    if due_on and due_on < timezone.localdate(now):
        raise Refused(N_("到期日不能早于今天。"), field="due_on")
    rows = locked(customers)
    for row in rows:
        if not access.may(by, "assign", row):
            raise Refused(N_("您不能给“{row}”的负责人布置待办。请联系其主管。"), row=row)
    if lone := [str(row) for row in rows if row.owner_id is None]:
        raise Refused(
            N_("{names} 还没有负责人，请先分配。"), names=gettext("、").join(lone[:NAMED])
        )
    owners = User.objects.in_bulk({row.owner_id for row in rows})
    lines = [Line(owners[row.owner_id], f"{row}：{title}", row) for row in rows]
    made = give_many(lines, due_on=due_on, by=by)
    said = [(line.about, _said(line.person, title, due_on)) for line in made]
    if said:
        note_many(said, by=by, at=now)
    return len(made)


def _said(owner: User, title: str, due_on: date | None) -> str:
    text = gettext("给 %(owner)s 布置了待办：%(title)s") % {"owner": owner, "title": title}
    return text + (gettext("（%s 到期）") % due_on.isoformat() if due_on else "")
