"""Decisions about sight, rights and sign-in; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .terms import Scope, UnitLevel

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


def root_of(scope: Scope, unit_path: str, levels: Mapping[str, UnitLevel]) -> str:
    """Path of the subtree that a scope reaches from a unit (M-1: a missing level resolves
    to the nearest ancestor).

    unit_path  "/1/5/9/", ids from the top
    levels     unit id as text -> level, for every unit on the path
    """
    if scope not in LEVELS_OF_SCOPE:
        return unit_path
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
                sights[entity, verb] = _union(sights.get((entity, verb), Sight()), seen)
        for group, access in post.field_access.items():
            better = max(FieldAccess(access), fields.get(FieldGroup(group), FieldAccess.NONE))
            fields[FieldGroup(group)] = better
    return Rights(sights, fields, frozenset(roles))


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


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """What a new password must be like."""

    min_length: int = 10
    min_classes: int = 1
    forbidden_words: tuple[str, ...] = ()


def password_problem(password: str, rules: PasswordRules) -> tuple[str, dict] | None:
    """The first thing wrong with a password as (message, values), or None.

    Length, number of character classes, words of the product, company and person, one
    character repeated, and a plain run such as 12345678 (ASVS 6.2, GB/T 22239 8.1.4.1).
    """
    if len(password) < rules.min_length:
        return N_("密码至少要 {length} 个字符。"), {"length": rules.min_length}
    if len(password) > 256:
        return N_("密码最长 256 个字符。"), {}
    tests = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    if sum(any(map(test, password)) for test in tests) < rules.min_classes:
        return N_("密码要包含大写、小写、数字、符号中的 {classes} 种。"), {"classes": rules.min_classes}
    lowered = password.lower()
    for word in rules.forbidden_words:
        if len(word) >= 3 and word.lower() in lowered and len(word) * 2 > len(password):
            return N_("密码不要由“{word}”这样容易猜到的词组成。"), {"word": word}
    steps = {ord(b) - ord(a) for a, b in zip(password, password[1:], strict=False)}
    if len(steps) == 1 and abs(steps.pop()) <= 1:
        return N_("密码不要用重复或连续的字符。"), {}
    return None


def locked_until(
    failures: Iterable[datetime], *, allowed: int, lock: timedelta
) -> datetime | None:
    """When the next try is allowed after `failures` (moments, any order), or None if now.

    The lock begins with the last of `allowed` failures that lie within one lock period.
    """
    recent = sorted(failures)[-allowed:]
    if len(recent) < allowed or recent[-1] - recent[0] > lock:
        return None
    return recent[-1] + lock
