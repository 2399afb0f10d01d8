"""The designer's form: a whole flow, posted at once, edited without losing a word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from .models import ApprovalDefinition
from .rules import Approver, Condition, Definition, FactField, Step, read_definition
from .rules.definitions import MOST_APPROVERS, MOST_CONDITIONS, MOST_STEPS
from .terms import OPERATORS, ApproverSort, Operator, StepMode, Timeout

BLANK_APPROVER = Approver(ApproverSort.NEAREST)
BLANK_STEP = Step("", (BLANK_APPROVER,))
BLANK_CONDITION = Condition("", Operator.IN, ())


def drafted(row: ApprovalDefinition) -> Definition:
    """What is stored, or one blank step to begin with."""
    if row._state.adding:
        return Definition((), (BLANK_STEP,))
    return read_definition(row.conditions, row.steps)


def typed(given: QueryDict, fields: Mapping[str, FactField]) -> Definition:
    """What was posted, good or not; what is no word of ours becomes the usual."""
    return Definition(tuple(_conditions(given, fields)), tuple(_steps(given)))


@dataclass(frozen=True)
class Edited:
    """The draft after one button, and the line that the eye and the keyboard go on with."""

    draft: Definition
    line: str = ""


def edited(draft: Definition, act: str) -> Edited:
    """The draft after one button: "add-step", "drop-step-2", "raise-step-2", "lower-condition-1",
    "add-approver-1", "raise-approver-1-2" …; any other leaves it as it is."""
    verb, _, place = act.partition("-")
    kind, _, rest = place.partition("-")
    numbers = [int(n) for n in rest.split("-") if n.isascii() and n.isdigit() and len(n) < 4]
    if kind == "step":
        steps, at = _changed(draft.steps, verb, numbers, (BLANK_STEP, MOST_STEPS))
        return Edited(replace(draft, steps=steps), _line("step", at))
    if kind == "condition":
        lines, at = _changed(draft.conditions, verb, numbers, (BLANK_CONDITION, MOST_CONDITIONS))
        return Edited(replace(draft, conditions=lines), _line("condition", at))
    if kind == "approver" and numbers and 0 < numbers[0] <= len(draft.steps):
        return _edited_step(draft, verb, numbers)
    return Edited(draft)


def _edited_step(draft: Definition, verb: str, numbers: list[int]) -> Edited:
    number, steps = numbers[0], list(draft.steps)
    step = steps[number - 1]
    lines, at = _changed(step.approvers, verb, numbers[1:], (BLANK_APPROVER, MOST_APPROVERS))
    steps[number - 1] = replace(step, approvers=lines)
    return Edited(replace(draft, steps=tuple(steps)), _line(f"step-{number}-approver", at))


def _changed(lines: tuple, verb: str, numbers: list[int], more: tuple) -> tuple[tuple, int]:
    """The lines after a verb, and which of them it was about; 0 for none."""
    blank, most = more
    found, at = list(lines), numbers[0] - 1 if numbers else -1
    if verb == "add":
        return (*lines, blank)[:most], min(len(lines) + 1, most)
    other = at - 1 if verb == "raise" else at + 1
    if not 0 <= at < len(found):
        return lines, 0
    if verb == "drop":
        del found[at]
        return tuple(found), min(at + 1, len(found))
    if verb in ("raise", "lower") and 0 <= other < len(found):
        found[at], found[other] = found[other], found[at]
        at = other
    return tuple(found), at + 1


def _line(kind: str, at: int) -> str:
    return f"{kind}-{at}" if at else ""


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
