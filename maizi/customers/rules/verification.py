"""When a customer is to be verified, and by which way it was updated (A-31, A-33)."""

from collections.abc import Sequence
from datetime import date, timedelta

from ..terms import UpdateWay

CLASSES = "ABCD"  # the value classes, in the order of the schedule's numbers


def schedule_class(value_class: str, *, is_key_account: bool) -> str:
    """The value class whose schedule a customer follows (A-31).

    Key accounts are verified as often as the best; who has no class yet, as seldom as the last.
    """
    if is_key_account:
        return CLASSES[0]
    return value_class or CLASSES[-1]


def due_day(last: date, value_class: str, days: Sequence[int]) -> date:
    """The day on which a customer is to be verified again; the starting day is not counted (0.4).

    last  when it was verified, or taken into the archive
    days  between two verifications, of the classes A, B, C, D
    """
    return last + timedelta(days=days[CLASSES.index(value_class)])


def way_of(is_scheduled: bool) -> UpdateWay:
    """How an update came about: by who is asked to verify, or by another holder of the right."""
    return UpdateWay.SCHEDULED if is_scheduled else UpdateWay.HOLDER
