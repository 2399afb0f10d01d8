"""Why somebody can or can't see one record, in sentences (M-3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from maizi.kernel.texts import N_

from ..terms import Scope, UnitLevel
from .rights import Post, root_of


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What decides who sees one record.

    unit_path         path of the unit it belongs to, "" for none
    collaborators     ids of people who work on it too
    shares            person id -> last day of an explicit share, None for no end
    pool_path         path of the unit whose pool it lies in, "" for none: who belongs under
                      that unit sees a summary
    pool_people, pool_units, pool_roles
                      whom that pool names instead: ids, paths of units, codes of roles
    access_list       ids of people who may see it although it is restricted
    restricted_verb   the verb that opens restricted records of this kind, "" for none
    """

    title: str
    address: str = ""
    owner_id: int | None = None
    unit_id: int | None = None
    unit_path: str = ""
    collaborators: frozenset[int] = frozenset()
    shares: Mapping[int, date | None] | None = None
    pool_name: str = ""
    pool_path: str = ""
    pool_people: frozenset[int] = frozenset()
    pool_units: tuple[str, ...] = ()
    pool_roles: frozenset[str] = frozenset()
    is_restricted: bool = False
    access_list: frozenset[int] = frozenset()
    restricted_verb: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence: a message with {names} and their values."""

    message: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer and every sentence that leads to it; `against` says what stands in the way."""

    can_see: bool
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """The person the question is about, today."""

    id: int
    is_active: bool
    posts: tuple[Post, ...]
    today: date
    unit_path: str = ""


def explain(
    asker: Asker, *, facts: RecordFacts, levels: Mapping[str, UnitLevel], entity: str,
    verb: str = "read",
) -> Explanation:  # fmt: skip
    """Every reason for which a person can use a verb on a record, and what is against it (M-3)."""
    granting = [p for p in asker.posts if verb in p.grants.get(entity, ())]
    against = []
    if not asker.is_active:
        against.append(Reason(N_("账号已停用。"), {}))
    if not granting:
        against.append(Reason(N_("没有一个岗位的角色允许这样做。"), {}))
    found = (*_of_person(asker, facts), *_of_posts(granting, facts, levels))
    if not found:
        against.append(Reason(N_("不是他负责、协作或共享给他的，也不在他各岗位的数据范围里。"), {}))
    if facts.is_restricted:
        opened = _opened(asker, facts, entity)
        found = (*found, *opened)
        if not opened:
            against.append(Reason(N_("这条记录限制查看，名单里没有他。"), {}))
    return Explanation(not against, tuple(found), tuple(against))


def _of_person(asker: Asker, facts: RecordFacts) -> Iterator[Reason]:
    if facts.owner_id == asker.id:
        yield Reason(N_("他是负责人。"), {})
    if asker.id in facts.collaborators:
        yield Reason(N_("他是协作人。"), {})
    shares = facts.shares or {}
    if asker.id in shares:
        until = shares[asker.id]
        if until is None:
            yield Reason(N_("共享给了他，没有期限。"), {})
        elif until >= asker.today:
            yield Reason(N_("共享给了他，到 {until} 为止。"), {"until": until.isoformat()})
    if _is_in_pool(asker, facts):
        yield Reason(
            N_("它在公海“{pool}”里：联系方式隐藏，领取后可看。"), {"pool": facts.pool_name}
        )


def _is_in_pool(asker: Asker, facts: RecordFacts) -> bool:
    units = (*facts.pool_units, *([facts.pool_path] if facts.pool_path else []))
    roles = {post.role for post in asker.posts}
    return (
        any(asker.unit_path.startswith(path) for path in units)
        or asker.id in facts.pool_people
        or bool(roles & facts.pool_roles)
    )


def _opened(asker: Asker, facts: RecordFacts, entity: str) -> list[Reason]:
    """Why a restricted record is open to somebody; empty when it is not."""
    if asker.id in facts.access_list:
        return [Reason(N_("这条记录限制查看，他在名单里。"), {})]
    if any(facts.restricted_verb in post.grants.get(entity, ()) for post in asker.posts):
        return [Reason(N_("这条记录限制查看，他的角色可以看受限记录。"), {})]
    return []


def _of_posts(
    posts: Iterable[Post], facts: RecordFacts, levels: Mapping[str, UnitLevel]
) -> Iterator[Reason]:
    for post in posts:
        if _reaches(post, facts, levels):
            yield Reason(
                N_("岗位“{role} · {unit}”的数据范围是{scope}，这条记录在里面。"),
                {"role": post.role_name, "unit": post.unit_name, "scope": Scope(post.scope).label},
            )


def _reaches(post: Post, facts: RecordFacts, levels: Mapping[str, UnitLevel]) -> bool:
    if post.scope == Scope.ALL:
        return True
    if post.scope == Scope.SELF or not facts.unit_path:
        return False
    if post.scope == Scope.UNIT:
        return facts.unit_id == post.unit_id
    return facts.unit_path.startswith(root_of(post.scope, post.unit_path, levels))
