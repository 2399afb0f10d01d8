"""Who may do what, and who sees which people and units; the start of every right (M-2…M-4)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps

from django.db.models import Q, QuerySet
from django.utils import timezone

from maizi.history.models import HistoryEntry
from maizi.kernel.privacy import FieldAccess, FieldGroup, group_of
from maizi.kernel.texts import N_

from .models import (
    Appointment,
    Delegation,
    ExportFreeze,
    OrgUnit,
    Role,
    Session,
    SignInAttempt,
    User,
)
from .models.written import Written
from .rules import (
    FROZEN,
    Asker,
    Explanation,
    Holding,
    Post,
    RecordFacts,
    Rights,
    Sight,
    explain,
    is_powerful,
    rights_from,
    without,
)  # fmt: skip
from .rules import (
    Held as Held,
)
from .terms import Scope, UnitLevel


@dataclass(frozen=True)
class Entity:
    """A kind of record with the verbs that a role can grant on it.

    verbs    verb -> Chinese label
    facts    (user, id) -> what decides who sees that record, None when the user may not see it
    """

    code: str
    label: str
    verbs: dict[str, str] = field(default_factory=dict)
    facts: Callable[[User, int], RecordFacts | None] | None = None


ADMINISTRATION = Entity(
    "administration",
    N_("系统管理"),
    {
        "people": N_("管理人员与部门"),
        "roles": N_("管理角色与权限"),
        "security": N_("管理登录安全"),
        "jobs": N_("查看后台任务"),
    },
)
AUDIT = Entity("audit", N_("审计"), {"read": N_("查看全部变更记录"), "export": N_("导出变更记录")})

_entities: dict[str, Entity] = {}
_holdings: dict[str, Holding] = {}


def declare(entity: Entity) -> None:
    """Make an entity known to the role screens; called by the app that owns it."""
    _entities[entity.code] = entity


def entities() -> list[Entity]:
    """Every declared entity, in the order of declaration."""
    return list(_entities.values())


def declare_holding(holding: Holding) -> None:
    """Make known one kind of thing that people have in their hands (C-70)."""
    _holdings[holding.code] = holding


def holdings() -> list[Holding]:
    """Every declared kind, in the order in which they are handed over."""
    return sorted(_holdings.values(), key=lambda one: (one.position, one.code))


def held_by(person) -> list[tuple[Holding, int]]:
    """What a person still has, with how many; empty lets him go. A query for each kind."""
    counts = ((one, one.count(person)) for one in holdings())
    return [(one, count) for one, count in counts if count]


def open_to_all(view: Callable) -> Callable:
    """Mark a view that strangers may use; every other one needs somebody signed in."""
    view.is_open_to_all = True
    return view


def open_while_owing(view: Callable) -> Callable:
    """Mark a view that works while its visitor owes a new password or a second factor."""
    view.is_open_while_owing = True
    return view


def needs_proof(view: Callable) -> Callable:
    """Mark a view whose POST needs a password given within the last quarter of an hour."""
    view.needs_proof = True
    return view


def unattended(view: Callable) -> Callable:
    """Mark a view that a page asks by itself: being asked does not keep a session alive."""
    view.is_unattended = True
    return view


def rights_of(user) -> Rights:
    """What a person may do today; kept on the user object, so once a request. Two queries."""
    if not getattr(user, "is_active", False) or user.pk is None:
        return Rights()
    if not hasattr(user, "_rights"):
        rights = _rights_on(user, timezone.localdate())
        user._rights = without(rights, FROZEN) if user.leaves_on else rights
    return user._rights


def once_a_request(seen: Callable) -> Callable:
    """Put together the rows somebody sees once, and not for every question of a page.

    Kept on the user object beside his rights; asked with more than the user it is found anew.
    """
    name = f"_{seen.__name__}"

    @wraps(seen)
    def kept(user, **more) -> QuerySet:
        if more:
            return seen(user, **more)
        if name not in vars(user):
            setattr(user, name, seen(user))
        return vars(user)[name].all()

    return kept


def may(user, entity: str, verb: str) -> bool:
    """True when some post of the person grants the verb at all; rows are checked by sight."""
    return rights_of(user).may(entity, verb)


def exports_frozen(user) -> bool:
    """Whether the person may take nothing out, whatever his roles say: he leaves, or is watched."""
    return bool(user.leaves_on) or ExportFreeze.objects.filter(user=user.pk).exists()


def field_access(user, model, column) -> FieldAccess:
    """How far a person may see or write one field of a model (M-4)."""
    return rights_of(user).field_access(group_of(model, column))


def group_access(user, group: FieldGroup) -> FieldAccess:
    """How far a person may see or write a field group."""
    return rights_of(user).field_access(group)


def within(user, sight: Sight, *, owner: str = "owner", unit: str = "org_unit") -> Q:
    """The rows a sight reaches, as a condition on an owner and a unit column.

    Of everything too it is a condition: an empty one would vanish beside another it is or-ed to.
    """
    if sight.everything:
        return ~Q(pk__in=[])
    reach = Q(pk__in=[])
    if sight.own:
        reach |= Q(**{owner: user.pk})
    if sight.unit_ids:
        reach |= Q(**{f"{unit}__in": sight.unit_ids})
    return reach


def visible_units(user) -> QuerySet[OrgUnit]:
    """The organisation tree: everybody inside may see it."""
    return OrgUnit.objects.all() if user.is_active else OrgUnit.objects.none()


def visible_people(user) -> QuerySet[User]:
    """Colleagues: everybody inside may see names and units; contact fields follow M-4."""
    return User.objects.all() if user.is_active else User.objects.none()


def visible_roles(user) -> QuerySet[Role]:
    """Roles, for those who manage people or roles."""
    managing = may(user, "administration", "roles") or may(user, "administration", "people")
    return Role.objects.all() if managing else Role.objects.none()


def visible_appointments(user) -> QuerySet[Appointment]:
    """Appointments, for those who manage people."""
    if may(user, "administration", "people"):
        return Appointment.objects.all()
    return Appointment.objects.filter(user=user.pk)


def visible_delegations(user) -> QuerySet[Delegation]:
    """Delegations given or received; all of them for those who manage people."""
    if may(user, "administration", "people"):
        return Delegation.objects.all()
    return Delegation.objects.filter(Q(giver=user.pk) | Q(receiver=user.pk))


def visible_sessions(user) -> QuerySet[Session]:
    """A person's own sessions; everybody's for those who manage the security of signing in."""
    if may(user, "administration", "security"):
        return Session.objects.exclude(user=None)
    return Session.objects.filter(user=user.pk)


def visible_attempts(user) -> QuerySet[SignInAttempt]:
    """A person's own sign-ins; everybody's for security administrators and auditors."""
    if may(user, "administration", "security") or may(user, "audit", "read"):
        return SignInAttempt.objects.all()
    return SignInAttempt.objects.filter(username=user.get_username())


def visible_history(user) -> QuerySet[HistoryEntry]:
    """The whole log, for auditors; nothing for anybody else."""
    if may(user, "audit", "read"):
        return HistoryEntry.objects.all()
    return HistoryEntry.objects.none()


def administers(user) -> bool:
    """True when a post of the person administers the system or reads its audit log."""
    rights = rights_of(user)
    return is_powerful({entity: [verb] for entity, verb in rights.sights})


def posts_of(user, today: date) -> list[Post]:
    """The appointments of a person in force on a day, as facts. One query."""
    rows = _posts.rows(user.pk, today)
    return [Post(code, Scope(own or default), *rest) for code, own, default, *rest in rows]


@Written
def _posts(user_id: int, today: date) -> QuerySet:
    in_force = Q(starts_on=None) | Q(starts_on__lte=today)
    not_over = Q(ends_on=None) | Q(ends_on__gte=today)
    return Appointment.objects.filter(in_force, not_over, user=user_id).values_list(
        "role__code", "scope", "role__scope", "unit_id", "unit__path", "role__grants",
        "role__field_access", "role__name", "unit__name",
    )  # fmt: skip


def levels_of_units() -> dict[str, UnitLevel]:
    """Unit id as text -> level, of every unit. One query."""
    return {str(id_): level for id_, level in OrgUnit.objects.values_list("id", "level")}


def why(person: User, facts: RecordFacts, *, entity: str, verb: str = "read") -> Explanation:
    """Why a person can or can't use a verb on one record (M-3). Three queries."""
    today = timezone.localdate()
    posts = tuple(posts_of(person, today))
    asker = Asker(person.pk, person.is_active, posts, today, person.unit.path)
    return explain(asker, facts=facts, levels=levels_of_units(), entity=entity, verb=verb)


def _rights_on(user, today: date) -> Rights:
    posts = posts_of(user, today)
    if all(p.scope in (Scope.ALL, Scope.SELF, Scope.UNIT) for p in posts):
        return rights_from(posts, {})
    tree = list(OrgUnit.objects.values_list("id", "path", "level"))
    rights = rights_from(posts, {str(id_): level for id_, _, level in tree})
    below = {roots: _inside(roots, tree) for roots in {s.roots for s in rights.sights.values()}}
    resolved = {
        key: Sight(s.everything, s.own, s.unit_ids | below[s.roots])
        for key, s in rights.sights.items()
    }
    return Rights(resolved, rights.fields, rights.roles)


def _inside(roots: frozenset[str], tree: list[tuple]) -> frozenset[int]:
    return frozenset(id_ for id_, path, _ in tree if path.startswith(tuple(roots)))
