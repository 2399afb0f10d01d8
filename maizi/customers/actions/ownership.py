"""Customers change hands: one door for every verb, so that who owned what when is whole (C-70)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from maizi.accounts.models import User
from maizi.history.actions import insert_rows, record_many
from maizi.kernel.ids import new_ids
from maizi.search.actions import index

from ..models import Customer, OwnerSpell, Pool, RecycleWarning
from ..terms import OwnerChange

KIND = Customer._meta.label_lower
COLUMNS = [f.name for f in OwnerSpell._meta.concrete_fields]
REASON_LENGTH = OwnerSpell._meta.get_field("reason").max_length


@dataclass(frozen=True, slots=True)
class Change:
    """Why customers change hands, and who does it; None for the system."""

    how: OwnerChange
    by: User | None
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a customer has been, and since when."""

    customer_id: int
    owner_id: int | None
    pool_id: int | None
    since: datetime


def locked(customers: Iterable[Customer | int]) -> list[Customer]:
    """The customers as they stand, locked in one order so that no two wait for each other."""
    ids = [getattr(c, "pk", c) for c in customers]
    return list(Customer.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def move(
    rows: Sequence[Customer], *, owner: User | None = None, pool: Pool | None = None,
    change: Change,
) -> int:  # fmt: skip
    """Give locked customers to an owner or into a pool; gives how many changed hands.

    Ends the present stretches, records the history, drops warnings, renews the index.
    """
    place = (owner.pk if owner else None, pool.pk if pool else None)
    moved = [r for r in rows if (r.owner_id, r.pool_id) != place]
    if not moved:
        return 0
    ids = [r.pk for r in moved]
    at = end_stretches([stretch_of(r) for r in moved], change)
    Customer.objects.filter(pk__in=ids).update(
        owner=owner, pool=pool, org_unit=owner.unit_id if owner else pool.unit_id,
        owned_since=at,
    )  # fmt: skip
    lines = [
        (r.pk, str(r), {"owner": [r.owner_id, place[0]], "pool": [r.pool_id, place[1]]})
        for r in moved
    ]
    record_many(KIND, lines=lines, verb=change.how.chinese, by=change.by, reason=change.reason)
    index("customer", ids)
    return len(moved)


def stretch_of(row: Customer) -> Stretch:
    """Where a stored customer is now."""
    return Stretch(row.pk, row.owner_id, row.pool_id, row.owned_since or row.created_at)


def end_stretches(stretches: Sequence[Stretch], change: Change) -> datetime:
    """Write down stretches that are over; the caller moves the customers.

    Gives the moment from which they are elsewhere: now, or later where a clock was set back.
    """
    at = max([change.at, *(s.since for s in stretches)])
    ids = [s.customer_id for s in stretches]
    had = set(OwnerSpell.objects.filter(customer__in=ids).values_list("customer_id", flat=True))
    claims = change.how == OwnerChange.CLAIMED
    rows = []
    for pk, one in zip(new_ids(len(ids)), stretches, strict=True):
        values = {
            "id": pk, "customer": one.customer_id, "owner": one.owner_id, "pool": one.pool_id,
            "began_at": one.since, "ended_at": at, "how": str(change.how),
            "by": getattr(change.by, "pk", None), "reason": change.reason[:REASON_LENGTH],
            "is_first": claims and one.customer_id not in had,
        }  # fmt: skip
        rows.append([values[name] for name in COLUMNS])
    insert_rows(OwnerSpell, COLUMNS, rows, by=change.by)
    RecycleWarning.objects.filter(customer__in=ids).delete()
    return at


def note_saved(row: Customer, stored: Customer, *, how: OwnerChange, by) -> None:
    """A save is about to change the owner: end the stretch and date the new one on `row`."""
    if (row.owner_id, row.pool_id) != (stored.owner_id, stored.pool_id):
        row.owned_since = end_stretches([stretch_of(stored)], Change(how, by, timezone.now()))
