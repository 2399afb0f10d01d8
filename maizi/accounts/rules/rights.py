"""What posts come to: verbs, sight and field access of one person; pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from maizi.kernel.privacy import FieldAccess, FieldGroup

from ..terms import Scope, UnitLevel

POWERFUL = ("administration", "audit")
WIDTH = {scope: width for width, scope in enumerate(Scope)}
LEVELS_OF_SCOPE = {
    Scope.DISTRICT: (UnitLevel.DISTRICT, UnitLevel.REGION, UnitLevel.HQ),
    Scope.REGION: (UnitLevel.REGION, UnitLevel.HQ),
}


@dataclass(frozen=True, slots=True)
class Post:
    """One appointment in force, with what its role grants."""

    role: str
    scope: Scope
    unit_id: int
    unit_path: str
    grants: Mapping[str, Iterable[str]]
    field_access: Mapping[str, str]
    role_name: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class RoleReach:
    """What a role gives its holder."""

    scope: Scope
    grants: Mapping[str, Iterable[str]]
    field_access: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """Which units' records somebody may use one verb on; his own and shared ones come on top."""

    everything: bool = False
    own: bool = False
    unit_ids: frozenset[int] = frozenset()
    roots: frozenset[str] = frozenset()  # paths of subtrees, not yet resolved to ids

    @property
    def nothing(self) -> bool:
        return not (self.everything or self.own or self.unit_ids or self.roots)

    @property
    def told(self) -> tuple:
        """Its content in an order of its own: sets have none."""
        return self.everything, self.own, sorted(self.unit_ids), sorted(self.roots)


@dataclass(frozen=True, slots=True)
class Rights:
    """Everything one person may do today."""

    sights: Mapping[tuple[str, str], Sight] = field(default_factory=dict)
    fields: Mapping[FieldGroup, FieldAccess] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()

    def sight(self, entity: str, verb: str = "read") -> Sight:
        return self.sights.get((entity, verb), Sight())

    def may(self, entity: str, verb: str) -> bool:
        return not self.sight(entity, verb).nothing

    def field_access(self, group: FieldGroup) -> FieldAccess:
        return self.fields.get(group, FieldAccess.NONE)

    @property
    def fingerprint(self) -> str:
        """The same text for the same rights, in every process."""
        told = (
            sorted((*key, sight.told) for key, sight in self.sights.items()),
            sorted((str(group), str(access)) for group, access in self.fields.items()),
            sorted(self.roles),
        )
        return sha256(repr(told).encode()).hexdigest()


def root_of(scope: Scope, unit_path: str, levels: Mapping[str, UnitLevel]) -> str:
    """Path of the subtree that a scope reaches from a unit (M-1: a missing level resolves
    to the nearest ancestor).

    unit_path  "/1/5/9/", ids from the top
    levels     unit id as text -> level, for every unit on the path
    """
    if scope not in LEVELS_OF_SCOPE:
        return "/" if scope == Scope.ALL else unit_path
    steps = unit_path.strip("/").split("/")
    for length in range(len(steps), 0, -1):
        if levels[steps[length - 1]] in LEVELS_OF_SCOPE[scope]:
            return "/" + "/".join(steps[:length]) + "/"
    return f"/{steps[0]}/"


def rights_from(posts: Iterable[Post], levels: Mapping[str, UnitLevel]) -> Rights:
    """The union of all posts: verbs with the widest sight, field groups with the best access."""
    sights: dict[tuple[str, str], Sight] = {}
    fields: dict[FieldGroup, FieldAccess] = {}
    roles = set()
    for post in posts:
        roles.add(post.role)
        seen = _sight_of(post, levels)
        for entity, verbs in post.grants.items():
            for verb in verbs:
                known = sights.get((entity, verb), seen)
                sights[entity, verb] = seen if known is seen else _union(known, seen)
        for group, access in post.field_access.items():
            better = max(FieldAccess(access), fields.get(FieldGroup(group), FieldAccess.NONE))
            fields[FieldGroup(group)] = better
    return Rights(sights, fields, frozenset(roles))


def without(rights: Rights, verbs: Collection[str]) -> Rights:
    """The same without some verbs, on whatever they are."""
    left = {key: sight for key, sight in rights.sights.items() if key[1] not in verbs}
    return Rights(left, rights.fields, rights.roles)


def _sight_of(post: Post, levels: Mapping[str, UnitLevel]) -> Sight:
    if post.scope == Scope.ALL:
        return Sight(everything=True, own=True)
    if post.scope == Scope.SELF:
        return Sight(own=True)
    if post.scope == Scope.UNIT:
        return Sight(own=True, unit_ids=frozenset([post.unit_id]))
    return Sight(own=True, roots=frozenset([root_of(post.scope, post.unit_path, levels)]))


def _union(one: Sight, other: Sight) -> Sight:
    return Sight(
        one.everything or other.everything,
        one.own or other.own,
        one.unit_ids | other.unit_ids,
        one.roots | other.roots,
    )


def standing(posts: Iterable[Post], levels: Mapping[str, UnitLevel]) -> int:
    """How high somebody stands: 0 staff, 1 heads a team … 5 the headquarters (M-6).

    A post whose sight is its holder's own work heads nothing; any other post heads the unit
    its scope reaches from.
    """
    heights = {level: len(UnitLevel) - place for place, level in enumerate(UnitLevel)}
    highest = 0
    for post in posts:
        if post.scope == Scope.ALL:
            return len(UnitLevel)
        if post.scope != Scope.SELF:
            root = root_of(post.scope, post.unit_path, levels).strip("/").split("/")[-1]
            highest = max(highest, heights[UnitLevel(levels[root])])
    return highest


def is_powerful(grants: Mapping[str, Iterable[str]]) -> bool:
    """True when a role administers the system or reads its audit log."""
    return any(grants.get(entity) for entity in POWERFUL)


def widens(old: RoleReach, new: RoleReach) -> bool:
    """True when the new form of a role gives anything the old one did not."""
    for entity, verbs in new.grants.items():
        if set(verbs) - set(old.grants.get(entity, ())):
            return True
    for group, access in new.field_access.items():
        if FieldAccess(access) > FieldAccess(old.field_access.get(group, FieldAccess.NONE)):
            return True
    return WIDTH[Scope(new.scope)] > WIDTH[Scope(old.scope)]
