"""What a company lays down: steps and their approvers, and what would make them never end."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from maizi.kernel.texts import N_

from ..terms import ApproverSort, StepMode, Timeout
from .conditions import Condition, FactField, contradicts

MOST_STEPS = 10
MOST_APPROVERS = 10
MOST_CONDITIONS = 10
MOST_LEVELS = 5
MOST_HOURS = 30 * 24


@dataclass(frozen=True, slots=True)
class Approver:
    """One way to find approvers of a step.

    role    code of the role, for the sorts that go by role; may limit the applicant's choice
    levels  of superiors asked, for the chain
    """

    sort: ApproverSort
    role: str = ""
    person_id: int | None = None
    levels: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who must agree, how many of them, and until when.

    limit_hours  working hours until the time is over; 0 for no limit
    copies       people who are told when the step begins
    """

    name: str
    approvers: tuple[Approver, ...]
    mode: StepMode = StepMode.ANY
    limit_hours: int = 0
    timeout: Timeout = Timeout.REMIND
    may_return: bool = True
    copies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """When it applies, and its steps in order."""

    conditions: tuple[Condition, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What definitions may refer to.

    fields   of the kind of request, by code
    holders  role code -> how many active people hold it
    people   ids of active people
    """

    fields: Mapping[str, FactField]
    holders: Mapping[str, int]
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a definition cannot be kept, and where.

    place   "" the whole, "condition-2", "step-1", "step-1-approver-3": counted from 1
    values  for the placeholders of the text
    """

    place: str
    text: str
    values: tuple[tuple[str, object], ...] = ()


def flaws_of(definition: Definition, known: Known) -> list[Flaw]:
    """Everything that would keep a case from ever ending, with its place (0.6)."""
    found = []
    if not definition.steps:
        found.append(Flaw("", N_("至少要有一个审批步骤。")))
    if len(definition.steps) > MOST_STEPS:
        found.append(Flaw("", N_("最多 {most} 个步骤。"), (("most", MOST_STEPS),)))
    if len(definition.conditions) > MOST_CONDITIONS:
        found.append(Flaw("", N_("最多 {most} 个条件。"), (("most", MOST_CONDITIONS),)))
    for at, condition in enumerate(definition.conditions, start=1):
        if text := condition.flaw(known.fields):
            found.append(Flaw(f"condition-{at}", text))
    found += _contradictions(definition.conditions)
    for at, step in enumerate(definition.steps, start=1):
        found += _flaws_of_step(step, f"step-{at}", known)
    return found


def written(definition: Definition) -> dict:
    """The definition as it is stored."""
    return asdict(definition)


def _flaws_of_step(step: Step, place: str, known: Known) -> Iterator[Flaw]:
    if not step.name.strip():
        yield Flaw(place, N_("请给步骤起个名字。"))
    if not step.approvers:
        yield Flaw(place, N_("这一步没有审批人，申请会永远停在这里。请至少添加一个。"))
    if len(step.approvers) > MOST_APPROVERS:
        yield Flaw(place, N_("一步最多 {most} 行审批人。"), (("most", MOST_APPROVERS),))
    if not 0 <= step.limit_hours <= MOST_HOURS:
        yield Flaw(place, N_("时限应在 0 到 {most} 个工作小时之间。"), (("most", MOST_HOURS),))
    if any(count > 1 for count in Counter(step.approvers).values()):
        yield Flaw(place, N_("同一行审批人写了两次。请删去一行。"))
    if not known.people.issuperset(step.copies):
        yield Flaw(place, N_("抄送人里有已离职的同事。请重新选择。"))
    for at, approver in enumerate(step.approvers, start=1):
        if text := _flaw_of_approver(approver, known):
            yield Flaw(f"{place}-approver-{at}", text)


def _flaw_of_approver(approver: Approver, known: Known) -> str:
    needs_role = approver.sort in (ApproverSort.ROLE, ApproverSort.NEAREST)
    if approver.sort == ApproverSort.PERSON and approver.person_id not in known.people:
        return N_("请选择一位在职的同事。")
    if needs_role and not approver.role:
        return N_("请选择一个角色。")
    if approver.role and not known.holders.get(approver.role):
        return N_("目前没有人担任这个角色，申请会停在这里。请先任命，或换一个角色。")
    if approver.sort == ApproverSort.CHAIN and not 1 <= approver.levels <= MOST_LEVELS:
        return N_("上级层数应在 1 到 5 之间。")
    return ""


def _contradictions(conditions: tuple[Condition, ...]) -> Iterator[Flaw]:
    """A condition that can never hold together with those before it, nor at all."""
    for at, condition in enumerate(conditions, start=1):
        if contradicts(condition, conditions[: at - 1]):
            yield Flaw(f"condition-{at}", N_("这个条件与前面的条件矛盾，永远不会成立。"))
