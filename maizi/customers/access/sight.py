"""Who sees which customers and what he may do with them (M-3)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from maizi.accounts.access import RecordFacts, once_a_request, rights_of, within
from maizi.kernel.texts import N_
from maizi.privacy.access import listed

from ..models import (
    AccessRequest,
    Activity,
    Address,
    Alias,
    Collaborator,
    Contact,
    Customer,
    Merge,
    Phrase,
    PoolMember,
)
from .pools import administered_pools, may_administer, open_pool_ids, open_pools

CUSTOMER = "customers.customer"
ROW_VERBS = {"change": "change", "assign": "assign", "release": "release", "share": "share"}


@once_a_request
def visible_customers(user, *, today: date | None = None) -> QuerySet[Customer]:
    """The customers a person sees: owned, in sight by unit, shared, or in a pool of his units."""
    rights = rights_of(user)
    sight = rights.sight("customer")
    if sight.nothing:
        return Customer.objects.none()
    rows = Customer.objects.filter(archived_at=None)
    if not sight.everything:
        shared = _collaborations(user, today).values("customer")
        pools = Q(pool__in=open_pool_ids(user))
        rows = rows.filter(within(user, sight) | Q(pk__in=shared) | pools)
    if not rights.may("customer", "see_restricted"):
        own = Q(owner=user.pk) | Q(pk__in=_collaborations(user, today).values("customer"))
        named = Q(pk__in=listed(user, CUSTOMER))
        rows = rows.filter(Q(is_restricted=False) | own | named)
    return rows


def of_unseen_restricted(user) -> Q:
    """Rows of restricted customers out of sight, as a condition on a column `customer`."""
    if rights_of(user).may("customer", "see_restricted"):
        return Q(pk__in=[])
    seen = visible_customers(user).order_by().values("pk")
    return Q(customer__is_restricted=True) & ~Q(customer__in=seen)


def customers_to_change(user) -> QuerySet[Customer]:
    """Visible customers, outside the pools, that the person may change."""
    rights = rights_of(user)
    if not rights.may("customer", "change"):
        return Customer.objects.none()
    shared = _collaborations(user, None).filter(can_change=True).values("customer")
    reach = within(user, rights.sight("customer", "change")) | Q(pk__in=shared)
    return visible_customers(user).filter(reach, pool=None)


def visible_contacts(user) -> QuerySet[Contact]:
    """Contacts of visible customers, except of those still in a pool (masked summary only)."""
    return Contact.objects.filter(_on_own_side(user))


def visible_addresses(user) -> QuerySet[Address]:
    """Addresses of visible customers, except of those still in a pool."""
    return Address.objects.filter(_on_own_side(user))


def visible_activities(user) -> QuerySet[Activity]:
    """Follow-ups of visible customers (A-16: everyone with visibility sees the full record)."""
    return Activity.objects.filter(_on_own_side(user))


def visible_phrases(user) -> QuerySet[Phrase]:
    """A person's own phrases."""
    return Phrase.objects.filter(owner=user.pk)


def visible_requests(user) -> QuerySet[AccessRequest]:
    """Requests a person made, and those that wait for him as owner or assigner."""
    mine = Q(asked_by=user.pk) | Q(customer__owner=user.pk)
    sight = rights_of(user).sight("customer", "assign")
    if sight.everything:
        return AccessRequest.objects.all()
    reach = Q(customer__org_unit__in=sight.unit_ids) if sight.unit_ids else Q(pk__in=[])
    return AccessRequest.objects.filter(mine | reach)


def visible_merges(user) -> QuerySet[Merge]:
    """Merges into customers in sight, or into what became part of one; for those who merge."""
    if not may(user, "merge"):
        return Merge.objects.none()
    rows = visible_customers(user)
    later = Alias.objects.filter(former=OuterRef("into"), customer__in=rows.values("pk"))
    return Merge.objects.select_related("by", "undone_by").filter(
        Exists(rows.filter(pk=OuterRef("into"))) | Exists(later)
    )


