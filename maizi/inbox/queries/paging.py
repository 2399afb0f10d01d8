"""Pages by key over the long lists of inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from maizi.kit.listing.keyset import Order, Place, place_from

SIZE = 50


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of rows, with the addresses of the places before and after it, or ""."""

    rows: Sequence[Any]
    before: str
    after: str


def slice_of(rows: QuerySet, order: Order, *, after: str = "", before: str = "") -> Slice:
    """A page of rows in an order, after or before a place. One query, however deep."""
    place = _sound(place_from(after or before), order)
    is_back = bool(before and not after and place)
    found = order.page(rows, size=SIZE, after=place, back=is_back)
    has_more = len(found) > SIZE
    if has_more:
        found = found[-SIZE:] if is_back else found[:SIZE]
    has_before = has_more if is_back else place is not None
    has_after = True if is_back else has_more
    return Slice(
        found,
        _address(found[0], order) if found and has_before else "",
        _address(found[-1], order) if found and has_after else "",
    )


def _address(row, order: Order) -> str:
    value = None if order.name == "id" else getattr(row, order.name)
    return Place(value, row.pk).address


def _sound(place: Place | None, order: Order) -> Place | None:
    """A place as we give them out; anything else somebody wrote into the address is none."""
    if place is None or not 0 <= place.id < 2**63:
        return None
    if order.name == "id":
        return place
    moment = place.value
    is_moment = isinstance(moment, datetime) and moment.tzinfo is not None
    return place if is_moment and 2000 <= moment.year <= 2300 else None
