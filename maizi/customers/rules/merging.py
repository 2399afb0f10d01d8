"""Which customers may become one, who survives, and which value wins (A-12)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from maizi.kernel.texts import N_, Said, say

LEAST_AT_ONCE, MOST_AT_ONCE = 2, 10
PLAIN = ("none", "other", "")
FULLER = frozenset(("note", "street", "short_name", "channel_detail"))


@dataclass(frozen=True, slots=True)
class Side:
    """One customer of a merge, as far as the decision needs it.

    filled       how many fields say something
    children     activities, contacts and so on
    may_change   the person who merges may change it
    is_in_case   something about it waits for approval
    """

    id: int
    name: str
    party_type: str
    no: str = ""
    filled: int = 0
    children: int = 0
    changed_at: datetime | None = None
    may_change: bool = True
    is_key_account: bool = False
    is_in_case: bool = False


def refusal(
    sides: Sequence[Side], survivor: int, related: Collection[tuple[int, int]]
) -> Said | str:
    """Why these customers may not become one; "" when they may.

    related  (upper, lower) ids of customers bound as group and subsidiary, parent and child
    """
    ids = {side.id for side in sides}
    if len(ids) < LEAST_AT_ONCE:
        return say(N_("合并至少要两个客户。请再选一个。"))
    if len(ids) > MOST_AT_ONCE:
        return say(N_("一次最多合并 {most} 个客户。请分几次进行。"), most=MOST_AT_ONCE)
    if survivor not in ids:
        return say(N_("请选择保留哪一个客户。"))
    for upper, lower in related:
        if upper in ids and lower in ids:
            names = {side.id: side.name for side in sides}
            return say(
                N_("“{upper}”是“{lower}”的上级，合并会让隶属关系断开。请先解除隶属关系。"),
                upper=names[upper], lower=names[lower],
            )  # fmt: skip
    return _refusal_of_side(sides, survivor)


def _refusal_of_side(sides: Sequence[Side], survivor: int) -> Said | str:
    parties = {side.party_type for side in sides}
    for side in sides:
        if not side.may_change:
            return say(N_("您不能修改“{name}”，所以不能合并。请联系其负责人。"), name=side.name)
        if side.is_in_case:
            return say(N_("“{name}”还有审批没有结束。请等审批结束，或先撤回。"), name=side.name)
        if side.is_key_account and side.id != survivor:
            return say(
                N_("“{name}”是大客户，只能保留，不能并入别的客户。请把它选为保留的一方。"),
                name=side.name,
            )  # fmt: skip
    if len(parties) > 1:
        return say(N_("企业和个人不能合并。请先改正客户主体，或把个人登记为企业的联系人。"))
    return ""


def survivor_among(sides: Sequence[Side]) -> int:
    """Who survives unless somebody chooses: the key account, then the one most hangs on, then
    the fullest, then the oldest."""
    best = max(sides, key=lambda s: (s.is_key_account, s.children, s.filled, -s.id))
    return best.id


def fuller(values: Sequence[object]) -> int:
    """Place of the longest text; the first of equals."""
    return max(range(len(values)), key=lambda n: (len(str(values[n] or "")), -n))


def winner(
    name: str, values: Sequence[object], changed: Sequence[datetime | None], survivor: int
) -> int:
    """Place of the value that wins unless somebody chooses (A-12).

    The survivor's, when it says something; else the newest; for texts that grow, the fullest.
    """
    if name in FULLER:
        best = fuller(values)
        return best if len(str(values[best] or "")) > len(str(values[survivor] or "")) else survivor
    if not is_blank(values[survivor]):
        return survivor
    told = [n for n, value in enumerate(values) if not is_blank(value)]
    if not told:
        return survivor
    return max(told, key=lambda n: (changed[n] is not None, changed[n], -n))


def is_blank(value: object) -> bool:
    """Whether a value says nothing; a vocabulary's plain word says nothing either."""
    return value is None or value == "" or value in PLAIN
