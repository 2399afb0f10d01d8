"""Who fits a market, and the numbers of the three concerns (B-1, B-2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from maizi.accounts.models import Appointment, User
from maizi.customers.access import visible_customers
from maizi.customers.models import Contact, Customer
from maizi.customers.queries import beginning_of
from maizi.customers.terms import Lifecycle

from .. import access
from ..models import Need, SalesGoal, TargetMarket
from ..rules.concerns import Gap, replacement_gap, vital_few
from ..rules.markets import Candidate, Score, Segment, score
from ..terms import CaseSort, DealState
from ..terms.markets import NeedState

MOST_LOOKED_AT = 200_000
MOST_HEARERS = 50
REACH = ("mobile", "phone", "email", "wechat")
WARM_DAYS, YEAR_DAYS = 183, 365
COLUMNS = ("pk", "industry", "province", "city", "nature", "staff_size", "last_contact_at", *REACH)


def segment_of(market: TargetMarket) -> Segment:
    """What the fields of a market ask."""
    return Segment(*(words_in(getattr(market, name)) for name in (
        "industries", "regions", "natures", "sizes")))  # fmt: skip


def words_in(text: str) -> tuple[str, ...]:
    """The words of a list as people write it."""
    return tuple(filter(None, re.split(r"[\s,，、;；]+", text)))


def candidates(user, market: TargetMarket) -> Iterator[tuple[int, Score]]:
    """Every suspect and prospect in sight that the market could mean, scored. One query."""
    segment = segment_of(market)
    rows = visible_customers(user).filter(
        lifecycle__in=(Lifecycle.SUSPECT, Lifecycle.PROSPECT), is_blocked=False
    )
    reachable = Contact.objects.filter(customer=OuterRef("pk"))
    any_way = Q(pk__in=[])
    for name in REACH:
        any_way |= ~Q(**{name: ""})
    rows = rows.annotate(by_contact=Exists(reachable.filter(any_way)))
    warm_since = timezone.now() - timedelta(WARM_DAYS)
    values = rows.order_by().values(*COLUMNS, "by_contact")[:MOST_LOOKED_AT]
    for row in values.iterator(chunk_size=5_000):
        last = row["last_contact_at"]
        candidate = Candidate(
            row["industry"], _places(row["province"], row["city"]), row["nature"],
            row["staff_size"], any(row[name] for name in REACH) or row["by_contact"],
            last is not None and last >= warm_since,
        )  # fmt: skip
        yield row["pk"], score(candidate, segment)


def _places(*names: str) -> tuple[str, ...]:
    """河南省 is also 河南, 南京市 also 南京: people write it either way."""
    found = [name for name in names if name]
    return (*found, *(name[:-1] for name in found if name[-1] in "省市" and len(name) > 2))


def hearers() -> list[User]:
    """Those whose post says that they hear of new needs (B-2: the market department)."""
    today = timezone.localdate()
    posts = Appointment.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today),
        user__is_active=True,
    ).select_related("role", "user")  # fmt: skip
    found = {p.user_id: p.user for p in posts if "hear" in p.role.grants.get("market", ())}
    return list(found.values())[:MOST_HEARERS]


@dataclass(frozen=True, slots=True)
class Concern:
    """One goal with its gap and how far the new customers of its period fill it."""

    goal: SalesGoal
    gap: Gap
    won: int
    won_yuan: Decimal

    @property
    def is_behind(self) -> bool:
        return self.gap.new_customers is not None and self.won < self.gap.new_customers


def concerns(user, *, most: int = 6) -> list[Concern]:
    """Goals with gap and wins of their period: opportunities won, one by customer. 2 each."""
    found = []
    for goal in access.visible_goals(user)[:most]:
        gap = replacement_gap(
            target_yuan=goal.target_yuan, last_yuan=goal.last_yuan, churn_rate=goal.churn_rate,
            growth_yuan=goal.growth_yuan, new_yuan=goal.new_yuan,
        )  # fmt: skip
        end = beginning_of(goal.ends_on + timedelta(1))
        rows = access.visible_opportunities(user).filter(
            state=DealState.WON, closed_at__gte=beginning_of(goal.starts_on), closed_at__lt=end,
        ).exclude(sort=CaseSort.DEMAND)  # fmt: skip
        won = rows.order_by().aggregate(
            n=Count("customer", distinct=True), amount=Sum("amount_yuan")
        )
        found.append(Concern(goal, gap, won["n"], won["amount"] or Decimal(0)))
    return found


def vital_customers(user, *, today: date) -> list[tuple[Customer, Decimal, Decimal]]:
    """Who brought 80 % of what was won in a year, largest first, at most fifty. Two queries."""
    rows = access.visible_opportunities(user).filter(
        state=DealState.WON, closed_at__gte=beginning_of(today - timedelta(YEAR_DAYS))
    )
    sums = rows.order_by().values_list("customer").annotate(amount=Sum("amount_yuan"))
    few = vital_few((id_, amount or Decimal(0)) for id_, amount in sums)[:50]
    known = visible_customers(user).in_bulk([id_ for id_, *_ in few])
    return [(known[id_], amount, share) for id_, amount, share in few if id_ in known]


def open_needs(user) -> QuerySet[Need]:
    """Needs that nobody has met or missed yet, newest first."""
    rows = access.visible_needs(user).select_related("customer", "by")
    return rows.exclude(state__in=(NeedState.WON, NeedState.LOST)).order_by("-id")
