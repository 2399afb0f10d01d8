"""Classes by amount, and the second cut by potential with a strategy for each cell (H-2, H-3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from maizi.customers.terms import ValueClass
from maizi.kernel.texts import N_

from ..terms import Potential

HALF, ONE, ZERO = Decimal("0.5"), Decimal(1), Decimal(0)
WEIGHTS = (Decimal("0.4"), Decimal("0.4"), Decimal("0.2"))
HIGH_FROM, MIDDLE_FROM = 60, 40
BEST_RATING = 5
STRATEGIES = {
    ("a", "h"): N_("重点投入：专人负责，常拜访，优先供货和处理投诉"),
    ("a", "m"): N_("巩固：专人负责，按期拜访，守住份额"),
    ("a", "l"): N_("维持：保住现有生意，不再加投入"),
    ("b", "h"): N_("加大投入：多给服务和让利，争取升为VIP客户"),
    ("b", "m"): N_("稳步经营：按计划拜访，提高忠诚"),
    ("b", "l"): N_("保持：标准服务，留意成本"),
    ("c", "h"): N_("培育：找出没买的品类，安排专人开发"),
    ("c", "m"): N_("常联系：用活动和套餐提高购买额"),
    ("c", "l"): N_("低成本维护：以电话和网上服务为主"),
    ("d", "h"): N_("试着培育：用针对性报价看看反应"),
    ("d", "m"): N_("自助为主：有需要再跟进"),
    ("d", "l"): N_("自助：少投入人力，核对是否盈利"),
}


@dataclass(frozen=True, slots=True)
class Classed:
    """Who is in which class; flagged when there is nothing to tell apart."""

    classes: dict[int, ValueClass]
    is_undifferentiated: bool = False

    def count(self, value_class: ValueClass) -> int:
        """How many customers are in one class."""
        return sum(one == value_class for one in self.classes.values())


@dataclass(frozen=True, slots=True)
class Prospects:
    """What is known of a customer's growth.

    now_yuan, last_yuan  net sales of this and of the last year
    share                our share of what it buys, 0–1; None when unknown
    rating               how people judge its potential, 1–5; None when unknown
    """

    now_yuan: Decimal
    last_yuan: Decimal
    share: Decimal | None = None
    rating: Decimal | None = None


def classify(amounts: Mapping[int, Decimal], shares: Sequence[Decimal]) -> Classed:
    """The first 1, 5 and 20 % of customers by amount; who equals the last one of a class is in it.

    amounts  net sales of every customer that ever bought and is not archived
    All equal and positive: everybody is ordinary, and the result is flagged.
    """
    if not amounts:
        return Classed({})
    ordered = sorted(amounts.values(), reverse=True)
    if len(ordered) > 1 and ordered[0] == ordered[-1] and ordered[0] > 0:
        return Classed(dict.fromkeys(amounts, ValueClass.C), is_undifferentiated=True)
    cuts = [ordered[rank(share, len(ordered)) - 1] for share in shares]
    return Classed({id_: _class_of(amount, cuts) for id_, amount in amounts.items()})


def classify_by_sum(amounts: Mapping[int, Decimal], bounds: Sequence[Decimal]) -> Classed:
    """The published variant: cumulative shares of the amount, as 0.75, 0.95; no fourth class.

    A customer is in a class while those before it have not reached its bound.
    """
    total, before, found = sum(a for a in amounts.values() if a > 0), ZERO, {}
    for id_, amount in sorted(amounts.items(), key=lambda one: (-one[1], one[0])):
        if amount <= 0 or not total:
            found[id_] = ValueClass.D
            continue
        place = sum(before >= bound * total for bound in bounds)
        found[id_] = (ValueClass.A, ValueClass.B, ValueClass.C, ValueClass.D)[min(place, 3)]
        before += amount
    return Classed(found)


def growth(now: Decimal, last: Decimal) -> Decimal | None:
    """This year against the last; None where the last is not positive (H-34: 新)."""
    return (now - last) / last if last > 0 else None


def potential_points(facts: Prospects) -> int:
    """100 · (0.4 growth + 0.4 open share + 0.2 rating), half up to a whole point (H-3)."""
    yearly = growth(facts.now_yuan, facts.last_yuan)
    if yearly is None:
        yearly = HALF if facts.now_yuan > 0 else ZERO
    g = min(max(yearly, -HALF), HALF) + HALF
    h = HALF if facts.share is None else ONE - facts.share
    q = HALF if facts.rating is None else (facts.rating - 1) / (BEST_RATING - 1)
    points = 100 * sum(w * part for w, part in zip(WEIGHTS, (g, h, q), strict=True))
    return int(points.quantize(ONE, ROUND_HALF_UP))


def potential_of(points: int) -> Potential:
    """High from 60 points, middle from 40."""
    if points >= HIGH_FROM:
        return Potential.HIGH
    return Potential.MIDDLE if points >= MIDDLE_FROM else Potential.LOW


def strategy(value_class: ValueClass, potential: Potential) -> str:
    """What to do with the customers of one cell of the grid; a message."""
    return STRATEGIES[(value_class.value, potential.value)]


def rank(share: Decimal, count: int) -> int:
    """The rank of the last one among the first share of so many."""
    return max(1, int((share * count).to_integral_value(ROUND_CEILING)))


def _class_of(amount: Decimal, cuts: Sequence[Decimal]) -> ValueClass:
    if amount <= 0:
        return ValueClass.D
    for value_class, cut in zip((ValueClass.A, ValueClass.B, ValueClass.C), cuts, strict=True):
        if amount >= cut:
            return value_class
    return ValueClass.D
