"""Build the organisation tree (M-1)."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import Appointment, OrgUnit, User
from ..terms import UnitLevel

DEEPEST = 12


@transaction.atomic
def create_unit(
    name: str, *, by: User | None, parent: OrgUnit | None = None,
    level: UnitLevel = UnitLevel.DEPARTMENT, position: int = 0,
) -> OrgUnit:  # fmt: skip
    """Add a unit under another; the first one of all has no parent.

    Raises Refused when the level doesn't fit under the parent's, the name is taken there, or
    a second top is asked for.
    """
    _lock_tree()
    unit = OrgUnit(name=name.strip(), level=level, parent=parent, position=position)
    _require_fits(unit, parent)
    unit.path = _path(unit, parent)
    with recorded(unit, Verb.CREATE, by=by):
        unit.save(force_insert=True)
    return unit


@transaction.atomic
def change_unit(
    unit: OrgUnit, *, by: User | None, name: str | None = None, level: UnitLevel | None = None,
    position: int | None = None,
) -> None:  # fmt: skip
    """Rename a unit, or change its level or place among its neighbours."""
    _lock_tree()
    with recorded(unit, by=by):
        unit.name = unit.name if name is None else name.strip()
        unit.level = unit.level if level is None else level
        unit.position = unit.position if position is None else position
        _require_fits(unit, unit.parent)
        unit.save(update_fields=["name", "level", "position"])


@transaction.atomic
def move_unit(unit: OrgUnit, parent: OrgUnit, *, by: User | None) -> None:
    """Hang a unit with everything under it elsewhere; sight follows at the next request.

    Raises Refused when the new place lies inside the unit itself or its level doesn't fit.
    """
    _lock_tree()
    unit.refresh_from_db()
    parent.refresh_from_db()
    if parent.path.startswith(unit.path):
        raise Refused(N_("“{unit}”不能移到自己或自己的下级里。"), unit=unit.name)
    if not parent.is_active:
        raise Refused(N_("“{unit}”已停用，请先启用或另选上级。"), unit=parent.name)
    below = queries.units_below(unit).values_list("path", flat=True)
    depth = max(path.count("/") for path in below) - unit.path.count("/") + 1
    if parent.path.count("/") - 1 + depth > DEEPEST:
        raise Refused(N_("组织最多 {levels} 层。"), levels=DEEPEST)
    with recorded(unit, N_("移动"), by=by):
        old, unit.parent = unit.path, parent
        _require_fits(unit, parent)
        unit.path = _path(unit, parent)
        OrgUnit.objects.filter(path__startswith=old).update(
            path=Concat(Value(unit.path), Substr(F("path"), len(old) + 1))
        )
        unit.save(update_fields=["parent"])


@transaction.atomic
def deactivate_unit(unit: OrgUnit, *, by: User | None, reason: str = "") -> None:
    """Close a unit; its records and history stay.

    Raises Refused while active people, posts in force or open units are in it.
    """
    _lock_tree()
    below = queries.units_below(unit)
    people = list(queries.people_in(unit)[:4])
    if people:
        raise Refused(
            N_("“{unit}”里还有在职人员（{names}），请先调到别的部门。"),
            unit=unit.name, names=queries.names_of(people),
        )  # fmt: skip
    if below.filter(is_active=True).exclude(pk=unit.pk).exists():
        raise Refused(N_("“{unit}”下面还有启用的部门，请先停用或移走它们。"), unit=unit.name)
    posts = Appointment.objects.filter(
        queries.in_force(timezone.localdate()), unit__in=below, user__is_active=True
    ).select_related("user")
    if held := list(posts[:4]):
        raise Refused(
            N_("“{unit}”还有人任职（{names}），请先结束任职。"),
            unit=unit.name, names=queries.names_of(p.user for p in held),
        )  # fmt: skip
    with recorded(unit, N_("停用"), by=by, reason=reason):
        unit.is_active = False
        unit.save(update_fields=["is_active"])


@transaction.atomic
def reactivate_unit(unit: OrgUnit, *, by: User | None) -> None:
    """Open a closed unit again; its superior must be open."""
    if unit.parent and not unit.parent.is_active:
        raise Refused(N_("请先启用上级“{unit}”。"), unit=unit.parent.name)
    with recorded(unit, N_("重新启用"), by=by):
        unit.is_active = True
        unit.save(update_fields=["is_active"])


def _lock_tree() -> None:
    list(OrgUnit.objects.select_for_update().filter(parent=None).order_by("pk"))


def _path(unit: OrgUnit, parent: OrgUnit | None) -> str:
    return f"{parent.path if parent else '/'}{unit.pk}/"


def _require_fits(unit: OrgUnit, parent: OrgUnit | None) -> None:
    if not unit.name:
        raise Refused(N_("请填写部门名称。"))
    if OrgUnit.objects.filter(parent=parent, name=unit.name).exclude(pk=unit.pk).exists():
        raise Refused(N_("这里已经有“{name}”了，请换一个名称。"), name=unit.name)
    if parent is None:
        _require_no_other_top(unit)
        return
    if parent.path.count("/") > DEEPEST:
        raise Refused(N_("组织最多 {levels} 层。"), levels=DEEPEST)
    if _height(unit.level) > _height(parent.level):
        raise Refused(
            N_("{level}不能放在{parent}“{name}”下面。"),
            level=UnitLevel(unit.level).label, parent=UnitLevel(parent.level).label,
            name=parent.name,
        )  # fmt: skip
    levels = unit.children.values_list("level", flat=True) if not unit._state.adding else ()
    if any(_height(level) > _height(unit.level) for level in levels):
        raise Refused(N_("“{name}”下面有更高层级的部门，请先调整它们。"), name=unit.name)


def _require_no_other_top(unit: OrgUnit) -> None:
    top = OrgUnit.objects.filter(parent=None).exclude(pk=unit.pk).first()
    if top:
        raise Refused(N_("请选择上级部门：最上面只有一个“{name}”。"), name=top.name)


def _height(level: str) -> int:
    return -list(UnitLevel).index(UnitLevel(level))
