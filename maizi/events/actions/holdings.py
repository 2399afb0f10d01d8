"""Events that are planned or open as something a person has in his hands (C-40, C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.kernel.texts import N_

from .. import access
from ..models import Event
from ..terms import State


def _open(person: User) -> QuerySet[Event]:
    return Event.objects.filter(owner=person, state__in=(State.PLANNED, State.OPEN))


def _held(person: User) -> list[Held]:
    rows = _open(person).select_related("org_unit").order_by("id")
    return [Held(row.pk, row.name, row.get_absolute_url(), unit=row.org_unit.name) for row in rows]


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    if not access.may(taker, "add"):
        why = _("%s 没有“策划、邀请与签到”的权限。请选别人，或请管理员授权。") % taker.name
        return dict.fromkeys(ids, why)
    return give_owned(_open(giver).filter(pk__in=ids), taker=taker, by=by, reason=reason)


EVENTS = Holding(
    code="events", label=N_("没有总结的客户活动"), kind="events.event", position=76,
    count=lambda person: _open(person).count(), held=_held, give=_give,
)  # fmt: skip
