"""Who a customer belongs to and who else may see it: assign, release, share."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.search.actions import index

from .. import access, queries, rules
from ..models import Collaborator, Customer, Pool
from ..terms import OwnerChange
from .claiming import lock_receivers
from .important import refuse_for_key_account
from .ownership import Change, locked, move


@transaction.atomic
def assign(customers: Iterable[Customer], owner: User, *, by, reason: str = "") -> int:
    """Give customers to a new owner; gives how many changed hands. All or none."""
    owner = lock_receivers([owner.pk])[owner.pk]
    if not owner.is_active:
        raise Refused(_("%s 已离职，不能接收客户。请选择在职的同事。") % owner)
    rows = locked(customers)
    for row in rows:
        if not access.may(by, "assign", row):
            raise Refused(_("您不能转移“%s”。请联系其负责人的主管。") % row)
        if row.owner_id not in (None, owner.pk):
            refuse_for_key_account(row, "owner")
    moving = [row for row in rows if row.owner_id != owner.pk]
    rules.require_capacity(*queries.room_of([owner])[owner.pk], len(moving))
    change = Change(OwnerChange.ASSIGNED, by, timezone.now(), reason)
    return move(moving, owner=owner, change=change)


@transaction.atomic
def release(customers: Iterable[Customer], pool: Pool, *, by, reason: str) -> int:
    """Put customers into a pool; a reason is needed."""
    if not reason.strip():
        raise Refused(_("请写明放入公海的原因。"), field="reason")
    rows = locked(customers)
    for row in rows:
        if not access.may(by, "release", row):
            raise Refused(_("您不能把“%s”放入公海。只有负责人和其主管可以。") % row)
        refuse_for_key_account(row, "owner")
    rows = [row for row in rows if row.pool_id is None]
    return move(rows, pool=pool, change=Change(OwnerChange.RELEASED, by, timezone.now(), reason))


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
