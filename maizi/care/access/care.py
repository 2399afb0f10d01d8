"""Who keeps which customers: those he sees outside the pools, as far as his role goes (M-3)."""

from django.db.models import Exists, OuterRef, QuerySet

from maizi.accounts.access import Entity, rights_of
from maizi.clocks.access import ClockKind, Period
from maizi.clocks.terms import BreachAction, Counting
from maizi.customers.access import may as may_customer
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import (
    Conflict,
    Greeting,
    Membership,
    Occasion,
    Partnership,
    ReturnPlan,
    ReturnVisit,
    StageSpell,
    WinBack,
)

CARE = Entity(
    "care",
    N_("客户维护"),
    {
        "read": N_("查看"),
        "visit": N_("回访"),
        "plan": N_("改回访间隔"),
        "stage": N_("改变发展阶段"),
        "report": N_("查看统计"),
    },
)


CONFLICT = ClockKind(
    "care.conflict", N_("化解客户冲突"), Period(Counting.WORKDAYS, days=5),
    on_breach=BreachAction.ESCALATE,
)  # fmt: skip
CONFLICT_LATE = EventKind("care.conflict_late", N_("客户冲突没有按时化解"), by_mail=True)


def visible_plans(user) -> QuerySet[ReturnPlan]:
    """Plans of visible customers that somebody owns."""
    return ReturnPlan.objects.filter(_kept(user))


def visible_occasions(user) -> QuerySet[Occasion]:
    """What asks for a return visit at visible customers."""
    return Occasion.objects.filter(_kept(user))


def visible_return_visits(user) -> QuerySet[ReturnVisit]:
    """Return visits made to visible customers."""
    return ReturnVisit.objects.filter(_kept(user))


def visible_spells(user) -> QuerySet[StageSpell]:
    """The way of visible customers along the ladder."""
    return StageSpell.objects.filter(_kept(user))


def visible_memberships(user) -> QuerySet[Membership]:
    """Memberships of visible customers."""
    return Membership.objects.filter(_kept(user))


def visible_partnerships(user) -> QuerySet[Partnership]:
    """Proposals to make visible customers partners."""
    return Partnership.objects.filter(_kept(user))


def visible_greetings(user) -> QuerySet[Greeting]:
    """One's own drafts of messages."""
    return Greeting.objects.filter(_kept(user), by=user.pk)


def visible_win_backs(user) -> QuerySet[WinBack]:
    """Cases of visible customers."""
    return WinBack.objects.filter(_kept(user))


def visible_conflicts(user) -> QuerySet[Conflict]:
    """Conflicts with visible customers."""
    return Conflict.objects.filter(_kept(user))


def may_win_back(user, verb: str, row: WinBack | Conflict | None = None) -> bool:
    """Whether a person may do `verb` to cases and conflicts.

    change follows the customer, export the report
    """
    if verb in ("view", "unmask"):
        return rights_of(user).may(CARE.code, "read")
    if verb == "export":
        return rights_of(user).may(CARE.code, "report")
    return verb == "change" and may_care(user, "visit", row and row.customer)


def may_care(user, verb: str, customer: Customer | None = None) -> bool:
    """Whether a person may do `verb`, to `customer` if given.

    visit, plan, stage  also need the right to change the customer, which lies in no pool
    """
    if not rights_of(user).may(CARE.code, "read" if verb == "view" else verb):
        return False
    if customer is None or verb in ("read", "view", "report"):
        return True
    return customer.pool_id is None and may_customer(user, "change", customer)


def _kept(user) -> Exists:
    if not rights_of(user).may(CARE.code, "read"):
        return Exists(Customer.objects.none())
    return Exists(visible_customers(user).filter(pk=OuterRef("customer"), pool=None))
