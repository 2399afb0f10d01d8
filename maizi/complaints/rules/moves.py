"""Which stage may follow which (E-1)."""

from datetime import datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import Answer, State, Validity

# verb -> from where, and where to
MOVES: dict[str, tuple[tuple[State, ...], State]] = {
    "appraise": (
        (State.RECEIVED, State.REOPENED, State.APPRAISED, State.INVESTIGATING), State.APPRAISED
    ),
    "investigate": ((State.APPRAISED, State.INVESTIGATING), State.INVESTIGATING),
    "fix": ((State.INVESTIGATING, State.RESPONSIBLE, State.PROPOSED), State.RESPONSIBLE),
    "propose": ((State.RESPONSIBLE, State.PROPOSED), State.PROPOSED),
    "submit": ((State.PROPOSED,), State.OPINION),
    "approve": ((State.OPINION,), State.EXECUTING),
    "send_back": ((State.OPINION,), State.PROPOSED),
    "finish": ((State.EXECUTING,), State.CONFIRMING),
    "close": ((State.CONFIRMING,), State.CLOSED),
    "analyse": ((State.CLOSED,), State.ANALYSED),
    "dismiss": (
        (State.RECEIVED, State.REOPENED, State.APPRAISED, State.INVESTIGATING), State.NOT_UPHELD
    ),
    "withdraw": (
        tuple(s for s in State if not s.is_ended and s != State.OPINION), State.WITHDRAWN
    ),
    "reopen": (
        (State.CONFIRMING, State.CLOSED, State.ANALYSED, State.NOT_UPHELD, State.WITHDRAWN),
        State.REOPENED,
    ),
}  # fmt: skip
LABELS = {
    "appraise": N_("鉴定"), "investigate": N_("登记调查"), "fix": N_("定责"),
    "propose": N_("提出方案"), "submit": N_("提交审批"), "approve": N_("批准方案"),
    "send_back": N_("退回方案"), "finish": N_("完成执行"), "close": N_("结案"),
    "analyse": N_("完成分析"), "dismiss": N_("认定不成立"), "withdraw": N_("撤诉"),
    "reopen": N_("重开"),
}  # fmt: skip
UNREACHED_TIMES, UNREACHED_DAYS = 3, 5


def can_move(state: State, verb: str) -> bool:
    """Whether a verb fits the stage."""
    return state in MOVES[verb][0]


def target_of(state: State, verb: str) -> State:
    """Where a verb leads. Raises Refused, naming the stage, when it does not fit."""
    sources, target = MOVES[verb]
    if state not in sources:
        raise Refused(
            N_("这件投诉现在是“{state}”，不能{verb}。"), state=say(state.chinese),
            verb=say(LABELS[verb]), code="stage",
        )  # fmt: skip
    return target


def may_reopen_on(ended_at: datetime | None, now: datetime, *, days: int) -> bool:
    """Whether a complaint that ended then may still be taken up again (E-1: 30 days)."""
    return ended_at is None or now <= ended_at + timedelta(days=days)


def check_fixable(validity: Validity) -> None:
    """Responsibility is for what is justified (E-1, E-3)."""
    if validity not in (Validity.UPHELD, Validity.PARTLY):
        raise Refused(
            N_("鉴定结论还是“{validity}”，不能定责。请先鉴定为成立或部分成立。"),
            validity=say(validity.chinese), code="validity",
        )  # fmt: skip


def is_settled(answers: list[tuple[datetime, Answer]]) -> bool:
    """Whether the customer was asked: satisfied, or not reached three times in five days (E-8).

    answers  of the confirming contacts since the work was carried out, oldest first
    """
    if not answers:
        return False
    if answers[-1][1] == Answer.YES:
        return True
    last = answers[-1][0]
    span = last - timedelta(days=UNREACHED_DAYS)
    missed = [at for at, answer in answers if answer == Answer.UNREACHABLE and at >= span]
    return answers[-1][1] == Answer.UNREACHABLE and len(missed) >= UNREACHED_TIMES
