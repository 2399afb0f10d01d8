"""Who decides a step for this applicant; nobody decides what he asked for himself (0.6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from maizi.kernel.texts import N_

from ..terms import ApproverSort, StepMode
from .definitions import Approver, Step


@dataclass(frozen=True, slots=True)
class Places:
    """Where everybody stands whom a definition may name.

    applicant_path  path of the applicant's unit: "1.4.9."
    superiors       ids of the people above the applicant, nearest first, active ones only
    holders         role code -> (person, path of the unit he holds it for), active people only
    people          ids of the active people that are named or were chosen
    barred          who may not decide this one: it is about them
    """

    applicant_id: int
    applicant_path: str
    superiors: tuple[int, ...] = ()
    holders: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    people: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a step has nobody to decide it."""

    step: str
    text: str


def seated(step: Step, places: Places, chosen: Iterable[int] = ()) -> tuple[int, ...] | Missing:
    """The people who decide a step, in order and each once.

    chosen  whom the applicant picked for this step

    Where the applicant himself, or somebody barred, is the only one, the applicant's superior
    decides (0.6, E-6). In order, an approver who cannot be found is missing even when others are
    there.
    """
    found: list[int] = []
    for approver in step.approvers:
        people = _found(approver, places, tuple(chosen))
        if not people and step.mode != StepMode.ANY:
            return Missing(step.name, _why(approver))
        found += people
    unique = list(dict.fromkeys(found))
    others = [id_ for id_ in unique if id_ != places.applicant_id and id_ not in places.barred]
    if not others and unique:
        others = [id_ for id_ in places.superiors if id_ not in places.barred][:1]
        if not others:
            return Missing(step.name, N_("只有申请人自己能审批，而他没有上级。"))
    if not others:
        return Missing(step.name, _why(step.approvers[0]) if step.approvers else N_("没有审批人。"))
    return tuple(others)


def _found(approver: Approver, places: Places, chosen: tuple[int, ...]) -> list[int]:
    match approver.sort:
        case ApproverSort.PERSON:
            return [approver.person_id] if approver.person_id in places.people else []
        case ApproverSort.ROLE:
            return [id_ for id_, _ in places.holders.get(approver.role, ())]
        case ApproverSort.NEAREST:
            return _nearest(places.holders.get(approver.role, ()), places.applicant_path)
        case ApproverSort.CHAIN:
            return list(places.superiors[: approver.levels])
    holders = {id_ for id_, _ in places.holders.get(approver.role, ())}
    return [id_ for id_ in chosen if id_ in places.people and (not approver.role or id_ in holders)]


def _nearest(holders: Iterable[tuple[int, str]], path: str) -> list[int]:
    """Who holds a role for the applicant's unit, or for the nearest unit above it (M-1)."""
    above = [(len(unit), id_) for id_, unit in holders if path.startswith(unit)]
    nearest = max((length for length, _ in above), default=0)
    return [id_ for length, id_ in above if length == nearest]


def _why(approver: Approver) -> str:
    return {
        ApproverSort.PERSON: N_("指定的审批人已离职或停用。"),
        ApproverSort.ROLE: N_("目前没有人担任这个角色。"),
        ApproverSort.NEAREST: N_("申请人所在部门及各级上级部门都没有人担任这个角色。"),
        ApproverSort.CHAIN: N_("申请人没有设置直接上级。"),
        ApproverSort.CHOICE: N_("申请人还没有选择审批人。"),
    }[approver.sort]
