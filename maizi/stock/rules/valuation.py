"""Moving average: what stock is worth after each movement (I-6, T-I3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from maizi.kernel.money import EXACT, PRICE, yuan

from ..terms import Pricing

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Worth:
    """One product in one warehouse: how much of it, worth how much in all.

    cost_yuan  what a piece last cost; holds where nothing is left to take an average of
    """

    quantity: Decimal = ZERO
    value_yuan: Decimal = ZERO
    cost_yuan: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Step:
    """One movement as the valuation sees it.

    quantity    positive into the warehouse, negative out of it; never 0
    given_yuan  amount for GIVEN, the amount to take back for UNDOING
    link_id     the movement it takes its cost from, for LINKED
    share_from, share_to  which part of a document's material goes into this, for MADE: 0 to 1
    """

    id: int
    place: int
    document_id: int
    quantity: Decimal
    pricing: Pricing
    given_yuan: Decimal | None = None
    link_id: int | None = None
    share_from: Decimal = ZERO
    share_to: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Valued:
    """A movement with its value (signed like its quantity) and what the place holds after it."""

    id: int
    value_yuan: Decimal
    after: Worth


@dataclass(frozen=True, slots=True)
class Known:
    """What lies outside a stream: movements and documents it takes costs from.

    links   movement id -> (quantity, value), both signed
    made    document id -> value of the material taken for it, positive
    """

    links: Mapping[int, tuple[Decimal, Decimal]] = field(default_factory=dict)
    made: Mapping[int, Decimal] = field(default_factory=dict)


def average(worth: Worth) -> Decimal:
    """What one piece costs now, in yuan to 6 places; the last cost when nothing is there.

    Source  docs/rules/stock.md#移动平均 (I-6)
    """
    if worth.quantity > 0:
        return EXACT.divide(worth.value_yuan, worth.quantity).quantize(PRICE, context=EXACT)
    return worth.cost_yuan


def issue_value(worth: Worth, pieces: Decimal) -> Decimal:
    """What goods cost that leave at the average, in yuan; the last piece takes the last cent.

    pieces  > 0
    """
    if pieces == worth.quantity:
        return worth.value_yuan
    if worth.quantity > 0:
        exact = EXACT.divide(EXACT.multiply(worth.value_yuan, pieces), worth.quantity)
        return yuan(exact)
    return yuan(EXACT.multiply(worth.cost_yuan, pieces))


def moved(worth: Worth, quantity: Decimal, value_yuan: Decimal) -> Worth:
    """The place after a movement: avg = (value+in)/(qty+in); nothing left is worth nothing."""
    after = Worth(worth.quantity + quantity, worth.value_yuan + value_yuan, worth.cost_yuan)
    cost = average(after) if after.quantity > 0 else average(worth)
    return replace(after, cost_yuan=cost)


def value_of(step: Step, worth: Worth, known: Known) -> Decimal:
    """The value of one movement, signed like its quantity."""
    pieces = abs(step.quantity)
    if step.quantity < 0:
        out = issue_value(worth, pieces)
        if step.pricing is Pricing.UNDOING and pieces != worth.quantity:
            out = max(ZERO, min(step.given_yuan or ZERO, worth.value_yuan))
        return -out
    if step.pricing is Pricing.GIVEN:
        return step.given_yuan or ZERO
    if step.pricing is Pricing.LINKED:
        quantity, value = known.links[step.link_id]
        return yuan(EXACT.divide(EXACT.multiply(abs(value), pieces), abs(quantity)))
    if step.pricing is Pricing.MADE:
        made = known.made[step.document_id]
        return _part(made, step.share_to) - _part(made, step.share_from)
    return yuan(EXACT.multiply(average(worth), pieces))


def walk(steps: Iterable[Step], start: Mapping[int, Worth], known: Known) -> Iterator[Valued]:
    """Value the movements of one product in their order, over all places.

    start  place -> what it held before the first step; missing places held nothing
    Source docs/rules/stock.md#倒填单据 (I-6). A transfer's second half takes the cost its first
           half has just got.
    """
    places = dict(start)
    links = dict(known.links)
    known = Known(links, known.made)
    for step in steps:
        worth = places.get(step.place, Worth())
        value = value_of(step, worth, known)
        after = moved(worth, step.quantity, value)
        if after.quantity == 0 and after.value_yuan:
            value -= after.value_yuan
            after = replace(after, value_yuan=ZERO)
        places[step.place] = after
        links[step.id] = (step.quantity, value)
        yield Valued(step.id, value, after)


def _part(amount_yuan: Decimal, share: Decimal) -> Decimal:
    return yuan(EXACT.multiply(amount_yuan, share))
