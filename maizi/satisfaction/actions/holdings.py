"""Rounds and cases that are not over as something a person has in his hands (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.inbox.actions import ask, settle
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Alert, Round
from ..terms import AlertState, RoundState
from .alerting import TODO

NOT_OVER = (RoundState.PLANNED, RoundState.OPEN, RoundState.CLOSED)


def _rounds(person: User) -> QuerySet[Round]:
    return Round.objects.filter(owner=person, state__in=NOT_OVER)


def _alerts(person: User) -> QuerySet[Alert]:
    return Alert.objects.filter(owner=person, state=AlertState.OPEN)


def _rounds_held(person: User) -> list[Held]:
    rows = _rounds(person).select_related("org_unit").order_by("id")
    return [Held(row.pk, row.name, row.get_absolute_url(), unit=row.org_unit.name) for row in rows]


def _alerts_held(person: User) -> list[Held]:
    rows = _alerts(person).select_related("org_unit", "customer", "round").order_by("id")
    return [Held(row.pk, str(row), row.get_absolute_url(), unit=row.org_unit.name) for row in rows]


def _give_rounds(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    if not access.may(taker, "plan"):
        why = _("%s 没有“发起调查”的权限。请选别人，或请管理员授权。") % taker.name
        return dict.fromkeys(ids, why)
    return give_owned(_rounds(giver).filter(pk__in=ids), taker=taker, by=by, reason=reason)


def _give_alerts(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    if not access.may_handle(taker, "handle"):
        why = _("%s 没有“处理不满意提醒”的权限。请选别人，或请管理员授权。") % taker.name
        return dict.fromkeys(ids, why)
    rows = list(_alerts(giver).filter(pk__in=ids).select_related("customer", "round"))
    give_owned(_alerts(giver).filter(pk__in=ids), taker=taker, by=by, reason=reason)
    for row in rows:
        if settle(source=access.ALERT_SOURCE, about=row, owner=giver, by=by):
            ask(owner=taker, source=access.ALERT_SOURCE, about=row, due_at=row.due_on, by=by,
                title=say(TODO, customer=row.customer.name))  # fmt: skip
    return {}


ROUNDS = Holding(
    code="surveys", label=N_("没有定稿的满意度调查"), kind="satisfaction.round", position=77,
    count=lambda person: _rounds(person).count(), held=_rounds_held, give=_give_rounds,
)  # fmt: skip
ALERTS = Holding(
    code="survey_alerts", label=N_("没有了结的不满意提醒"), kind="satisfaction.alert",
    position=78, count=lambda person: _alerts(person).count(), held=_alerts_held,
    give=_give_alerts,
)  # fmt: skip
