"""What a rule of classification may be, and in which order schemes are worked out (A-15).

A rule is a condition of the customer list, as in its address, or a group of rules:
{"all": […]}, {"any": […]}, {"not": rule}.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

GROUPS = ("all", "any")


@dataclass(frozen=True, slots=True)
class RuleLimits:
    """How large rules may be.

    depth       groups inside each other
    conditions  of all classes of a scheme together
    classes     of one scheme
    """

    depth: int = 4
    conditions: int = 100
    classes: int = 30


def conditions_in(rule: object, limits: RuleLimits) -> list[str]:
    """Every condition of a rule, in its order. Raises Refused for what is no rule.

    Walks without recursion, so that even a rule of a million brackets is only counted to the
    limit.
    """
    found, waiting = [], [(rule, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > limits.depth:
            raise Refused(
                N_("规则的括号套了 {depth} 层以上，没有人看得懂。请拆成几个类别，或先打标签。"),
                depth=limits.depth, code="deep",
            )  # fmt: skip
        if isinstance(part, str):
            found.append(part)
        else:
            waiting += [(inner, depth + 1) for inner in reversed(_inside(part))]
        if len(found) + len(waiting) > limits.conditions:
            raise Refused(
                N_("一个方案最多 {most} 个条件，这里更多。请减少条件，或分成几个方案。"),
                most=limits.conditions, code="many",
            )  # fmt: skip
    return found


def _inside(part: object) -> list:
    if isinstance(part, dict) and len(part) == 1:
        (name, value), *_ = part.items()
        if name == "not":
            return [value]
        if name in GROUPS and isinstance(value, list) and value:
            return value
    raise Refused(N_("规则里有不能识别的内容，请重新设置条件。"), code="no_rule")


def check_classes(rules: list[tuple[str, object]], limits: RuleLimits) -> None:
    """Names and rules of a scheme's classes: each named once, all within the limits.

    A rule of None takes everybody who is left, so only the last class may have it.
    """
    if not rules:
        raise Refused(N_("请至少写一个类别。"), code="empty")
    if len(rules) > limits.classes:
        raise Refused(
            N_("一个方案最多 {most} 个类别。请合并一些。"), most=limits.classes, code="many"
        )
    names = [name.strip() for name, _ in rules]
    if not all(names):
        raise Refused(N_("每个类别都要有名称。"), code="unnamed")
    if len(set(names)) < len(names):
        raise Refused(N_("有两个类别同名，请改一个。"), code="twice")
    count = 0
    for place, (name, rule) in enumerate(rules, 1):
        if rule is None:
            if place < len(rules):
                raise Refused(
                    N_("“{name}”没有条件，会收下所有剩下的客户，只能放在最后。"), name=name,
                    code="rest",
                )  # fmt: skip
            continue
        count += len(conditions_in(rule, limits))
    if count > limits.conditions:
        raise Refused(
            N_("一个方案最多 {most} 个条件，这里更多。请减少条件，或分成几个方案。"),
            most=limits.conditions, code="many",
        )  # fmt: skip


def in_order(needs: Mapping[int, set[int]]) -> list[int]:
    """Schemes, those first whose classes others ask about. Raises Refused for a circle.

    needs  scheme -> schemes whose classes its rules ask about
    """
    done, waiting = [], {scheme: set(asked) & set(needs) for scheme, asked in needs.items()}
    while waiting:
        free = [scheme for scheme, asked in waiting.items() if not asked - set(done)]
        if not free:
            raise Refused(
                N_("这个规则绕了一圈又用到自己的结果，永远算不完。请去掉其中一个“分类”条件。"),
                code="circle",
            )  # fmt: skip
        done += free
        for scheme in free:
            del waiting[scheme]
    return done


def evaluated(rule: object, holds: Callable[[str], bool]) -> bool:
    """Whether a rule holds when each condition is what `holds` says."""
    if isinstance(rule, str):
        return holds(rule)
    (name, value), *_ = rule.items()
    if name == "not":
        return not evaluated(value, holds)
    found = (evaluated(inner, holds) for inner in value)
    return all(found) if name == "all" else any(found)


def first_match(rules: list[object], holds: Callable[[str], bool]) -> int | None:
    """Place of the first rule that holds, from 0; None is everybody's rule (A-15)."""
    matches: Iterator[int] = (
        place for place, rule in enumerate(rules) if rule is None or evaluated(rule, holds)
    )
    return next(matches, None)


def as_groups(rule: object) -> list[list[str]]:
    """A rule as the form shows it: any of groups, each of which is all of its conditions.

    Rules that do not fit that shape (with `not`, or deeper) raise ValueError: they are shown,
    not edited.
    """
    if rule is None:
        return []
    if isinstance(rule, str):
        return [[rule]]
    groups = rule.get("any", [rule])
    return [_flat(group) for group in groups]


def _flat(group: object) -> list[str]:
    if isinstance(group, str):
        return [group]
    inner = group.get("all") if isinstance(group, dict) else None
    if inner is None or not all(isinstance(one, str) for one in inner):
        raise ValueError("this rule is no list of groups")
    return list(inner)


def from_groups(groups: list[list[str]]) -> object:
    """The rule of groups as the form has them; None without any condition."""
    groups = [group for group in groups if group]
    if not groups:
        return None
    parts = [group[0] if len(group) == 1 else {"all": group} for group in groups]
    return parts[0] if len(parts) == 1 else {"any": parts}
