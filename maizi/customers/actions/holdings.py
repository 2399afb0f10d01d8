"""Customers, collaborations and pools as something a person has in his hands (C-70)."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.history.actions import insert_rows, record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_
from maizi.search.actions import index

from ..models import Collaborator, Customer, OwnerSpell, PoolMember
from ..terms import KaStatus, OwnerChange
from .ownership import Change, locked, move

COLUMNS = [f.name for f in Collaborator._meta.concrete_fields]


def is_key(row: Customer) -> bool:
    """Whether a customer is handed over in writing, confirmed by both (C-70).

    The one door: value classes A and B join here once customers have them.
    """
    return row.ka_status == KaStatus.KEY


def _owned(person: User) -> QuerySet[Customer]:
    return Customer.objects.filter(owner=person)


def _held(person: User) -> list[Held]:
    rows = _owned(person).select_related("org_unit").order_by("pk")
    return [
        Held(
            row.pk, row.name, row.get_absolute_url(), row.province, row.org_unit.name,
            row.get_ka_status_display() if is_key(row) else row.get_lifecycle_display(),
            is_key(row),
        )
        for row in rows
    ]  # fmt: skip


def _give(ids, *, giver, taker, by, reason, until: date | None = None) -> Mapping[int, str]:
    """Give customers to a successor, whatever his limits: the company decides, not he.

    The hand-over itself stands for the approval of a key account's new owner: it is arranged by
    a manager, written down, and confirmed by both.
    """
    rows = [row for row in locked(ids) if row.owner_id == giver.pk]
    change = Change(OwnerChange.HANDED_OVER, by, timezone.now(), reason)
    move(rows, owner=taker, change=change)
    kept = [row.pk for row in rows]
    Collaborator.objects.filter(customer__in=kept, user__in=(taker, giver)).delete()
    if until and until >= timezone.localdate():
        _keep_looking(kept, giver=giver, until=until, by=by, reason=reason)
    return {}


def _keep_looking(ids: list[int], *, giver: User, until: date, by, reason: str) -> None:
    """The former owner goes on seeing the customers until a day, without changing them."""
    now = timezone.now()
    values = {
        "user": giver.pk, "can_change": False, "until": until, "reason": reason[:200],
        "granted_by": by.pk, "granted_at": now,
    }  # fmt: skip
    rows = [
        [{**values, "id": pk, "customer": customer}[name] for name in COLUMNS]
        for pk, customer in zip(new_ids(len(ids)), ids, strict=True)
    ]
    insert_rows(Collaborator, COLUMNS, rows, by=by)
    names = dict(Customer.objects.filter(pk__in=ids).values_list("pk", "name"))
    lines = [(pk, names[pk], {"collaborators": [None, [giver.pk]]}) for pk in ids]
    record_many(Customer._meta.label_lower, lines=lines, verb=N_("添加协作人"), by=by,
                reason=reason)  # fmt: skip
    index("customer", ids)


def _shares(person: User) -> QuerySet[Collaborator]:
    """All but the customers he handed over himself and still looks at until his day."""
    valid = Q(until=None) | Q(until__gte=timezone.localdate())
    handed = OwnerSpell.objects.filter(
        customer=OuterRef("customer"), owner=person, how=OwnerChange.HANDED_OVER
    )
    rows = Collaborator.objects.filter(valid, user=person)
    return rows.exclude(Q(Exists(handed)) & Q(until__isnull=False))


def _held_shares(person: User) -> list[Held]:
    rows = _shares(person).select_related("customer").order_by("pk")
    return [
        Held(s.pk, s.customer.name, s.customer.get_absolute_url(), s.customer.province)
        for s in rows
    ]


def _give_shares(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Let a successor work along where the giver did, as far and as long."""
    for share in _shares(giver).filter(pk__in=ids).select_related("customer"):
        twin = Collaborator.objects.filter(customer=share.customer, user=taker).exists()
        if twin or share.customer.owner_id == taker.pk:
            _end_shares([share.pk], giver=giver, by=by, reason=reason)
            continue
        with recorded(share, by=by, reason=reason):
            share.user = taker
            share.save(update_fields=["user"])
        index("customer", [share.customer_id])
    return {}


def _end_shares(ids, *, giver, by, reason) -> Mapping[int, str]:
    """End the giver's part in other people's customers."""
    for share in _shares(giver).filter(pk__in=ids):
        with recorded(share, Verb.DELETE, by=by, reason=reason):
            share.delete()
        index("customer", [share.customer_id])
    return {}


def _members(person: User) -> QuerySet[PoolMember]:
    return PoolMember.objects.filter(user=person, is_administrator=True).select_related("pool")


def _held_pools(person: User) -> list[Held]:
    return [Held(m.pk, m.pool.name, m.pool.get_absolute_url()) for m in _members(person)]


def _give_pools(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Let a successor look after the pools."""
    for member in _members(giver).filter(pk__in=ids):
        twin = PoolMember.objects.filter(pool=member.pool, user=taker).first()
        heir = twin or PoolMember(pool=member.pool, user=taker)
        with recorded(heir, Verb.CHANGE if twin else Verb.CREATE, by=by, reason=reason):
            heir.is_administrator = True
            heir.save()
        with recorded(member, Verb.DELETE, by=by, reason=reason):
            member.delete()
    return {}


def _end_pools(ids, *, giver, by, reason) -> Mapping[int, str]:
    """The pools are looked after by those who manage their units."""
    for member in _members(giver).filter(pk__in=ids):
        with recorded(member, Verb.DELETE, by=by, reason=reason):
            member.delete()
    return {}


CUSTOMERS = Holding(
    code="customers", label=N_("负责的客户"), kind="customers.customer", position=10,
    count=lambda person: _owned(person).count(), held=_held, give=_give,
)  # fmt: skip
HOLDINGS = (
    CUSTOMERS,
    Holding(
        code="collaborations", label=N_("协作的客户"), kind="customers.collaborator", position=20,
        count=lambda person: _shares(person).count(), held=_held_shares, give=_give_shares,
        end=_end_shares,
    ),
    Holding(
        code="pools", label=N_("管理的公海"), kind="customers.poolmember", position=50,
        count=lambda person: _members(person).count(), held=_held_pools, give=_give_pools,
        end=_end_pools,
    ),
)  # fmt: skip
