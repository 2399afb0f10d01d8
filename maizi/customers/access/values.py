"""The one door to the value class of customers; whoever classifies them answers here (H-2)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from ..terms import ValueClass


@dataclass(frozen=True, slots=True)
class Classifier:
    """Where the value classes of customers stand.

    of    id of a customer -> its class, None for who has none
    rows  a class -> the customers in it
    """

    of: Callable[[int], ValueClass | None]
    rows: Callable[[ValueClass], Q]


_classifier: list[Classifier] = []


def declare_classifier(found: Classifier) -> None:
    """Say where the classes stand; called from the ready() of the app that classifies."""
    _classifier[:] = [found]


def value_class_of(customer_id: int | None) -> ValueClass | None:
    """The value class of a customer; None for who has none. One query."""
    if customer_id is None or not _classifier:
        return None
    return _classifier[0].of(customer_id)


def rows_of_value(value: ValueClass) -> Q:
    """The customers of a value class."""
    return _classifier[0].rows(value) if _classifier else Q(pk__in=[])
