"""Markets, needs and goals: the company's markets, needs of the customers one sees."""

from django.db.models import Exists, OuterRef, QuerySet

from maizi.accounts.access import Entity, rights_of
from maizi.customers.access import may as may_customer
from maizi.customers.access import visible_customers
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import Need, SalesGoal, Screening, Target, TargetMarket

MARKET = Entity(
    "market",
    N_("目标市场"),
    {
        "read": N_("查看"),
        "change": N_("设定与筛选"),
        "hear": N_("接收客户新需求的通知"),
    },
)
NEED_TOLD = EventKind("development.need_told", N_("客户有新需求"))


def visible_markets(user) -> QuerySet[TargetMarket]:
    """The company's markets, for whoever reads them."""
    known = rights_of(user).may("market", "read")
    return TargetMarket.objects.all() if known else TargetMarket.objects.none()


def visible_screenings(user) -> QuerySet[Screening]:
    """Screenings of the markets a person sees."""
    return Screening.objects.filter(market__in=visible_markets(user).values("pk"))


def visible_targets(user) -> QuerySet[Target]:
    """Targets among the customers a person sees, of screenings he sees."""
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return Target.objects.filter(Exists(seen), screening__in=visible_screenings(user).values("pk"))


def visible_needs(user) -> QuerySet[Need]:
    """Needs of the customers a person sees."""
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return Need.objects.filter(Exists(seen))


def visible_goals(user) -> QuerySet[SalesGoal]:
    """Goals of the company, for whoever reads markets."""
    known = rights_of(user).may("market", "read")
    return SalesGoal.objects.all() if known else SalesGoal.objects.none()


def may_market(user, verb: str, row: TargetMarket | None = None) -> bool:
    """Whoever was granted it sets markets up and screens for them."""
    right = "read" if verb in ("view", "unmask", "read") else "change"
    return rights_of(user).may("market", right)


def may_need(user, verb: str, row: Need | None = None) -> bool:
    """Needs follow their customer: who may change it writes them down."""
    if verb in ("view", "unmask"):
        return may_customer(user, "view")
    if verb == "export":
        return may_customer(user, "export")
    return may_customer(user, "change", row.customer if row is not None else None)
