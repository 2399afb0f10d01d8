"""When a visit may be planned, is ready, and what comes after it (B-31 to B-36)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms.visits import MaterialSort, MaterialState, VisitMode, VisitState

RECORD_HOURS = 24
MOST_PAST_DAYS = 30


def check_level(*, is_key: bool, may_visit_key: bool, may_override: bool, reason: str) -> None:
    """A key account is visited by a KA development officer or above (B-31).

    may_override  whoever saves may let somebody lower go, with a reason
    Raises Refused otherwise.
    """
    if not is_key or may_visit_key:
        return
    if not may_override:
        raise Refused(
            N_("拜访大客户的须是大客户开发专员或以上。请换一位拜访人，或请大客户经理写明理由批准。"),
            field="visitor", code="level",
        )  # fmt: skip
    if not reason.strip():
        raise Refused(N_("让级别不够的同事拜访大客户，请写明理由。"), field="level_reason")


def check_mode(mode: VisitMode, reason: str) -> None:
    """Face to face first; another mode has a reason (B-34). Raises Refused."""
    if mode != VisitMode.FACE and not reason.strip():
        raise Refused(N_("首选面谈。用别的方式请写明原因。"), field="mode_reason")


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far a visit is prepared.

    others     how many besides the visitor took part in the discussion; None: there was none
    materials  every item of the list
    """

    is_key: bool
    others: int | None = None
    has_notes: bool = False
    materials: Mapping[MaterialSort, MaterialState] | None = None
    has_judgement: bool = False


def missing_before(made: Preparation) -> list[str]:
    """What a visit to a key account still lacks to be ready, as sentences (B-32, B-33)."""
    if not made.is_key:
        return []
    found = []
    if made.others is None:
        found.append(N_("拜访大客户以前要开讨论会征求意见，请先记下讨论。"))
    elif made.others < 1 or not made.has_notes:
        found.append(N_("讨论会至少要有一位其他同事参加，并写下意见。"))
    if missing_material(made):
        found.append(N_("材料清单还有 {count} 项没有备齐：{names}。"))
    if not made.has_judgement:
        found.append(N_("请写下对资料的分类、分析和判断。"))
    return found


def missing_material(made: Preparation) -> list[MaterialSort]:
    """The items of the list that are neither at hand nor left out."""
    known, still = made.materials or {}, MaterialState.OPEN
    return [one for one in MaterialSort if known.get(one, still) == still]


def check_ready(made: Preparation) -> None:
    """Whether a visit may be called ready. Raises Refused with what comes first."""
    missing = missing_before(made)
    if missing:
        lacking = missing_material(made)
        raise Refused(
            missing[0], count=len(lacking), names=[one.chinese for one in lacking[:5]], code="ready"
        )


def check_record(state: VisitState, *, is_key: bool, ended_at: datetime, now: datetime) -> None:
    """Whether a visit may be recorded now: a key account's only when it was ready (B-32).

    Raises Refused.
    """
    if state in (VisitState.DONE, VisitState.CANCELLED):
        raise Refused(N_("这次拜访已经结束，不能再写记录。"))
    if is_key and state != VisitState.READY:
        raise Refused(
            N_("大客户拜访要先讨论、备齐材料、设为“已就绪”，才能写拜访记录。"), code="discussion"
        )
    if ended_at > now:
        raise Refused(N_("结束时间不能晚于现在。"), field="ended_at")
    if now - ended_at > timedelta(MOST_PAST_DAYS):
        raise Refused(N_("拜访已过去一个月以上，请核对日期。"), field="ended_at")


def record_due(ended_at: datetime) -> datetime:
    """The record is due 24 hours after the end (B-35)."""
    return ended_at + timedelta(hours=RECORD_HOURS)


def followup_due(visited_on: date, days: int) -> date:
    """The last day on which the customer's ideas are heard again: 24:00 of it (B-36, T-B4).

    The day of the visit is not counted; rest days do not put it off.
    """
    return visited_on + timedelta(days)
