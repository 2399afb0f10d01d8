"""A stored definition back as values; what cannot be read is refused, never guessed."""

from collections.abc import Mapping

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import ApproverSort, Operator, StepMode, Timeout
from .conditions import Condition
from .definitions import Approver, Definition, Step


def read_definition(conditions: list, steps: list) -> Definition:
    """The conditions and steps as `written` stored them. Raises Refused when they are damaged."""
    try:
        return Definition(tuple(map(_condition, conditions)), tuple(map(_step, steps)))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(N_("这份审批流程的内容已损坏，请重新设计并保存。")) from None


def _condition(stored: Mapping) -> Condition:
    return Condition(
        str(stored["fact"]), Operator(stored["operator"]), tuple(map(str, stored["values"]))
    )


def _step(stored: Mapping) -> Step:
    return Step(
        name=str(stored["name"]),
        approvers=tuple(map(_approver, stored["approvers"])),
        mode=StepMode(stored["mode"]),
        limit_hours=int(stored["limit_hours"]),
        timeout=Timeout(stored["timeout"]),
        may_return=bool(stored["may_return"]),
        copies=tuple(map(int, stored["copies"])),
    )


def _approver(stored: Mapping) -> Approver:
    person = stored["person_id"]
    return Approver(
        ApproverSort(stored["sort"]),
        str(stored["role"]),
        None if person is None else int(person),
        int(stored["levels"]),
    )
