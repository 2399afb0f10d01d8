"""Commission: which rule pays for which business, and how much (I-11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import yuan

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rule:
    """One stored rule as the decision sees it.

    role           code of the role it is for, "" for everybody
    category_path  path of the category it is for, "" for any
    from_ratio     holds from this achievement of the sales target on, 0 for always
    rate           fraction of what was sold
    """

    id: int
    role: str = ""
    product_id: int | None = None
    category_path: str = ""
    from_ratio: Decimal = ZERO
    rate: Decimal = ZERO

    @property
    def weight(self) -> tuple:
        """How particular it is: product, then the deepest category, then the role."""
        return (self.product_id is not None, self.category_path.count("/"), bool(self.role))


@dataclass(frozen=True, slots=True)
class Sold:
    """What somebody sold of one product; negative where more came back."""

    product_id: int | None
    category_path: str
    amount_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Paid:
    """What one rule pays to somebody."""

    rule: Rule
    sold_yuan: Decimal
    amount_yuan: Decimal


def rule_for(
    sold: Sold, rules: Iterable[Rule], *, roles: frozenset[str], achievement: Decimal | None
) -> Rule | None:
    """The most particular rule that fits; among equals the highest step that was reached.

    Without a target only rules that hold from 0 on apply.
    """
    reached = achievement if achievement is not None else ZERO
    fitting = [
        rule for rule in rules
        if (not rule.role or rule.role in roles)
        and rule.product_id in (None, sold.product_id)
        and (not rule.category_path or sold.category_path.startswith(rule.category_path))
        and rule.from_ratio <= reached
    ]  # fmt: skip
    return max(fitting, key=lambda r: (*r.weight, r.from_ratio, -r.id), default=None)


def commission(
    sold: Sequence[Sold], rules: Sequence[Rule], *, roles: frozenset[str],
    achievement: Decimal | None,
) -> list[Paid]:  # fmt: skip
    """What each rule pays; rounded once a rule, and total is the sum of these lines (0.3).

    Business that comes back costs the commission it brought.
    """
    sums: dict[int, Decimal] = {}
    found: dict[int, Rule] = {}
    for one in sold:
        rule = rule_for(one, rules, roles=roles, achievement=achievement)
        if rule is not None:
            sums[rule.id] = sums.get(rule.id, ZERO) + one.amount_yuan
            found[rule.id] = rule
    return [
        Paid(found[id_], total, yuan(total * found[id_].rate))
        for id_, total in sums.items()
        if total
    ]
