"""Offers and running orders as something a person has in his hands (C-70).

The note about a key account is written once, where the customer itself is handed over.
"""

from collections.abc import Callable, Mapping

from django.db.models import Model, QuerySet

from maizi.accounts.access import Held, Holding
from maizi.accounts.actions import give_owned
from maizi.accounts.models import User
from maizi.kernel.texts import N_

from ..models import Order, Quote
from ..terms import OPEN_QUOTES, RUNNING, OrderState

PASSED_ON = N_("换业务员")
OPEN_ORDERS = (OrderState.DRAFT, OrderState.WAITING, *RUNNING)


def _open(model: type[Model], states) -> Callable[[User], QuerySet]:
    return lambda person: model._default_manager.filter(owner=person, state__in=states)


def _holding(code: str, label: str, rows_of: Callable[[User], QuerySet], position: int) -> Holding:
    def held(person: User) -> list[Held]:
        rows = rows_of(person).select_related("customer", "org_unit").order_by("id")
        return [
            Held(
                row.pk, f"{row.no} {row.customer.name}", row.get_absolute_url(),
                region=row.customer.province, unit=row.org_unit.name,
            )
            for row in rows
        ]  # fmt: skip

    def give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
        rows = rows_of(giver).filter(pk__in=ids)
        return give_owned(rows, taker=taker, by=by, reason=reason, verb=PASSED_ON)

    kind = f"sales.{'quote' if code == 'quotes' else 'order'}"
    return Holding(
        code=code, label=label, kind=kind, position=position,
        count=lambda person: rows_of(person).count(), held=held, give=give,
    )  # fmt: skip


QUOTES = _holding("quotes", N_("未结束的报价"), _open(Quote, OPEN_QUOTES), 72)
ORDERS = _holding("orders", N_("进行中的订单"), _open(Order, OPEN_ORDERS), 74)
