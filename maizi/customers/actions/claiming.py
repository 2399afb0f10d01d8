"""Claim customers out of a pool: fair under any number of clicks, within everybody's limits."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.kernel.errors import Refused

from .. import access, queries, rules
from ..models import Customer, Pool
from ..terms import OwnerChange
from .ownership import Change, locked, move


@transaction.atomic
def claim(customers: Iterable[Customer], *, by: User, now: datetime | None = None) -> int:
    """Take customers out of their pools as their owner; exactly one claimer gets each (I6).

    Of several, those that are still there; gives how many. One claimer's claims wait for each
    other, so that his limits hold. Raises Refused when nothing is left, a pool is not open to
    him, or a limit says no.
    """
    now = now or timezone.now()
    receiver = lock_receivers([by.pk])[by.pk]
    rows = [row for row in locked(customers) if row.pool_id is not None]
    pools = {pool.pk: pool for pool in access.open_pools(by)}
    rows = [row for row in rows if row.pool_id in pools]
    if not rows:
        raise Refused(_("有客户已被别人领取，或所在公海不对您开放。请刷新后再试。"))
    for pool_id in sorted({row.pool_id for row in rows}):
        here = [row for row in rows if row.pool_id == pool_id]
        require_claim(here, pools[pool_id], by=receiver, now=now)
    _require_capacity(receiver, len(rows))
    return move(rows, owner=receiver, change=Change(OwnerChange.CLAIMED, receiver, now))


def require_claim(rows: list[Customer], pool: Pool, *, by: User, now: datetime) -> None:
    """Refuse what the limits of a pool do not allow."""
    limits, tally = queries.limits_in(pool), queries.tally_of(by, pool, now=now)
    rules.require_claim(queries.pooled(rows, by), tally, limits, today=timezone.localdate(now))


def _require_capacity(person: User, count: int) -> None:
    rules.require_capacity(*queries.room_of([person])[person.pk], count)


def lock_receivers(ids: Iterable[int]) -> dict[int, User]:
    """People who are about to get customers, each locked, in one order: before any customer.

    Whoever gives the same person something else waits, so that counts stay true.
    """
    rows = User.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=list(ids))
    return {person.pk: person for person in rows.order_by("pk")}
