"""Which pools are open to whom, who looks after them, and what their customers hide (M-3, B-4)."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Written, rights_of, within
from maizi.accounts.models import OrgUnit
from maizi.kit.reach import Hiding

from ..models import (
    Capacity,
    Customer,
    OwnerSpell,
    Pool,
    PoolMember,
    RecycleWarning,
    RecyclingRule,
    ReleaseReason,
)

HIDEABLE = (
    "short_name", "usc_code", "nature", "industry", "staff_size", "legal_representative",
    "registered_capital_yuan", "founded_on", "first_trade_on", "website", "province", "city",
    "district", "channel", "channel_detail", "employer", "job_title", "tags", "note",
)  # fmt: skip


def units_above(user) -> list[int]:
    """The person's unit and those it belongs to; kept on the user object, so once a request."""
    if not hasattr(user, "_units_above"):
        (path,) = _path.rows(user.unit_id)
        user._units_above = [int(step) for step in path.strip("/").split("/")]
    return user._units_above


def open_pools(user) -> QuerySet[Pool]:
    """Pools a person may look into and claim from: of his units, or, with members, as one."""
    return Pool.objects.filter(pk__in=open_pool_ids(user))


def open_pool_ids(user) -> list[int]:
    """The same by id; kept on the user object, like his rights: one query a request."""
    if not hasattr(user, "_open_pools"):
        user._open_pools = _open.rows(*_named_by(user))
    return user._open_pools


def administered_pools(user) -> QuerySet[Pool]:
    """Pools whose customers and rules a person looks after: named to it, or as a manager."""
    sight = rights_of(user).sight("customer", "assign")
    if sight.everything:
        return Pool.objects.all()
    return _administered(*_named_by(user), sight.unit_ids)


def visible_pools(user) -> QuerySet[Pool]:
    """Pools open to the person, those he looks after, and those in his sight."""
    sight = rights_of(user).sight("customer")
    if sight.everything:
        return Pool.objects.all()
    reach = Q(pk__in=open_pools(user).values("pk")) | Q(unit__in=sight.unit_ids)
    return Pool.objects.filter(reach | Q(pk__in=administered_pools(user).values("pk")))


def may_administer(user, pool: Pool | None = None) -> bool:
    """Whether a person looks after a pool; after any at all when none is given."""
    if not rights_of(user).may("customer", "read"):
        return False
    if pool is not None:
        return administered_pools(user).filter(pk=pool.pk).exists()
    if not hasattr(user, "_looks_after_pools"):  # like his rights: one query a request
        sight = rights_of(user).sight("customer", "assign")
        user._looks_after_pools = (
            Pool.objects.exists() if sight.everything else
            bool(_looked_after.rows(*_named_by(user), sorted(sight.unit_ids)))
        )  # fmt: skip
    return user._looks_after_pools


def visible_rules(user) -> QuerySet[RecyclingRule]:
    """Rules of the pools a person sees: who is measured by them may read them."""
    return RecyclingRule.objects.filter(pool__in=visible_pools(user).values("pk"))


def visible_members(user) -> QuerySet[PoolMember]:
    """Members of the pools a person sees."""
    return PoolMember.objects.filter(pool__in=visible_pools(user).values("pk"))


def visible_warnings(user) -> QuerySet[RecycleWarning]:
    """Customers about to fall into a pool: one's own, and those one may assign."""
    sight = rights_of(user).sight("customer", "assign")
    if sight.everything:
        return RecycleWarning.objects.all()
    return RecycleWarning.objects.filter(
        within(user, sight, unit="customer__org_unit") | Q(owner=user.pk)
    )


def visible_spells(user) -> QuerySet[OwnerSpell]:
    """Former owners of the customers a person sees (the customer's page shows them too)."""
    from .sight import visible_customers

    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return OwnerSpell.objects.filter(Exists(seen))


def visible_reasons(user) -> QuerySet[ReleaseReason]:
    """The reasons to release: everybody who reads customers may use them."""
    reads = rights_of(user).may("customer", "read")
    return ReleaseReason.objects.all() if reads else ReleaseReason.objects.none()


def visible_capacities(user) -> QuerySet[Capacity]:
    """How much each may own: for those who assign."""
    assigns = rights_of(user).may("customer", "assign")
    return Capacity.objects.all() if assigns else Capacity.objects.none()


def _named_by(user) -> tuple[int, list[int], list[str]]:
    """By what a person can be a member of a pool: himself, his units, his roles."""
    return user.pk, units_above(user), sorted(rights_of(user).roles)


def _memberships(user_id: int, units: list[int], roles: list[str]) -> QuerySet[PoolMember]:
    is_me = Q(user=user_id) | Q(unit__in=units)
    return PoolMember.objects.filter(is_me | Q(role__code__in=roles))


def _administered(user_id: int, units, roles, reached) -> QuerySet[Pool]:
    mine = _memberships(user_id, units, roles)
    named = Exists(mine.filter(pool=OuterRef("pk"), is_administrator=True))
    return Pool.objects.filter(named | Q(unit__in=reached))


@Written
def _path(unit_id: int) -> QuerySet:
    return OrgUnit.objects.filter(pk=unit_id).values_list("path", flat=True)


@Written
def _open(user_id: int, units: list[int], roles: list[str]) -> QuerySet:
    mine = Exists(_memberships(user_id, units, roles).filter(pool=OuterRef("pk")))
    anybody = Exists(PoolMember.objects.filter(pool=OuterRef("pk"), is_administrator=False))
    rows = Pool.objects.filter(mine | ~anybody & Q(unit__in=units))
    return rows.values_list("pk", flat=True)


@Written
def _looked_after(user_id: int, units: list[int], roles: list[str], reached: list[int]) -> QuerySet:
    return _administered(user_id, units, roles, reached).values_list("pk", flat=True)[:1]


def hidden_of(pools: QuerySet[Pool] | None = None) -> dict[int, frozenset[str]]:
    """Pool -> names of the fields its customers hide. One query."""
    rows = Pool.objects.all() if pools is None else pools
    found = rows.exclude(hidden=[]).values_list("pk", "hidden")
    return {pk: frozenset(names) & frozenset(HIDEABLE) for pk, names in found}


def hidden_for(user) -> Callable[[object], frozenset[str]]:
    """A function from a customer to the fields it hides from the person. One query at most."""
    from .sight import may

    pools: dict[int, frozenset[str]] = {}

    def hides(row) -> frozenset[str]:
        if row.pool_id is None:
            return frozenset()
        if not pools:
            pools.update({0: frozenset()} | hidden_of())
        found = pools.get(row.pool_id, frozenset())
        return frozenset() if found and may(user, "unmask", row) else found

    return hides


def hiding_rows(name: str) -> Q | None:
    """The customers that hide a field, whoever asks; None for a field that none hides."""
    if name not in HIDEABLE:
        return None
    pools = [pk for pk, names in hidden_of().items() if name in names]
    return Q(pool__in=pools) if pools else None


HIDING = Hiding(Customer, frozenset(HIDEABLE), hidden_for, hiding_rows)
