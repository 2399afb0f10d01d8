"""Deal pool customers, or one's people's, out by rule: in turn, by load, by region."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.kernel.errors import Refused

from .. import access, queries, rules
from ..models import Customer, Pool
from ..rules import Lot, Receiver
from ..terms import Dealing, OwnerChange
from .claiming import lock_receivers
from .important import refuse_for_key_account
from .ownership import Change, locked, move

MOST_RECEIVERS = 100


@transaction.atomic
def deal_out(
    customers: Iterable[Customer], *, people: Iterable[User], how: Dealing, by, reason: str = ""
) -> dict[int, int]:
    """Give customers to several people by a rule; gives person -> how many he got.

    Raises Refused when one may not be assigned, or nobody has room for all of them.
    """
    receivers = lock_receivers([p.pk for p in people])
    if not receivers or len(receivers) > MOST_RECEIVERS:
        raise Refused(_("请选择 1 到 %d 位同事来接收。") % MOST_RECEIVERS, field="people")
    for person in receivers.values():
        if not person.is_active:
            raise Refused(_("%s 已离职，不能接收客户。请选择在职的同事。") % person)
    rows = locked(customers)
    for row in rows:
        if not access.may(by, "assign", row):
            raise Refused(_("您不能转移“%s”。请联系其负责人的主管。") % row)
        if row.owner_id:
            refuse_for_key_account(row, "owner")
    pool = _pool_of(rows)
    after = pool.last_receiver_id if pool else None
    lots = [Lot(row.pk, row.province, row.city) for row in rows]
    given = rules.deal(lots, _receivers(list(receivers.values()), how), how, after=after)
    if len(given) < len(rows):
        raise Refused(
            _("选中的同事名下都满了，还有 %d 个客户分不出去。请多选几位同事，或提高他们的上限。")
            % (len(rows) - len(given))
        )
    change = Change(OwnerChange.DEALT, by, timezone.now(), reason)
    counts = {}
    for person in receivers.values():
        mine = [row for row in rows if given[row.pk] == person.pk]
        if mine:
            counts[person.pk] = move(mine, owner=person, change=change)
    if pool and given:
        last = given[rows[-1].pk]
        Pool.objects.filter(pk=pool.pk).update(last_receiver=last)
    return counts


def _pool_of(rows: Sequence[Customer]) -> Pool | None:
    """The one pool of all of them, locked, whose turn is remembered; None for a mixture."""
    pools = {row.pool_id for row in rows}
    if len(pools) != 1 or None in pools:
        return None
    return Pool.objects.select_for_update(no_key=True, of=("self",)).get(pk=pools.pop())


def _receivers(people: Sequence[User], how: Dealing) -> list[Receiver]:
    """People with what the rule looks at, by name. Five queries."""
    room = queries.room_of(people)
    owned = Customer.objects.filter(owner__in=people).order_by()
    held = dict(owned.values_list("owner").annotate(Count("pk")))
    places: dict[int, dict[tuple[str, str], int]] = {}
    if how == Dealing.REGION:
        lines = owned.values_list("owner", "province", "city").annotate(Count("pk"))
        for owner, province, city, count in lines:
            mine = places.setdefault(owner, {})
            mine[province, city] = count
            mine[province, ""] = mine.get((province, ""), 0) + count
    found = []
    for person in sorted(people, key=lambda p: (p.sort_name, p.pk)):
        capacity, counted = room[person.pk]
        left = max(0, capacity - counted) if capacity else None
        found.append(Receiver(person.pk, held.get(person.pk, 0), left, places.get(person.pk, {})))
    return found
