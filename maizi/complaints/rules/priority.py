"""How urgent a complaint is (E-4)."""

from dataclasses import dataclass
from decimal import Decimal

from ..terms import Harm, Priority

CLASS_WEIGHTS = {"a": Decimal(1), "b": Decimal("0.6"), "c": Decimal("0.3"), "d": Decimal("0.1")}
HARM_WEIGHTS = {
    Harm.SAFETY: Decimal(1), Harm.LOSS: Decimal("0.7"), Harm.INCONVENIENCE: Decimal("0.4"),
    Harm.MINOR: Decimal("0.1"),
}  # fmt: skip
P1_FROM, P2_FROM = Decimal(70), Decimal(40)


@dataclass(frozen=True, slots=True)
class Urgency:
    """What a priority is made of.

    value_class  a…d, "" for a stranger, who counts as d
    nth          the how-manieth complaint of the same contact, unit or fault, ≥ 1
    """

    value_class: str
    is_key: bool
    harm: Harm
    nth: int = 1
    is_exposed: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A score of 0…100 with its parts, and the priority it gives."""

    customer: Decimal
    harm: Decimal
    recurrence: Decimal
    exposure: Decimal
    priority: Priority

    @property
    def score(self) -> Decimal:
        """The sum of the parts."""
        return self.customer + self.harm + self.recurrence + self.exposure


def judge(urgency: Urgency) -> Judged:
    """E-4: 40 customer + 30 harm + 20 recurrence + 10 exposure.

    P1 from 70, or at a safety risk, or for an A customer or key account (S004: A first);
    P2 from 40.
    """
    weight = CLASS_WEIGHTS.get(urgency.value_class, CLASS_WEIGHTS["d"])
    customer = 40 * (Decimal(1) if urgency.is_key else weight)
    harm = 30 * HARM_WEIGHTS[urgency.harm]
    recurrence = 20 * min(Decimal(1), Decimal(max(urgency.nth, 1) - 1) / 2)
    exposure = Decimal(10 if urgency.is_exposed else 0)
    first = urgency.is_key or urgency.value_class == "a" or urgency.harm == Harm.SAFETY
    score = customer + harm + recurrence + exposure
    if first or score >= P1_FROM:
        priority = Priority.P1
    else:
        priority = Priority.P2 if score >= P2_FROM else Priority.P3
    return Judged(customer, harm, recurrence, exposure, priority)