def may(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb`, to `row` if given (a Customer or a list row of one).

    unmask  see masked contact fields: not while the customer lies in a pool
    reveal  show a masked value on request: same rule, and a right of its own (N-4)
    """
    rights = rights_of(user)
    if verb == "view":
        return rights.may("customer", "read")
    if verb == "reveal" and not rights.may("customer", "reveal"):
        return False
    if verb in ("unmask", "reveal"):
        return row.pool_id is None or _reaches(user, rights.sight("customer", "assign"), row)
    if verb == "claim":
        return rights.may("customer", "claim") and (row is None or row.pool_id is not None)
    if verb == "assign" and not rights.may("customer", "assign"):
        return may_administer(user) if row is None else _administers(user, row)
    if row is None or verb not in ROW_VERBS:
        return rights.may("customer", verb)
    if _reaches(user, rights.sight("customer", verb), row):
        return True
    return verb == "change" and rights.may("customer", "change") and _shared_to_change(user, row)


def may_contact(user, verb: str, row: Contact | None = None) -> bool:
    """Whether a person may do `verb` to a contact: what he may do to its customer.

    New contacts begin at their customer; contacts of pool customers are not visible at all.
    """
    if verb == "unmask":
        return True
    return verb != "add" and may(user, verb, row and row.customer)


def facts_of(user, customer_id: int) -> RecordFacts | None:
    """What decides who sees a customer; None when `user`, if given, does not see it himself."""
    rows = Customer.objects.all() if user is None else visible_customers(user)
    row = rows.select_related("org_unit", "pool__unit").filter(pk=customer_id).first()
    if row is None:
        return None
    shares = dict(Collaborator.objects.filter(customer=row).values_list("user", "until"))
    today = timezone.localdate()
    near = {row.owner_id, *(u for u, end in shares.items() if not end or end >= today)}
    return RecordFacts(
        title=row.name, address=row.get_absolute_url(), owner_id=row.owner_id,
        unit_id=row.org_unit_id, unit_path=row.org_unit.path, shares=shares,
        pool_name=row.pool.name if row.pool else "",
        **_pool_facts(row),
        is_restricted=row.is_restricted, access_list=frozenset(near - {None}),
        restricted_verb="see_restricted",
    )  # fmt: skip


def _pool_facts(row: Customer) -> dict:
    """Whom the pool of a customer is open to, as `RecordFacts` says it."""
    if row.pool is None:
        return {}
    members = PoolMember.objects.filter(pool=row.pool).select_related("unit", "role")
    named = list(members)
    is_closed = any(not one.is_administrator for one in named)
    return {
        "pool_path": "" if is_closed else row.pool.unit.path,
        "pool_people": frozenset(one.user_id for one in named if one.user_id),
        "pool_units": tuple(one.unit.path for one in named if one.unit_id),
        "pool_roles": frozenset(one.role.code for one in named if one.role_id),
    }


def reasons_to_see(user, customer: Customer) -> list[tuple[str, dict]]:
    """Why a person sees a customer: (message, values) per reason; empty when he does not."""
    reasons: list[tuple[str, dict]] = []
    sight = rights_of(user).sight("customer")
    if customer.owner_id == user.pk:
        reasons.append((N_("是负责人"), {}))
    if sight.everything:
        reasons.append((N_("数据范围是全部"), {}))
    elif customer.org_unit_id in sight.unit_ids:
        reasons.append((N_("客户所属部门“{unit}”在其数据范围内"), {"unit": customer.org_unit.name}))
    for share in _collaborations(user, None).filter(customer=customer):
        until = share.until.isoformat() if share.until else "—"
        reasons.append((N_("是协作人，截止：{until}"), {"until": until}))
    if customer.pool_id and open_pools(user).filter(pk=customer.pool_id).exists():
        reasons.append(
            (N_("客户在其部门可用的公海“{pool}”中（联系方式隐藏）"), {"pool": customer.pool.name})
        )
    return reasons if visible_customers(user).filter(pk=customer.pk).exists() else []


def _on_own_side(user) -> Exists:
    """That the customer of a row is visible and not just a summary in a pool.

    Asked row by row: as a list of customers, SQLite would write down a million of them first.
    """
    rows = visible_customers(user).filter(pk=OuterRef("customer"))
    sight = rights_of(user).sight("customer", "assign")
    if not sight.everything:
        rows = rows.filter(Q(pool=None) | within(user, sight))
    return Exists(rows)


def _administers(user, row) -> bool:
    """Whether a customer lies in a pool that the person looks after."""
    return row.pool_id is not None and administered_pools(user).filter(pk=row.pool_id).exists()


def _reaches(user, sight, row) -> bool:
    if sight.everything:
        return True
    return (sight.own and row.owner_id == user.pk) or row.org_unit_id in sight.unit_ids


def _collaborations(user, today: date | None) -> QuerySet[Collaborator]:
    today = today or timezone.localdate()
    return Collaborator.objects.filter(Q(until=None) | Q(until__gte=today), user=user.pk)


def _shared_to_change(user, row) -> bool:
    return _collaborations(user, None).filter(customer=row.pk, can_change=True).exists()
