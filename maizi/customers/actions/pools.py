"""Lay down a pool: its numbers, members, rules, what it hides; capacities, reasons, protection."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.reach import declare_hiding

from .. import access, queries, rules
from ..models import (
    Capacity,
    Customer,
    Pool,
    PoolMember,
    Protection,
    RecycleWarning,
    RecyclingRule,
    ReleaseReason,
)
from ..rules.recycling import Group

REINDEX = "customers.reindex_pool"
MOST_MEMBERS, MOST_RULES = 200, 20


def declare() -> None:
    """Make known what pools bring: facts and exemptions of rules, and what their customers hide."""
    for fact in queries.FACTS:
        access.declare_fact(fact)
    for exemption in queries.EXEMPTIONS:
        access.declare_exemption(exemption)
    declare_hiding(access.HIDING)
    for panel in (queries.SPELLS_TAB, queries.FALLING_STRIP, queries.PROTECTION_CARD):
        access.declare_panel(panel)


@transaction.atomic
def save_pool(row: Pool, verb: str, *, by) -> Pool:
    """Store a new or changed pool; the caller records. Its customers move with its unit."""
    if by and not row._state.adding and not access.may_administer(by, row):
        raise Refused(_("您不能修改公海“%s”。请联系它的管理员。") % row)
    stored = None if row._state.adding else Pool.objects.get(pk=row.pk)
    row.save()
    if stored and stored.unit_id != row.unit_id:
        Customer.objects.filter(pool=row).update(org_unit=row.unit)
        _reindex(row, by)
    return row


@transaction.atomic
def hide_fields(pool: Pool, names: Iterable[str], *, by) -> Pool:
    """Say which fields nobody reads before he has claimed; the search forgets them too."""
    _require_administrator(by, pool)
    chosen = sorted(set(names) & set(access.HIDEABLE))
    with recorded(pool, Verb.CHANGE, by=by):
        pool.hidden = chosen
        pool.save(update_fields=["hidden"])
    _reindex(pool, by)
    return pool


@transaction.atomic
def add_member(pool: Pool, *, by, is_administrator: bool = False, **who) -> PoolMember:
    """Open a pool to one person, unit or role, or change what he may do there.

    who  user, unit or role
    """
    _require_administrator(by, pool)
    chosen = {name: value for name, value in who.items() if value}
    if len(chosen) != 1:
        raise Refused(_("请选一位同事、一个部门或一个角色，三者选一。"), field="user")
    if pool.members.count() >= MOST_MEMBERS:
        raise Refused(_("一个公海最多 %d 个成员。人多时请按部门或角色添加。") % MOST_MEMBERS)
    row = PoolMember.objects.filter(pool=pool, **chosen).first()
    row = row or PoolMember(pool=pool, **chosen)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.is_administrator = is_administrator
        row.save()
    return row


@transaction.atomic
def remove_member(member: PoolMember, *, by) -> None:
    """Close a pool to somebody; without members it is open to its unit again."""
    _require_administrator(by, member.pool)
    with recorded(member, Verb.DELETE, by=by):
        member.delete()


@transaction.atomic
def save_rule(row: RecyclingRule, groups: Sequence[Group], *, by) -> RecyclingRule:
    """Store a recycling rule. Raises Refused for one that never waits or takes key accounts."""
    _require_administrator(by, row.pool)
    row.name = " ".join(row.name.split())
    if not row.name:
        raise Refused(_("请给规则起一个名字。"), field="name")
    others = row.pool.rules.exclude(pk=row.pk)
    if others.filter(name=row.name).exists():
        raise Refused(_("这个公海已经有一条叫“%s”的规则，请换一个名字。") % row.name, field="name")
    if row._state.adding and others.count() >= MOST_RULES:
        raise Refused(_("一个公海最多 %d 条规则，请先删去不用的。") % MOST_RULES)
    facts = {code: declared.fact for code, declared in access.recycling_facts().items()}
    rules.require_sound(groups, facts)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.groups = rules.written(groups)
        row.save()
    return row


@transaction.atomic
def switch_rule(row: RecyclingRule, *, is_active: bool, by) -> RecyclingRule:
    """Let a rule work or rest; at rest, its warnings are lifted."""
    _require_administrator(by, row.pool)
    with recorded(row, Verb.CHANGE, by=by):
        row.is_active = is_active
        row.save(update_fields=["is_active"])
    if not is_active:
        RecycleWarning.objects.filter(rule=row).delete()
    return row


@transaction.atomic
def remove_rule(row: RecyclingRule, *, by) -> None:
    """Do away with a rule and its warnings."""
    _require_administrator(by, row.pool)
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


@transaction.atomic
def protect(customer: Customer, *, by, reason: str, until: date | None = None) -> Protection:
    """Mark a customer so that no rule takes it; for those who may assign it."""
    if not access.may(by, "assign", customer):
        raise Refused(_("您不能保护“%s”。请联系其负责人的主管。") % customer)
    if not reason.strip():
        raise Refused(_("请写明为什么要保护这个客户。"), field="reason")
    if until and until < timezone.localdate():
        raise Refused(_("截止日期不能早于今天。"), field="until")
    row = Protection.objects.filter(customer=customer).first() or Protection(customer=customer)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by, reason=reason):
        row.reason, row.until, row.by = reason.strip()[:200], until, by
        row.save()
        told = until.isoformat() if until else ""
        record(customer, verb=N_("加收回保护"), by=by, reason=reason,
               changes={N_("截止日期"): [None, told]})  # fmt: skip
    RecycleWarning.objects.filter(customer=customer).delete()
    return row


@transaction.atomic
def unprotect(customer: Customer, *, by) -> None:
    """Let the rules apply to a customer again; twice is once."""
    if not access.may(by, "assign", customer):
        raise Refused(_("您不能解除“%s”的保护。请联系其负责人的主管。") % customer)
    row = Protection.objects.filter(customer=customer).first()
    if row:
        with recorded(row, Verb.DELETE, by=by):
            row.delete()
        record(customer, verb=N_("解除收回保护"), by=by)


@transaction.atomic
def save_capacity(row: Capacity, *, by) -> Capacity:
    """Say how many customers a person, or each holder of a role, may own."""
    _require_assigner(by)
    if bool(row.user_id) == bool(row.role_id):
        raise Refused(_("请选一位同事或一个角色，二者选一。"), field="user")
    which = {"user": row.user} if row.user_id else {"role": row.role}
    stored = Capacity.objects.filter(**which).first() or Capacity(**which)
    with recorded(stored, Verb.CREATE if stored._state.adding else Verb.CHANGE, by=by):
        stored.most, stored.counts_traded = row.most, row.counts_traded
        stored.save()
    return stored


@transaction.atomic
def remove_capacity(row: Capacity, *, by) -> None:
    """The role's number, or the company's, holds again."""
    _require_assigner(by)
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


@transaction.atomic
def save_reason(row: ReleaseReason, *, by) -> ReleaseReason:
    """Store a reason that people choose when they release a customer."""
    _require_assigner(by)
    row.name = " ".join(row.name.split())
    if not row.name:
        raise Refused(_("请填写原因。"), field="name")
    if ReleaseReason.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        raise Refused(_("已经有这个原因了。"), field="name")
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.save()
    return row


def _require_administrator(by, pool: Pool) -> None:
    if by is not None and not access.may_administer(by, pool):
        raise Refused(_("您不能修改公海“%s”。请联系它的管理员。") % pool)


def _require_assigner(by) -> None:
    if by is not None and not access.may(by, "assign"):
        raise Refused(_("只有能分配客户的主管可以修改这里。"))


def _reindex(pool: Pool, by) -> None:
    enqueue(REINDEX, payload={"pool": pool.pk}, by=None)
