"""How an activity stands: totals, price, what is still needed (B-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Sum

from maizi.kernel.money import ratio, yuan

from ..models import GroupBuy
from ..rules import tiers as rules
from ..rules.standing import Goal, Totals
from ..terms import RegistrationState, State, Threshold

COUNTED = (RegistrationState.VALID, RegistrationState.LEAVING, RegistrationState.ORDERED)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """An activity in numbers.

    price_yuan  what a piece costs at the total of now
    next_tier   the next cheaper one; None at the last
    to_next     pieces missing for it
    ratio       how much of the threshold is there, 0–1 and beyond
    """

    totals: Totals
    goal: Goal
    tiers: Sequence[rules.Tier]
    price_yuan: Decimal
    next_tier: rules.Tier | None
    to_next: Decimal
    missing: Decimal
    ratio: Decimal

    @property
    def is_reached(self) -> bool:
        """Whether enough has come together."""
        return self.goal.is_reached(self.totals)

    @property
    def percent(self) -> int:
        """The same as whole percents, 100 at most, never 100 too early."""
        return min(int(self.ratio * 100), 100)


def totals_of(row: GroupBuy) -> Totals:
    """What the valid registrations come to, counted anew. One query."""
    found = row.registrations.filter(state__in=COUNTED).aggregate(
        pieces=Sum("quantity"), people=Count("pk"), amount=Sum(F("quantity") * F("shown_yuan"))
    )
    return Totals(found["pieces"] or ZERO, found["people"], yuan(found["amount"] or ZERO))


def tiers_of(row: GroupBuy) -> list[rules.Tier]:
    """The tiers as the rules see them. One query, none when prefetched."""
    return [rules.Tier(tier.least, tier.price_yuan) for tier in row.tiers.all()]


def goal_of(row: GroupBuy) -> Goal:
    """The threshold as the rules see it."""
    return Goal(Threshold(row.threshold_sort), row.threshold_value)


def price_for(row: GroupBuy, total: Decimal, tiers: Sequence[rules.Tier] | None = None) -> Decimal:
    """The price of a piece when so many come together."""
    found = tiers_of(row) if tiers is None else tiers
    return rules.price_at(total, found, list_price_yuan=row.list_price_yuan)


def standing_of(row: GroupBuy) -> Standing:
    """The numbers of an activity as they are kept. One query."""
    totals = Totals(row.total_quantity, row.participants, row.amount_yuan)
    goal, tiers = goal_of(row), tiers_of(row)
    after = rules.next_tier(totals.quantity, tiers)
    price = row.price_yuan if row.price_yuan is not None else price_for(row, totals.quantity, tiers)
    return Standing(
        totals, goal, tiers, price, after, after.least - totals.quantity if after else ZERO,
        goal.missing(totals), ratio(totals.of(goal.sort), goal.value) or ZERO,
    )  # fmt: skip


def is_running(row: GroupBuy) -> bool:
    """Whether people may still come and go."""
    return State(row.state).takes_registrations
