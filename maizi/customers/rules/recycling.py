"""What a recycling rule may say (B-4): groups of conditions, each with a length of time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import OPERATORS, FactSort, KaStatus, Operator

MOST_GROUPS, MOST_CONDITIONS, MOST_VALUES, MOST_DAYS = 5, 8, 200, 3650


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a rule may ask about a customer.

    note     how a length of time is counted, for the person who writes the rule
    choices  (value, Chinese label) of a choice; empty where the values come from the database
    """

    code: str
    label: str
    sort: FactSort
    choices: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison; `values` are days as text, or choices."""

    fact: str
    operator: Operator
    values: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        return int(self.values[0])


Group = tuple[Condition, ...]


def require_sound(groups: Sequence[Group], facts: Mapping[str, Fact]) -> None:
    """Refuse a rule that is empty, never waits, or would take key accounts (B-4)."""
    if not groups:
        raise Refused(N_("请至少写一组条件，说明什么样的客户会被收回。"), field="groups")
    if len(groups) > MOST_GROUPS:
        raise Refused(N_("一条规则最多 {most} 组条件，请拆成几条规则。"), most=MOST_GROUPS)
    for number, group in enumerate(groups, start=1):
        _require_sound_group(group, facts, number)


def _require_sound_group(group: Group, facts: Mapping[str, Fact], number: int) -> None:
    if len(group) > MOST_CONDITIONS:
        raise Refused(N_("一组最多 {most} 个条件。"), most=MOST_CONDITIONS)
    for condition in group:
        _require_sound_condition(condition, facts, number)
    if not any(facts[c.fact].sort == FactSort.DAYS for c in group):
        raise Refused(
            N_("第 {number} 组没有天数条件，客户一到手就会被收回。请加一个，例如“没有有效跟进”。"),
            number=number,
        )  # fmt: skip


def _require_sound_condition(one: Condition, facts: Mapping[str, Fact], number: int) -> None:
    fact = facts.get(one.fact)
    if fact is None or one.operator not in OPERATORS[fact.sort]:
        raise Refused(N_("第 {number} 组有一个条件没有选字段，请选好或删去。"), number=number)
    if fact.sort == FactSort.DAYS:
        text = one.values[0] if one.values else ""
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS))
        if not (is_number and 1 <= int(text) <= MOST_DAYS):
            raise Refused(
                N_("第 {number} 组的天数要填 1 到 {most} 的整数。"), number=number, most=MOST_DAYS
            )
    if fact.sort == FactSort.CHOICE:
        _require_sound_choice(one, fact, number)


def _require_sound_choice(one: Condition, fact: Fact, number: int) -> None:
    known = {value for value, _label in fact.choices}
    if not one.values or len(one.values) > MOST_VALUES or known and set(one.values) - known:
        raise Refused(N_("第 {number} 组有一个条件没有选值，请选好或删去。"), number=number)
    if fact.code == "ka_status" and takes(one, KaStatus.KEY.value):
        raise Refused(
            N_("大客户永远不会掉入公海。请从第 {number} 组的“大客户身份”里去掉“大客户”。"),
            number=number,
        )


def takes(one: Condition, value: str) -> bool:
    """Whether a condition asks for this choice by name; “not X” alone asks for nobody."""
    return one.operator == Operator.IN and value in one.values


def written(groups: Iterable[Group]) -> list[list[dict]]:
    """The groups as JSON keeps them."""
    return [
        [{"fact": c.fact, "operator": str(c.operator), "values": list(c.values)} for c in group]
        for group in groups
    ]


def read_groups(stored: Iterable[Iterable[Mapping]]) -> tuple[Group, ...]:
    """The groups that JSON kept."""
    return tuple(
        tuple(Condition(c["fact"], Operator(c["operator"]), tuple(c["values"])) for c in group)
        for group in stored
    )
