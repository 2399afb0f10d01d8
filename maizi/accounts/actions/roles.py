"""Change what roles may do."""

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import Appointment, Role, User
from ..rules import RoleReach, widens
from ..terms import Scope
from .guards import (
    lock_administration,
    require_administrator_left,
    require_another,
    require_rank,
)  # fmt: skip


@transaction.atomic
def create_role(role: Role, *, by: User | None) -> None:
    """Add a role. Raises Refused when code or name is taken, or a right is unknown."""
    if Role.objects.filter(code=role.code).exists():
        raise Refused(N_("代码“{code}”已经有角色在用。"), code=role.code)
    _require_possible(role)
    require_rank(by, role.grants)
    with recorded(role, Verb.CREATE, by=by):
        role.save(force_insert=True)


@transaction.atomic
def change_role(role: Role, *, by: User | None, reason: str = "") -> None:
    """Save a changed role; its holders have the new rights at their next request.

    Raises Refused when it widens a role the actor himself holds (another administrator has to
    do that), when administration is touched without the right to manage roles, and when nobody
    could administer any more.
    """
    lock_administration()
    stored = Role.objects.select_for_update().get(pk=role.pk)
    _require_possible(role)
    require_rank(by, stored.grants)
    require_rank(by, role.grants)
    if by is not None and widens(_reach(stored), _reach(role)) and _holds(by, role):
        require_another(by, by, reason=reason)
    with recorded(role, by=by, reason=reason):
        role.save()
    require_administrator_left()


@transaction.atomic
def delete_role(role: Role, *, by: User | None, reason: str = "") -> None:
    """Remove a role nobody was ever appointed to. Raises Refused for seeded and used ones."""
    if role.is_seeded:
        raise Refused(N_("系统预置的角色不能删除，可以取消它的权限。"))
    if Appointment.objects.filter(role=role).exists():
        raise Refused(N_("“{role}”有人任过职，不能删除，可以取消它的权限。"), role=role.name)
    require_rank(by, role.grants)
    record(role, verb=Verb.DELETE, by=by, reason=reason)
    Role.objects.filter(pk=role.pk).delete()


def _holds(user: User, role: Role) -> bool:
    posts = Appointment.objects.filter(queries.in_force(timezone.localdate()))
    return posts.filter(user=user, role=role).exists()


def _reach(role: Role) -> RoleReach:
    return RoleReach(Scope(role.scope), role.grants, role.field_access)


def _require_possible(role: Role) -> None:
    if not role.name.strip() or not role.code:
        raise Refused(N_("请填写角色名称和代码。"))
    if Role.objects.filter(name=role.name).exclude(pk=role.pk).exists():
        raise Refused(N_("已经有叫“{name}”的角色了。"), name=role.name)
    known = {entity.code: set(entity.verbs) for entity in access.entities()}
    for entity, verbs in role.grants.items():
        if set(verbs) - known.get(entity, set()):
            raise Refused(N_("没有这样的权限：{entity}。"), entity=entity)
    for group, level in role.field_access.items():
        FieldGroup(group), FieldAccess(level)
