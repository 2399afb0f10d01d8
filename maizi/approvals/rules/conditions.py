"""When a definition applies to what is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from maizi.kernel.texts import N_

from ..terms import OPERATORS, FactSort, Operator


@dataclass(frozen=True, slots=True)
class FactField:
    """One thing a condition may ask of a kind of request.

    choices  (value, label) of a choice or of the fields that may be changed
    """

    code: str
    label: str
    sort: FactSort
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison; all conditions of a definition must hold.

    values  a number as text; the codes of choices or fields; the path of a unit
    """

    fact: str
    operator: Operator
    values: tuple[str, ...]

    def flaw(self, fields: Mapping[str, FactField]) -> str:
        """What is wrong with it, as a sentence; empty when nothing is."""
        field = fields.get(self.fact)
        if field is None:
            return N_("条件用到了不存在的字段。请重新选择。")
        if self.operator not in OPERATORS[field.sort]:
            return N_("这个字段不能这样比较。请换一种比较方式。")
        if not self.values:
            return N_("请填写条件的值。")
        if field.sort == FactSort.NUMBER:
            return "" if number(self.values[0]) is not None else N_("这里要填一个数字。")
        known = {value for value, _ in field.choices}
        if field.sort != FactSort.UNIT and not known.issuperset(self.values):
            return N_("条件里有已经不存在的选项。请重新选择。")
        return ""


def fits(conditions: Iterable[Condition], facts: Mapping[str, object]) -> bool:
    """Whether every condition holds; a fact that is unknown fits none."""
    return all(_holds(condition, facts.get(condition.fact)) for condition in conditions)


def contradicts(condition: Condition, before: Iterable[Condition]) -> bool:
    """Whether a condition can never hold together with those before it on the same fact."""
    same = [other for other in before if other.fact == condition.fact and other.values]
    match condition.operator if condition.values else None:
        case Operator.IN | Operator.NOT_IN:
            return _left([*same, condition]) == set()
        case Operator.AT_LEAST | Operator.LESS:
            return _has_no_room([*same, condition])
        case Operator.UNDER:
            return any(_lie_apart(condition.values, other.values) for other in same)
    return False


def _left(conditions: list[Condition]) -> set[str] | None:
    """The choices that all of these allow; None when no condition names any."""
    allowed = [set(c.values) for c in conditions if c.operator == Operator.IN]
    barred = {v for c in conditions if c.operator == Operator.NOT_IN for v in c.values}
    return set.intersection(*allowed) - barred if allowed else None


def _has_no_room(conditions: list[Condition]) -> bool:
    """That a number would have to reach a limit and stay below one that is no higher."""
    limits = [(c.operator, number(c.values[0])) for c in conditions]
    least = [n for operator, n in limits if operator == Operator.AT_LEAST and n is not None]
    below = [n for operator, n in limits if operator == Operator.LESS and n is not None]
    return bool(least and below) and max(least) >= min(below)


def _lie_apart(paths: Iterable[str], others: Iterable[str]) -> bool:
    """That no unit of these lies under one of those, nor the other way round."""
    return not any(
        path.startswith(other) or other.startswith(path) for path in paths for other in others
    )


def number(text: str) -> Decimal | None:
    """A finite number, or None."""
    try:
        found = Decimal(text.replace(",", "").strip())
    except (InvalidOperation, AttributeError):
        return None
    return found if found.is_finite() else None


def _holds(condition: Condition, fact: object) -> bool:
    values = condition.values
    if fact is None:
        return False
    match condition.operator:
        case Operator.IN:
            return fact in values
        case Operator.NOT_IN:
            return fact not in values
        case Operator.UNDER:
            return any(str(fact).startswith(path) for path in values)
        case Operator.TOUCHES:
            return not set(fact).isdisjoint(values)
    limit = number(values[0])
    if limit is None:
        return False
    at_least = Decimal(fact) >= limit
    return at_least if condition.operator == Operator.AT_LEAST else not at_least
