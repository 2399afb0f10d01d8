"""Who a customer belongs to and who else may see it: assign, claim, release, share."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.history.actions import record, record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.search.actions import index

from .. import access
from ..models import Collaborator, Customer, Pool
from .important import refuse_for_key_account


@transaction.atomic
def assign(customers: Iterable[Customer], owner: User, *, by, reason: str = "") -> int:
    """Give customers to a new owner; gives how many changed hands. All or none."""
    if not owner.is_active:
        raise Refused(_("%s 已离职，不能接收客户。请选择在职的同事。") % owner)
    rows = _locked(customers)
    for row in rows:
        if not access.may(by, "assign", row):
            raise Refused(_("您不能转移“%s”。请联系其负责人的主管。") % row)
        if row.owner_id not in (None, owner.pk):
            refuse_for_key_account(row, "owner")
    moved = [r for r in rows if r.owner_id != owner.pk]
    lines = [
        (r.pk, str(r), {"owner": [r.owner_id, owner.pk], "pool": [r.pool_id, None]}) for r in moved
    ]
    _move(moved, owner_id=owner.pk, org_unit_id=owner.unit_id, pool_id=None)
    record_many("customers.customer", lines=lines, verb=N_("分配"), by=by, reason=reason)
    return len(moved)


@transaction.atomic
def claim(customers: Iterable[Customer], *, by) -> int:
    """Take customers out of a pool as their owner; exactly one claimer gets each (I6).

    Raises Refused when somebody else was faster or the pool is not open to the person.
    """
    ids = [c.pk for c in customers]
    open_to_me = access.visible_pools(by).values("pk")
    pools = dict(Customer.objects.filter(pk__in=ids).values_list("pk", "pool_id"))
    taken = Customer.objects.filter(pk__in=ids, owner=None, pool__in=open_to_me).update(
        owner=by, org_unit=by.unit_id, pool=None
    )
    if taken != len(ids):
        raise Refused(_("有客户已被别人领取，或所在公海不对您开放。请刷新后再试。"))
    names = dict(Customer.objects.filter(pk__in=ids).values_list("pk", "name"))
    lines = [(i, names[i], {"owner": [None, by.pk], "pool": [pools[i], None]}) for i in ids]
    record_many("customers.customer", lines=lines, verb=N_("领取"), by=by)
    index("customer", ids)
    return taken


@transaction.atomic
def release(customers: Iterable[Customer], pool: Pool, *, by, reason: str) -> int:
    """Put customers into a pool; a reason is needed."""
    if not reason.strip():
        raise Refused(_("请写明放入公海的原因。"), field="reason")
    rows = _locked(customers)
    for row in rows:
        if not access.may(by, "release", row):
            raise Refused(_("您不能把“%s”放入公海。只有负责人和其主管可以。") % row)
        refuse_for_key_account(row, "owner")
    moved = [r for r in rows if r.pool_id is None]
    lines = [(r.pk, str(r), {"owner": [r.owner_id, None], "pool": [None, pool.pk]}) for r in moved]
    _move(moved, owner_id=None, org_unit_id=pool.unit_id, pool_id=pool.pk)
    record_many("customers.customer", lines=lines, verb=N_("放入公海"), by=by, reason=reason)
    return len(moved)


@transaction.atomic
def share(
    customer: Customer, *, user: User, by, can_change: bool = False, until: date | None = None,
    reason: str = "",
) -> Collaborator:  # fmt: skip
    """Let a colleague see (and perhaps change) a customer, for good or until a day (M-3)."""
    if not access.may(by, "share", customer):
        raise Refused(_("您不能给“%s”添加协作人。只有负责人和其主管可以。") % customer)
    if user.pk == customer.owner_id:
        raise Refused(_("%s 已经是负责人。") % user)
    found = Collaborator.objects.filter(customer=customer, user=user).first()
    found = found or Collaborator(customer=customer, user=user)
    found.granted_by = by
    with recorded(found, Verb.CREATE if found._state.adding else Verb.CHANGE, by=by, reason=reason):
        found.can_change, found.until, found.reason = can_change, until, reason
        found.save()
        record(customer, verb=N_("添加协作人"), by=by, reason=reason,
               changes={"collaborators": [None, [user.pk]]})  # fmt: skip
    index("customer", [customer.pk])
    return found


@transaction.atomic
def unshare(collaborator: Collaborator, *, by) -> None:
    """End a colleague's sight of a customer."""
    customer = collaborator.customer
    if not access.may(by, "share", customer):
        raise Refused(_("您不能移除“%s”的协作人。只有负责人和其主管可以。") % customer)
    record(
        customer,
        verb=N_("移除协作人"),
        by=by,
        changes={"collaborators": [[collaborator.user_id], None]},
    )
    with recorded(collaborator, Verb.DELETE, by=by):
        collaborator.delete()
    index("customer", [customer.pk])


def _locked(customers: Iterable[Customer]) -> list[Customer]:
    ids = [c.pk for c in customers]
    return list(Customer.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _move(rows: list[Customer], **place) -> None:
    ids = [r.pk for r in rows]
    Customer.objects.filter(pk__in=ids).update(**place)
    index("customer", ids)
