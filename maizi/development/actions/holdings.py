"""Opportunities and plans for key accounts as something a person has in his hands (C-70).

The note about a key account is written once, where the customer itself is handed over.
"""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import KeyPlan, Opportunity
from ..terms import DealState
from .deals import assign_opportunity


def _deals(person: User) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(owner=person, state=DealState.OPEN)


def _plans(person: User) -> QuerySet[KeyPlan]:
    return KeyPlan.objects.filter(owner=person)


def _held(rows: QuerySet) -> list[Held]:
    rows = rows.select_related("customer", "org_unit").order_by("id")
    return [
        Held(
            row.pk, str(row), row.get_absolute_url(), region=row.customer.province,
            unit=row.org_unit.name,
        )
        for row in rows
    ]  # fmt: skip


def _give_deals(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    refused = {}
    for row in _deals(giver).filter(pk__in=ids):
        try:
            assign_opportunity(row, taker, by=by, reason=reason)
        except Refused as refusal:
            refused[row.pk] = refusal.text(gettext)
    return refused


def _give_plans(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    return give_owned(_plans(giver).filter(pk__in=ids), taker=taker, by=by, reason=reason)


OPPORTUNITIES = Holding(
    code="opportunities", label=N_("进行中的商机"), kind="development.opportunity", position=70,
    count=lambda person: _deals(person).count(), held=lambda person: _held(_deals(person)),
    give=_give_deals,
)  # fmt: skip
PLANS = Holding(
    code="key_plans", label=N_("大客户开发计划"), kind="development.keyplan", position=71,
    count=lambda person: _plans(person).count(), held=lambda person: _held(_plans(person)),
    give=_give_plans,
)  # fmt: skip
