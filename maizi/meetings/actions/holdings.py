"""Open actions and meetings to be held as something a person has in his hands (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.inbox.actions import settle
from maizi.kernel.texts import N_

from ..models import Action
from ..terms import ActionState, State
from .holding import ACT, ask_owner
from .preparing import locked


def _open(person: User) -> QuerySet[Action]:
    return Action.objects.filter(owner=person, state=ActionState.OPEN)


def _held(person: User) -> list[Held]:
    rows = _open(person).select_related("meeting__org_unit").order_by("id")
    return [
        Held(row.pk, row.text, row.meeting.get_absolute_url(), unit=row.meeting.org_unit.name)
        for row in rows
    ]


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    refused = {}
    for row in _open(giver).filter(pk__in=ids).select_related("meeting"):
        meeting = locked(row.meeting)
        if meeting.state not in (State.HOLDING, State.FOLLOWING):
            refused[row.pk] = _("会议已经结束或取消。")
            continue
        with recorded(row, N_("换负责人"), by=by, reason=reason):
            row.owner, row.escalated_at = taker, None
            row.save(update_fields=["owner", "escalated_at"])
        settle(source=ACT, about=row, owner=giver, by=by)
        if meeting.state == State.FOLLOWING:
            ask_owner(row, by)
    return refused


ACTIONS = Holding(
    code="meeting_actions", label=N_("会议行动"), kind="meetings.action", position=75,
    count=lambda person: _open(person).count(), held=_held, give=_give,
)  # fmt: skip
