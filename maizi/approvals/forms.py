"""The designer's form: a whole flow, posted at once, edited without losing a word."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.http import QueryDict

from .models import ApprovalDefinition
from .rules import Approver, Condition, Definition, FactField, Step, read_definition
from .rules.definitions import MOST_APPROVERS, MOST_CONDITIONS, MOST_STEPS
from .terms import OPERATORS, ApproverSort, Operator, StepMode, Timeout

BLANK_APPROVER = Approver(ApproverSort.NEAREST)
BLANK_STEP = Step("", (BLANK_APPROVER,))


def drafted(row: ApprovalDefinition) -> Definition:
    """What is stored, or one blank step to begin with."""
    if row._state.adding:
        return Definition((), (BLANK_STEP,))
    return read_definition(row.conditions, row.steps)


def typed(given: QueryDict, fields: Mapping[str, FactField]) -> Definition:
    """What was posted, good or not; what is no word of ours becomes the usual."""
    return Definition(tuple(_conditions(given, fields)), tuple(_steps(given)))


def edited(draft: Definition, act: str) -> Definition:
    """The draft after one button: "add-step", "drop-step-2", "raise-step-2", "add-approver-1"…"""
    verb, _, place = act.partition("-")
    kind, _, rest = place.partition("-")
    numbers = [int(n) for n in rest.split("-") if n.isascii() and n.isdigit()]
    at = numbers[0] - 1 if numbers else -1
    steps = list(draft.steps)
    match verb, kind:
        case "add", "step":
            return replace(draft, steps=(*steps, BLANK_STEP)[:MOST_STEPS])
        case "add", "condition":
            fresh = Condition("", Operator.IN, ())
            return replace(draft, conditions=(*draft.conditions, fresh)[:MOST_CONDITIONS])
        case "drop", "condition":
            return replace(draft, conditions=_without(draft.conditions, at))
    if not 0 <= at < len(steps):
        return draft
    match verb, kind:
        case "drop", "step":
            del steps[at]
        case "raise", "step" if at > 0:
            steps[at - 1], steps[at] = steps[at], steps[at - 1]
        case "add", "approver":
            approvers = (*steps[at].approvers, BLANK_APPROVER)[:MOST_APPROVERS]
            steps[at] = replace(steps[at], approvers=approvers)
        case "drop", "approver" if len(numbers) > 1:
            approvers = _without(steps[at].approvers, numbers[1] - 1)
            steps[at] = replace(steps[at], approvers=approvers)
    return replace(draft, steps=tuple(steps))


def _without(values: tuple, at: int) -> tuple:
    return tuple(value for number, value in enumerate(values) if number != at)


def _conditions(given: QueryDict, fields: Mapping[str, FactField]) -> Iterator[Condition]:
    for number in range(1, MOST_CONDITIONS + 1):
        name = f"condition-{number}"
        if f"{name}-fact" not in given:
            return
        values = [v.strip() for v in given.getlist(f"{name}-values") if v.strip()]
        fact = given[f"{name}-fact"]
        words = OPERATORS[fields[fact].sort] if fact in fields else (Operator.IN,)
        operator = _word(words, given.get(f"{name}-operator"), words[0])
        yield Condition(fact, operator, tuple(values))


def _steps(given: QueryDict) -> Iterator[Step]:
    for number in range(1, MOST_STEPS + 1):
        name = f"step-{number}"
        if f"{name}-name" not in given:
            return
        yield Step(
            name=given[f"{name}-name"].strip()[:60],
            approvers=tuple(_approvers(given, name)),
            mode=_word(StepMode, given.get(f"{name}-mode"), StepMode.ANY),
            limit_hours=_number(given.get(f"{name}-hours"), 0),
            timeout=_word(Timeout, given.get(f"{name}-timeout"), Timeout.REMIND),
            may_return=f"{name}-return" in given,
            copies=tuple(_ids(given.getlist(f"{name}-copies"))),
        )


def _approvers(given: QueryDict, step: str) -> Iterator[Approver]:
    for number in range(1, MOST_APPROVERS + 1):
        name = f"{step}-approver-{number}"
        if f"{name}-sort" not in given:
            return
        sort = _word(ApproverSort, given[f"{name}-sort"], ApproverSort.NEAREST)
        by_role = sort in (ApproverSort.ROLE, ApproverSort.NEAREST, ApproverSort.CHOICE)
        person = next(_ids([given.get(f"{name}-person", "")]), None)
        yield Approver(
            sort,
            given.get(f"{name}-role", "") if by_role else "",
            person if sort == ApproverSort.PERSON else None,
            _number(given.get(f"{name}-levels"), 1) if sort == ApproverSort.CHAIN else 1,
        )


def _ids(texts: list[str]) -> Iterator[int]:
    return (int(t) for t in texts if t.isascii() and t.isdigit() and len(t) < 20)


def _number(text: str | None, default: int) -> int:
    """A whole number; what is none becomes -1, which no rule allows."""
    text = (text or "").strip()
    if not text:
        return default
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def _word(words, text: str | None, default):
    return next((word for word in words if word == text), default)
