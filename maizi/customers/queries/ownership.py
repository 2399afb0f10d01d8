"""Who owned a customer, how many one owns, and how many he may still take (B-4, C-70)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from maizi.accounts.models import Appointment, User
from maizi.accounts.queries import in_force
from maizi.fields.queries import parameter

from ..models import Capacity, Customer, OwnerSpell, Pool
from ..rules import Limits, Pooled, Tally
from ..terms import KaStatus, Lifecycle, OwnerChange

TRADED = (
    Lifecycle.FIRST_TIME, Lifecycle.REPEAT, Lifecycle.CLIENT, Lifecycle.MEMBER,
    Lifecycle.ADVOCATE, Lifecycle.PARTNER,
)  # fmt: skip


def traded() -> Q:
    """Customers that have bought from us."""
    return Q(first_trade_on__isnull=False) | Q(lifecycle__in=TRADED)


def free_to_move(rows: Iterable[Customer]) -> list[Customer]:
    """Customers without the key accounts that have an owner: another one needs approval (A-32)."""
    return [row for row in rows if row.ka_status != KaStatus.KEY or row.owner_id is None]


def limits_in(pool: Pool) -> Limits:
    """What holds in a pool: its own numbers, else the company's."""
    return Limits(
        a_day=_own(pool, "claims_a_day"),
        a_period=_own(pool, "claim_limit"),
        period_days=int(parameter("pool.claim_period_days")),
        new_a_day=_own(pool, "new_claims_a_day"),
        cool_off_days=_own(pool, "cool_off_days"),
    )


def warning_days_of(pool: Pool) -> int:
    """How many days before they fall owners are warned."""
    return _own(pool, "warning_days")


def _own(pool: Pool, name: str) -> int:
    value = getattr(pool, name)
    return int(parameter(f"pool.{name}")) if value is None else value


def tally_of(user: User, pool: Pool, *, now: datetime) -> Tally:
    """What a person has claimed from a pool: today and in the period. Two queries."""
    days = int(parameter("pool.claim_period_days"))
    today = timezone.localdate(now)
    claims = OwnerSpell.objects.filter(
        by=user, how=OwnerChange.CLAIMED, pool=pool, ended_at__gte=_midnight(today, days - 1)
    )
    is_today = Q(ended_at__gte=_midnight(today))
    found = claims.aggregate(
        today=Count("pk", filter=is_today), in_period=Count("pk"),
        new_today=Count("pk", filter=is_today & Q(is_first=True)),
    )  # fmt: skip
    return Tally(**found)


def pooled(rows: Sequence[Customer], user: User) -> list[Pooled]:
    """Customers of a pool with what decides whether the person may claim them. One query."""
    spells = OwnerSpell.objects.filter(customer__in=[row.pk for row in rows]).order_by()
    lost = Max("ended_at", filter=Q(owner=user.pk))
    known = dict(spells.values("customer").annotate(last=lost).values_list("customer", "last"))
    return [Pooled(row.name, row.pk not in known, _day(known.get(row.pk))) for row in rows]


def room_of(people: Iterable[User]) -> dict[int, tuple[int, int]]:
    """Person -> (how many customers he may own, 0 for no limit; how many count). Four queries.

    His own number, else the largest of his roles, else the company's.
    """
    ids = [person.pk for person in people]
    own = {c.user_id: c for c in Capacity.objects.filter(user__in=ids)}
    posts = Appointment.objects.filter(in_force(timezone.localdate()), user__in=ids)
    by_role = {c.role_id: c for c in Capacity.objects.exclude(role=None)}
    for person, role in posts.order_by("pk").values_list("user_id", "role_id"):
        found, present = by_role.get(role), own.get(person)
        if found and (present is None or present.role_id and present.most < found.most):
            own[person] = found
    usual = int(parameter("pool.capacity"))
    if not own and not usual:
        return dict.fromkeys(ids, (0, 0))
    owned = Customer.objects.filter(owner__in=ids).order_by()
    counts = owned.values("owner").annotate(n=Count("pk"), free=Count("pk", filter=~traded()))
    held = {owner: (n, free) for owner, n, free in counts.values_list("owner", "n", "free")}
    return {id_: _room(own.get(id_), usual, *held.get(id_, (0, 0))) for id_ in ids}


def _room(own: Capacity | None, usual: int, owned: int, untraded: int) -> tuple[int, int]:
    if own is None:
        return usual, untraded
    return own.most, owned if own.counts_traded else untraded


def _midnight(day, back: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day - timedelta(days=back), time.min))


def _day(moment: datetime | None):
    return timezone.localdate(moment) if moment else None
