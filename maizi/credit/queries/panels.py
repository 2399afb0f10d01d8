"""What the customer page shows of receivables and credit."""

from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..rules.outlook import outlook
from .ageing import Aged, ageing
from .checking import facts_of
from .shown import account_of, bars, open_items_of

MOST_SHOWN = 30


def strip_of(user, customer: Customer) -> dict | None:
    """What a customer may still order, and what the next order will meet. At most four queries."""
    if not access.may(user, "view") or not access.sees_limit(user):
        return None
    account = account_of(customer)
    if account is None:
        return None
    today = timezone.localdate()
    exposure, overdue, policy = facts_of(account, today)
    return {
        "account": account, "overdue": overdue,
        "outlook": outlook(exposure, overdue, policy).text(_),
    }  # fmt: skip


def tab_of(user, customer: Customer) -> dict | None:
    """Figures, ages and open items of a customer. Three queries."""
    if not access.may(user, "view"):
        return None
    account, today = account_of(customer), timezone.localdate()
    context = {
        "account": account,
        "today": today,
        "may_open": access.may(user, "limits") or access.may(user, "receive"),
        "may_receive": access.may(user, "receive"),
        "sees_limit": access.sees_limit(user),
    }
    if account is None:
        return context
    aged = ageing(type(account).objects.filter(pk=account.pk), today).get(account.pk, Aged())
    rows = open_items_of(account)[:MOST_SHOWN]
    return context | {"aged": aged, "bars": bars(aged), "items": rows}


def _offered(user, customer: Customer) -> bool:
    return access.may(user, "view")


STRIP = customers.Panel(
    code="credit.available", label=N_("信用还可用"), place=PanelPlace.STRIP,
    template="credit/strip.html", context=strip_of, is_offered=_offered, position=20,
)  # fmt: skip
TAB = customers.Panel(
    code="credit.ledger", label=N_("应收"), place=PanelPlace.TAB, template="credit/tab.html",
    context=tab_of, is_offered=_offered, position=40,
)  # fmt: skip
