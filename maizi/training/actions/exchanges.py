"""Meetings on experience: planned, held, missed (F-54)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.inbox.actions import ask, notify, settle
from maizi.inbox.models import Todo
from maizi.inbox.terms import TodoState
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Exchange
from ..rules import exchanges as rules
from ..rules.courses import check_reason
from ..terms import ExchangeState

LATE = N_("该开经验交流会了：应在 {day} 以前")


def save_exchange(row: Exchange, verb: str, *, by) -> None:
    """Store a meeting; inside `recorded`. Raises Refused for a period without a length, and later.

    Later is: once it was held or called off.
    """
    rules.check_span(row.from_on, row.to_on)
    if row._state.adding:
        row.no = next_number("exchange", on=row.held_on)
    else:
        rules.check_planned(ExchangeState(locked(row).state))
    row.save()


@transaction.atomic
def hold_exchange(row: Exchange, *, minutes: str, by, today: date | None = None) -> Exchange:
    """The meeting took place; reminders of a meeting that is due end.

    Raises Refused before its day, with fewer than two people, without minutes, and twice.
    """
    row = locked(row)
    rules.check_planned(ExchangeState(row.state))
    rules.check_holding(
        row.held_on, today=today or timezone.localdate(), people=row.people.count()
    )  # fmt: skip
    minutes = check_reason(
        minutes, N_("请写纪要：交流了什么、定了什么。"), field="minutes", most=4000
    )
    with recorded(row, N_("召开交流会"), by=by):
        row.state, row.minutes = ExchangeState.HELD, minutes
        row.save(update_fields=["state", "minutes"])
    if not queries.regularity(today).is_late:
        settle(source=access.EXCHANGE_SOURCE, about=None, by=by)
    return row


@transaction.atomic
def cancel_exchange(row: Exchange, *, reason: str, by) -> Exchange:
    """A meeting does not take place. Raises Refused without a reason, and once it was held."""
    row = locked(row)
    rules.check_planned(ExchangeState(row.state))
    reason = check_reason(reason, N_("请写取消的原因。"))
    with recorded(row, N_("取消交流会"), by=by, reason=reason):
        row.state = ExchangeState.CANCELLED
        row.save(update_fields=["state"])
    return row


@transaction.atomic
def remind_of_exchange(*, today: date | None = None, by=None) -> int:
    """Ask who keeps training for a meeting that is late, once for each gap; how many are new.

    The to-do ends when a meeting is held.
    """
    found = queries.regularity(today)
    if not found.is_late:
        return 0
    open_ = Todo.objects.filter(source=access.EXCHANGE_SOURCE, state=TodoState.OPEN)
    asked = set(open_.values_list("owner", flat=True))
    new = [one for one in queries.keepers() if one.pk not in asked]
    title = say(LATE, day=found.due_on.isoformat())
    for one in new:
        ask(owner=one, source=access.EXCHANGE_SOURCE, title=title, due_at=found.due_on,
            url=queries.exchanges_url(), by=by)  # fmt: skip
    notify(to=new, event="training.exchange", title=title, url=queries.exchanges_url(), by=by)
    return len(new)


def locked(row: Exchange) -> Exchange:
    """A meeting as it stands, held until the transaction ends."""
    return Exchange.objects.select_for_update(of=("self",)).get(pk=row.pk)
