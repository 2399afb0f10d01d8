"""What apps above add to a customer on paper: its trade, its grade (L-1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..models import Customer


@dataclass(frozen=True)
class CardFacts:
    """Values that an app knows of a customer, by the names that templates use.

    sample  invented values, for a trial
    gather  (user, customer) -> the same names, masked as he sees them; "" for what he does not see
    entity  whose right to read somebody needs to have a copy; "" where field groups say all
    """

    sample: Mapping[str, str]
    gather: Callable[[object, Customer], Mapping[str, str]]
    entity: str = ""


_facts: list[CardFacts] = []
card_samples: dict[str, str] = {}  # grows as apps declare


def declare_card_facts(facts: CardFacts) -> None:
    """Make values known; called by the app that knows them. Raises ValueError for a name twice."""
    if taken := card_samples.keys() & facts.sample.keys():
        raise ValueError(f"named twice on the card of a customer: {taken}")
    card_samples.update(facts.sample)
    _facts.append(facts)


def card_facts_of(user, customer: Customer) -> dict[str, str]:
    """What apps above say of a customer to this person."""
    found: dict[str, str] = {}
    for facts in _facts:
        found |= facts.gather(user, customer)
    return found


def card_entities() -> list[str]:
    """What else than customers a card tells of."""
    return [facts.entity for facts in _facts if facts.entity]
